import { ClientError } from '../common/errors.ts';
import { SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS } from '../common/status.ts';
import type { CallOptions, Contract } from '../contract.ts';
import { isSuccess } from '../openapi/bodies.ts';
import { parseJson } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { ClientOptions } from '../options/client-options.ts';
import { BASIC, placementIn } from '../options/credentials.ts';
import { type Exchange, FOLLOWING, isUnentitled, type Purpose } from '../verify/exchange.ts';
import { identifiersIn, type Known, leadsOn, type Probe, valuesFor } from './probes.ts';

/** A client that calls the API, as far as evidence needs it. */
export type Caller = Readonly<Record<string, unknown>>;

interface LiveOptions {
  readonly model: Model;
  readonly contract: Contract;
  /** Makes a client with its credential and address: with these settings beside. */
  readonly createClient: (options: ClientOptions) => Caller | Promise<Caller>;
  readonly fetch?: ClientOptions['fetch'];
  /** How many requests may be sent, refusals and all. */
  readonly maxCalls: number;
  /** Is awaited when everything is ready, before the first call. */
  readonly before?: () => Promise<void>;
  /** Is told before each call. */
  readonly onCall?: (done: number, probe: Probe) => void;
}

/** What was learnt by calling. */
export interface Gathered {
  readonly exchanges: readonly Exchange[];
  /** How many calls were not made, since the number is limited. */
  readonly left: number;
  /** How many requests were refused by a rate limit. */
  readonly refused: number;
  /** Why calls failed, the first reason. */
  readonly failure: string | undefined;
}

/** What takes the place of a credential: of the form of none, so that no account can be locked by it. */
const WRONG = 'not-a-credential';

/** How many requests in a row may be refused or have no answer: a server that is down is left alone. */
const MOST_IN_VAIN = 5;

/** Makes the calls one after the other, by the client itself: its limits, its credential, and nothing of either kept. */
export async function callAll(probes: readonly Probe[], options: LiveOptions): Promise<Gathered> {
  const { model, contract, maxCalls, onCall } = options;
  const exchanges: Exchange[] = [];
  const known: Known = new Map();
  /** Lists of which the first page came, and that lead on. */
  const begun = new Map<string, AsyncIterator<unknown>>();
  const stop = new AbortController();
  let [sent, inVain, refused, answered, done] = [0, 0, 0, 0, 0];
  let failure: string | undefined;
  let purpose: Purpose | undefined;
  let requestBody: string | undefined;
  const send = options.fetch ?? ((request: Request, init: RequestInit) => globalThis.fetch(request, init));
  const client = await options.createClient({
    retries: 0,
    fetch: async (request, init) => {
      sent += 1;
      inVain += 1;
      const asked = isUnentitled({ purpose }) ? withoutCredential(request, contract, purpose) : request;
      const response = await send(asked, init);
      if (response.status === TOO_MANY_REQUESTS) refused += 1;
      if (response.status !== TOO_MANY_REQUESTS && response.status !== SERVICE_UNAVAILABLE) inVain = 0;
      // What was refused would be sent once more.
      else if (sent >= maxCalls || inVain >= MOST_IN_VAIN) stop.abort();
      return response;
    },
    middleware: [
      {
        onResponse: async ({ request: { method, url, headers: requestHeaders }, response }) => {
          const { status, headers } = response;
          // A refusal for so long that the client says it again by itself.
          if (sent === answered) inVain = MOST_IN_VAIN;
          if (sent === answered) return undefined;
          answered = sent;
          const body = await response.clone().text();
          const asked = { method, url, requestHeaders, requestBody, ...(purpose && { purpose }) };
          exchanges.push({ ...asked, status, headers, body, time: performance.now() });
          return undefined;
        },
      },
    ],
  });
  await options.before?.();
  const call = (probe: Probe, values: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { operation, purpose } = probe;
    const method = client[operation.name] as CallMethod;
    const given = [argumentsOf(probe, values), { signal: stop.signal }] as const;
    if (isPlain(probe) && leadsOn(operation)) begun.set(operation.id, method.pages!(...given));
    else if (purpose !== FOLLOWING) return method(...given);
    return begun.get(operation.id)!.next();
  };
  for (const probe of probes) {
    if (inVain >= MOST_IN_VAIN) failure ??= 'The API refuses what is sent, or is down. Try again later.';
    if (sent >= maxCalls || inVain >= MOST_IN_VAIN || stop.signal.aborted) break;
    const values = valuesFor(model, probe, known);
    done += 1;
    onCall?.(done, probe);
    purpose = probe.purpose;
    requestBody = values['body'] === undefined ? undefined : JSON.stringify(values['body']);
    const before = exchanges.length;
    try {
      await call(probe, values);
    } catch (error) {
      const isOurs = error instanceof ClientError;
      if (!isOurs && !stop.signal.aborted) throw error;
      // An answer that the client cannot use is evidence all the same.
      if (isOurs && exchanges.length === before) failure ??= error.message;
    }
    const last = exchanges[before];
    if (!isPlain(probe) || !last?.body || !isSuccess(`${last.status}`)) continue;
    for (const [id, value] of identifiersIn(model, probe.operation, parseJson(last.body))) known.set(id, value);
  }
  return { exchanges, left: probes.length - done, refused, failure };
}

interface CallMethod {
  (params: object, call: CallOptions): Promise<unknown>;
  readonly pages?: (params: object, call: CallOptions) => AsyncIterator<unknown>;
}

function isPlain({ values, purpose }: Probe): boolean {
  return Object.keys(values).length === 0 && purpose === undefined;
}

/** What the method takes: side by side, or by location where names are shared. */
function argumentsOf({ operation }: Probe, { body, ...located }: Readonly<Record<string, unknown>>): object {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [key, value] of Object.entries(located)) {
    const [location = '', ...name] = key.split(' ');
    groups[location] = { ...groups[location], [name.join(' ')]: value };
  }
  const given = operation.grouped ? groups : Object.assign({}, ...Object.values(groups));
  return body === undefined ? given : { ...given, body };
}

function withoutCredential(request: Request, { securitySchemes }: Contract, purpose: Purpose | undefined): Request {
  const isWrong = purpose === 'with a wrong credential';
  const headers = new Headers(request.headers);
  const url = new URL(request.url);
  for (const placement of Object.values(securitySchemes).map(placementIn)) {
    if (!placement) continue;
    const { in: place, name, prefix } = placement;
    const header = place === 'cookie' ? 'cookie' : name;
    const wrong = place === 'cookie' ? `${name}=${WRONG}` : prefix + (prefix === BASIC ? btoa(`${WRONG}:`) : WRONG);
    if (place === 'query') {
      if (isWrong && url.searchParams.has(name)) url.searchParams.set(name, WRONG);
      else url.searchParams.delete(name);
    } else if (headers.get(header)?.startsWith(prefix)) {
      if (isWrong) headers.set(header, wrong);
      else headers.delete(header);
    }
  }
  return new Request(url, { method: request.method, headers, redirect: 'error' });
}
