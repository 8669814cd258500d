import { ConfigurationError } from '../common/errors.ts';
import { isJsonType } from '../common/json.ts';
import { parseUrl, readBaseUrl, refuseUnknown } from '../common/read-options.ts';
import type { Contract, Operation, RateLimit } from '../contract.ts';
import type { ClientOptions } from '../options/client-options.ts';
import { BASIC, type Part, type Placement, partOf, placementIn, readCredential } from '../options/credentials.ts';

/** What the calls of an operation have in common: where they go, what goes along, and how much may. */
export interface Plan extends Access {
  /** The operationId. */
  readonly name: string;
  readonly operation: Operation;
  /** Without a final slash. */
  readonly baseUrl: string;
  /** The only origin that may see a request, with a final slash. */
  readonly origin: string;
  readonly accept: string;
  /** The limits that the contract states; absent where there are none. */
  readonly rate: RateLimit | undefined;
}

/** The credentials of an operation. */
interface Access {
  readonly parts: readonly Part[];
  /** What is sent, where no function gives some of it. */
  readonly texts: readonly string[] | undefined;
  /** Why no credential goes along, in words. */
  readonly unsent?: string;
  /** How to give what the operation needs and has not, in words. */
  readonly missing?: string | undefined;
}

/** A credential that an alternative needs: schemes that end in the same place need one. */
interface Slot {
  readonly name: string;
  readonly placement: Placement;
  part: Part | undefined;
}

interface Alternative {
  /** Absent where it cannot be met. */
  readonly slots?: readonly Slot[];
  /** Where `token` would go, if that is enough. */
  readonly tokenAt?: Placement | undefined;
  /** How to meet it, or why it cannot be met, in words. */
  readonly way: string;
}

const ELSEWHERE = "the document's own `servers` do not name this origin: name it there, or give `baseUrl`";

/**
 * Plans the operations of a client by their names, each when it is first called.
 *
 * @throws {ConfigurationError} When a credential is wrong, or those that are given let no operation be called.
 */
export function createPlanner(contract: Contract, options: ClientOptions): (name: string) => Plan {
  const { token, baseUrl, credentials = {} } = options;
  // By their own names only: a document may write `constructor`.
  const schemes = new Map(Object.entries(contract.securitySchemes).map(([name, it]) => [name, placementIn(it)]));
  const known = [...schemes.keys()].filter((name) => schemes.get(name));
  refuseUnknown('`credentials`', credentials, known);
  const named = new Map(
    Object.entries(credentials).map(([name, it]) => [name, partOf(schemes.get(name), it, `\`credentials.${name}\``)]),
  );
  if (token !== undefined && typeof token !== 'function') {
    const key = [...schemes.values()].find((placement) => placement?.in === 'header' && placement.prefix === '');
    readCredential(token, '`token`', key);
  }

  // A base URL, the emulator's say, stands in the place of all servers.
  const servers = baseUrl === undefined ? contract.servers : [baseUrl];
  const [root] = servers;
  const urlOf = ({ server = root }: Operation): URL | undefined =>
    parseUrl(baseUrl ?? server) ?? parseUrl(server, root);

  const choose = (operation: Operation): Access => {
    const alternatives = operation.security ?? [];
    const needed = alternatives.filter(({ length }) => length > 0);
    const none = (unsent: string) => ({ parts: [], texts: [], unsent });
    const origin = urlOf(operation)?.origin;
    if (needed.length > 0 && !servers.some((server) => parseUrl(server)?.origin === origin)) return none(ELSEWHERE);
    const read = needed.map(readAlternative);
    // What is named is meant for its scheme, where the token only fits.
    const filled = [
      ...read.map(({ slots }) => slots?.map(({ part }) => part) ?? [undefined]),
      ...read.map(({ tokenAt }) => [partOf(tokenAt, token, '`token`')]),
    ].filter((parts): parts is Part[] => !parts.includes(undefined));
    // What stands in a query ends up in logs.
    const parts = filled.find((each) => each.every((part) => part.in !== 'query')) ?? filled[0];
    if (!parts) {
      const missing = needed.length < alternatives.length ? undefined : read.map(({ way }) => way).join(', or ');
      return { ...none('the contract asks for none, or none that fits was given'), missing };
    }
    const texts = parts.map(({ credential }) => credential);
    return { parts, texts: texts.every((text) => typeof text === 'string') ? texts : undefined };
  };
  const readAlternative = (names: readonly string[]): Alternative => {
    const slots: Slot[] = [];
    for (const name of names) {
      const placement = schemes.get(name);
      if (!placement) {
        const kind = Object.values(contract.securitySchemes[name] ?? ['not declared']).join(' ');
        return { way: `\`${name}\` (${kind}), which this client has no way to give` };
      }
      const part = named.get(name);
      const slot = slots.find((each) => samePlace(each.placement, placement));
      if (!slot) slots.push({ name, placement, part });
      else if (
        slot.placement.prefix === placement.prefix &&
        (slot.part ?? part)?.credential === (part ?? slot.part)?.credential
      )
        slot.part ??= part;
      else
        return { way: `\`${slot.name}\` and \`${name}\`, which cannot both be sent: they share \`${placement.name}\`` };
    }
    const [{ placement }, another] = slots as [Slot, ...Slot[]];
    const tokenAt = another || placement.prefix === BASIC ? undefined : placement;
    const list = slots.map(({ name }) => name).join(': …, ');
    return { slots, tokenAt, way: `${tokenAt ? '`token` or ' : ''}\`credentials: { ${list}: … }\`` };
  };

  const operations = Object.values(contract.operations);
  if (operations.length === 0 || operations.some(({ server }) => baseUrl !== undefined || !server)) readBaseUrl(root);
  if (operations.length > 0 && operations.every((operation) => choose(operation).missing)) {
    const message = `Every operation needs a credential: ${choose(operations[0]!).missing}.`;
    throw new ConfigurationError(message, { code: 'INVALID_TOKEN' });
  }
  const plans = new Map<string, Plan>();
  return (name) => {
    let plan = plans.get(name);
    if (plan) return plan;
    const operation = contract.operations[name]!;
    const { rateLimit } = operation;
    const url = readBaseUrl(urlOf(operation)?.href, `the server of \`${name}\` in the contract`);
    plan = {
      ...choose(operation),
      name,
      operation,
      baseUrl: url,
      origin: `${new URL(url).origin}/`,
      accept: acceptOf(operation),
      rate: rateLimit === undefined ? undefined : contract.rateLimits[rateLimit],
    };
    plans.set(name, plan);
    return plan;
  };
}

function acceptOf(operation: Operation): string {
  const types = new Set(Object.values(operation.responses).flatMap(({ contentType }) => contentType ?? []));
  // Errors come as JSON whatever the success is; with nothing named, JSON is what this client can read.
  if (![...types].some(isJsonType)) types.add('application/json');
  return [...types].join(', ');
}

function samePlace(a: Placement, b: Placement): boolean {
  return a.in === b.in && (a.name === b.name || (a.in === 'header' && a.name.toLowerCase() === b.name.toLowerCase()));
}
