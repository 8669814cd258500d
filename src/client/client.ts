import { apiError, type DescribeError, errorBody, readData } from '../answer/answer.ts';
import { isObject } from '../common/plain.ts';
import { DEFAULTS, refuseUnknown } from '../common/read-options.ts';
import { withBody } from '../common/response-body.ts';
import type {
  Answered,
  Api,
  CallOptions,
  Contract,
  ContractTypes,
  HttpMethod,
  PageOptions,
  Typed,
} from '../contract.ts';
import { attempt } from '../layers/attempt.ts';
import { limit } from '../layers/limit.ts';
import { retry } from '../layers/retry.ts';
import type { ClientOptions, CredentialsOf } from '../options/client-options.ts';
import { CALL, readCallOptions, readSettings } from '../options/settings.ts';
import type { Next } from '../request/call.ts';
import { invalid, type LocatedValues, locate, readArguments } from '../request/parameters.ts';
import { createPlanner } from '../request/plan.ts';
import { sessionOf } from '../request/session.ts';
import { createTransport } from '../request/transport.ts';
import type { Client, PartOf } from './client-types.ts';
import type { each } from './each.ts';
import { define, lazily } from './methods.ts';
import type { Answer, AskForPage, Follow, Outcome } from './pages.ts';

const METHODS: readonly HttpMethod[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];

/**
 * Makes a client from a generated contract. The client of one API gives it its own name and types.
 *
 * @param describeError Takes from an error's body what the error itself tells, such as a trace id.
 * @throws {ConfigurationError} When an option is wrong. Nothing is sent before the first call.
 * @example
 * import { contract } from './generated/contract.js';
 *
 * const client = createClient(contract, { token });
 * @example
 * // Of an API of a thousand operations, a bundle then holds these two.
 * import { api, getThing, listThings } from './generated/contract.js';
 *
 * const client = createClient({ ...api, operations: { getThing, listThings } }, { token });
 */
export function createClient<
  Types extends ContractTypes,
  Operations extends Contract['operations'] = Contract['operations'],
>(
  contract: Api & Typed<Types> & { readonly operations: Operations },
  options: ClientOptions<CredentialsOf<Types>> = {},
  describeError: DescribeError = () => ({}),
): Client<PartOf<Types, keyof Operations>> {
  const settings = readSettings(contract, options as ClientOptions);
  const planOf = createPlanner(contract, options as ClientOptions);
  const session = sessionOf(settings);
  const send = createTransport(settings.headers, settings.middleware ?? []);
  // The way of a request, from the first attempt to the last.
  const last = attempt(settings);
  const limited: Next = (request, call) => limit(request, last, call);

  const perform = (
    name: string,
    values: LocatedValues,
    options: CallOptions | undefined,
    { byPath, follow }: { byPath?: true; follow?: Follow | undefined } = {},
  ): Promise<Answer> => {
    const plan = planOf(name);
    const given = readArguments(name, plan.operation, values);
    return session(plan, options, async (call, headers) => {
      const sent = follow ? follow(call, given) : given;
      const judge = settings.validate && (await import('./later.ts')).validate;
      if (sent.body !== undefined) judge?.(settings, call, sent.body);
      const { response, error } = await send(plan, sent, headers, (request) => {
        // By a parameter, an option or a middleware: the server then does it once, however often it is asked.
        call.idempotent ||= request.headers.has('idempotency-key');
        return retry(request, limited, call);
      });
      if (!response.ok) {
        const body = errorBody(error);
        if (!byPath) throw apiError(call, response, body, describeError);
        return { outcome: { error: body, response }, call, sent };
      }
      const data = await readData(call, response);
      judge?.(settings, call, data, response.status, sent.fields);
      return { outcome: { data, response }, call, sent };
    });
  };

  const invoke = async (name: string, params: unknown, options?: CallOptions): Promise<Answered<unknown>> => {
    const { outcome, call } = await perform(name, locate(name, contract.operations[name]!, params), options);
    return { data: outcome.data, response: outcome.response, attempts: call.attempt };
  };
  const callOf = (name: string) => (params?: unknown, options?: CallOptions) => {
    const answered = invoke(name, params, options);
    // Not a callback: the stack of an error leads through what is awaited.
    const data = (async () => (await answered).data)();
    const withResponse = (): Promise<Answered<unknown>> => {
      data.catch(() => undefined);
      return answered.then((answer) => ({ ...answer, response: withBody(answer.response) }));
    };
    return Object.defineProperty(data, 'withResponse', { value: withResponse });
  };

  let operations: ReadonlyMap<string, string> | undefined;
  const invokeAt = async (method: HttpMethod, path: string, init: PathInit = {}): Promise<Outcome> => {
    operations ??= new Map(Object.entries(contract.operations).map(([name, it]) => [`${it.method} ${it.path}`, name]));
    const name = operations.get(`${method} ${path}`);
    if (name === undefined)
      throw invalid(
        `The contract has no ${method} at the path given. Expected a path template, as the contract writes it.`,
      );
    refuseUnknown(`the options of \`${name}\``, init, ['params', 'body', ...Object.keys(CALL)]);
    const { params, body, ...options } = init;
    refuseUnknown(`\`params\` of \`${name}\``, params, ['path', 'query', 'header', 'cookie']);
    return (await perform(name, { ...params, body }, options, { byPath: true })).outcome;
  };

  const readAhead = 2 * Math.min(settings.limiter?.settings.maxConcurrent ?? DEFAULTS.maxConcurrent, 500);
  const client = {
    each: (name: string, inputs: Iterable<unknown> | AsyncIterable<unknown>, options: CallOptions = {}) => {
      if (!Object.hasOwn(contract.operations, name))
        throw invalid('Expected the first argument of `each` to name an operation.');
      if (!isObject(inputs) || !(Symbol.iterator in inputs || Symbol.asyncIterator in inputs))
        throw invalid('Expected the second argument of `each` to be a list, or anything else that can be iterated.');
      const settled = readCallOptions(name, settings, options);
      const invokeOne = async (input: unknown, call: CallOptions) => (await invoke(name, input, call)).data;
      return eachOf(invokeOne, inputs, settled, readAhead);
    },
    rateLimits: () => settings.limiter?.states() ?? [],
  };
  for (const method of METHODS) {
    define(client, method, (path: string, init?: PathInit) => invokeAt(method, path, init));
  }
  const readerOf = (kind: 'pages' | 'items', name: string) =>
    async function* (params?: unknown, options?: PageOptions): AsyncGenerator<unknown> {
      refuseUnknown(`the options of \`${name}\``, options, ['maxPages', ...Object.keys(CALL)]);
      const ask: AskForPage = (values, call, follow) => perform(name, values, call, { follow });
      const { read } = await import('./later.ts');
      yield* read(kind, name, contract.operations[name]!, ask, params, options);
    };
  const methodOf = (name: string) => {
    const call = callOf(name);
    if (!contract.operations[name]!.pagination) return call;
    return Object.assign(call, { pages: readerOf('pages', name), items: readerOf('items', name) });
  };
  return lazily(client, contract.operations, methodOf) as Client<PartOf<Types, keyof Operations>>;
}

interface PathInit extends CallOptions {
  readonly params?: LocatedValues;
  readonly body?: unknown;
}

async function* eachOf(...given: Parameters<typeof each>): ReturnType<typeof each> {
  yield* (await import('./later.ts')).each(...given);
}
