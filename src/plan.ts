import type { ClientOptions } from './client-options.ts';
import type { Contract, Operation } from './contract.ts';
import { BASIC, type Part, partOf, placementIn, readCredential } from './credentials.ts';
import { ConfigurationError } from './errors.ts';
import { parseUrl, readBaseUrl, refuseUnknown } from './options.ts';

/** Where the calls of an operation go, and what goes along. */
export interface Plan {
  /** Without a final slash. */
  readonly baseUrl: string;
  /** The only origin that may see a request. */
  readonly origin: string;
  readonly parts: readonly Part[];
  /** What is sent, where no function gives some of it. */
  readonly texts: readonly string[] | undefined;
  /** Why no credential goes along, in words. */
  readonly unsent?: string;
  /** How to give what the operation needs and has not, in words. */
  readonly missing?: string | undefined;
}

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
    Object.entries(credentials).map(([name, value]) => [
      name,
      partOf(schemes.get(name), value, `\`credentials.${name}\``),
    ]),
  );
  if (token !== undefined && typeof token !== 'function') readCredential(token, '`token`');

  // A base URL, the emulator's say, stands in the place of all servers.
  const servers = baseUrl === undefined ? contract.servers : [baseUrl];
  const [root] = servers;
  const urlOf = ({ server = root }: Operation): URL | undefined =>
    parseUrl(baseUrl ?? server) ?? parseUrl(server, root);

  const choose = (operation: Operation): Omit<Plan, 'baseUrl' | 'origin'> => {
    const alternatives = operation.security ?? [];
    const needed = alternatives.filter(({ length }) => length > 0);
    const none = { parts: [], texts: [] };
    const origin = urlOf(operation)?.origin;
    if (needed.length > 0 && !servers.some((server) => parseUrl(server)?.origin === origin)) {
      return {
        ...none,
        unsent: "the document's own `servers` do not name this origin: name it there, or give `baseUrl`",
      };
    }
    // What is named is meant for its scheme, where the token only fits.
    const filled = [
      ...needed.map((names) => names.map((name) => named.get(name))),
      ...needed.filter(takesToken).map(([name]) => [partOf(schemes.get(name!), token, '`token`')]),
    ].filter((parts): parts is Part[] => !parts.includes(undefined));
    // What stands in a query ends up in logs.
    const parts = filled.find((each) => each.every((part) => part.in !== 'query')) ?? filled[0];
    if (!parts) {
      const missing = needed.length < alternatives.length ? undefined : needed.map(wayOf).join(', or ');
      return { ...none, unsent: 'the contract asks for none, or none that fits was given', missing };
    }
    const texts = parts.map(({ text }) => text);
    return { parts, texts: texts.every((text) => typeof text === 'string') ? texts : undefined };
  };
  const takesToken = ([name, another]: readonly string[]): boolean =>
    another === undefined && (schemes.get(name!)?.prefix ?? BASIC) !== BASIC;
  const wayOf = (names: readonly string[]): string => {
    const unable = names.find((name) => !schemes.get(name));
    if (unable === undefined)
      return `${takesToken(names) ? '`token` or ' : ''}\`credentials: { ${names.join(': …, ')}: … }\``;
    return `\`${unable}\` (${Object.values(contract.securitySchemes[unable] ?? ['not declared']).join(' ')}), which this client has no way to give`;
  };

  const operations = Object.values(contract.operations);
  if (operations.length === 0 || operations.some(({ server }) => baseUrl !== undefined || !server)) readBaseUrl(root);
  if (operations.length > 0 && operations.every((operation) => choose(operation).missing)) {
    const message = `Every operation needs a credential: ${choose(operations[0]!).missing}.`;
    throw new ConfigurationError(message, { code: 'INVALID_TOKEN' });
  }
  const plans = new Map<string, Plan>();
  return (name) => {
    const known = plans.get(name);
    if (known) return known;
    const operation = contract.operations[name]!;
    const url = readBaseUrl(urlOf(operation)?.href, `the server of \`${name}\` in the contract`);
    const plan = { ...choose(operation), baseUrl: url, origin: new URL(url).origin };
    plans.set(name, plan);
    return plan;
  };
}
