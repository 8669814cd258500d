import { apiError, type DescribeError, errorBody, readData } from '../answer/answer.ts';
import { validate, validateBody } from '../answer/validate.ts';
import { unlessAborted } from '../common/abort.ts';
import { relocate } from '../common/errors.ts';
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
import { CALL, readCallOptions, readSettings, type Settings } from '../options/settings.ts';
import { type CallContext, compose, type Next } from '../request/call.ts';
import { type Arguments, invalid, type LocatedValues, locate, readArguments } from '../request/parameters.ts';
import { createPlanner } from '../request/plan.ts';
import { openerOf } from '../request/session.ts';
import { createTransport } from '../request/transport.ts';
import type { Client, PartOf } from './client-types.ts';
import { each } from './each.ts';
import { define, lazily, readersOf } from './methods.ts';
import type { AnsweredPage, AskForPage, Page } from './pages.ts';

const METHODS: readonly HttpMethod[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];

interface Outcome {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

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
  const open = openerOf(settings);
  const send = createTransport(settings.headers, settings.middleware ?? []);
  const layers = layersOf(settings);

  const perform = async <Result>(
    name: string,
    values: LocatedValues,
    options: CallOptions | undefined,
    finish: (call: CallContext, outcome: Outcome, sent: Arguments) => Result,
    follow?: (call: CallContext, given: Arguments) => Arguments,
  ): Promise<Result> => {
    const plan = planOf(name);
    let given = readArguments(name, plan.operation, values);
    const { context, headers, close, failed } = open(plan, options);
    const work = async (): Promise<Result> => {
      if (follow) given = follow(context, given);
      if (settings.validate && given.body !== undefined) validateBody(settings, context, given.body);
      const { response, error } = await send(plan, {
        arguments: given,
        headers,
        fetch: (request) => {
          // By a parameter, an option or a middleware: the server then does it once, however often it is asked.
          context.idempotent ||= request.headers.has('idempotency-key');
          return layers(request, context);
        },
      });
      if (!response.ok) return finish(context, { error: errorBody(error), response }, given);
      const data = await readData(context, response);
      if (settings.validate) validate(settings, context, response.status, data, given.fields);
      return finish(context, { data, response }, given);
    };
    try {
      return await unlessAborted(context.signal, work);
    } catch (error) {
      relocate(error);
      failed(error);
      throw error;
    } finally {
      close();
    }
  };

  const successful = (call: CallContext, { response, data, error }: Outcome, sent: Arguments): AnsweredPage => {
    if (!response.ok) throw apiError(call, response, error, describeError);
    return { data, response, call, sent };
  };
  const invoke = async (name: string, params: unknown, options?: CallOptions): Promise<Answered<unknown>> => {
    const values = locate(name, contract.operations[name]!, params);
    const { data, response, call } = await perform(name, values, options, successful);
    return { data, response, attempts: call.attempt };
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
    return perform(name, { ...params, body }, options, (_, outcome) => outcome);
  };

  const readAhead = 2 * Math.min(settings.limiter?.maxConcurrent ?? DEFAULTS.maxConcurrent, 500);
  const client = {
    each: (name: string, inputs: Iterable<unknown> | AsyncIterable<unknown>, options: CallOptions = {}) => {
      if (!Object.hasOwn(contract.operations, name))
        throw invalid('Expected the first argument of `each` to name an operation.');
      if (
        typeof inputs !== 'object' ||
        inputs === null ||
        !(Symbol.iterator in inputs || Symbol.asyncIterator in inputs)
      )
        throw invalid('Expected the second argument of `each` to be a list, or anything else that can be iterated.');
      const settled = readCallOptions(name, settings, options);
      const invokeOne = async (input: unknown, call: CallOptions) => (await invoke(name, input, call)).data;
      return each(invokeOne, inputs, settled, readAhead);
    },
    rateLimits: () => settings.limiter?.states() ?? [],
  };
  for (const method of METHODS) {
    define(client, method, (path: string, init?: PathInit) => invokeAt(method, path, init));
  }
  const pagesOf = async function* (name: string, params: unknown, options?: PageOptions): AsyncGenerator<Page> {
    refuseUnknown(`the options of \`${name}\``, options, ['maxPages', ...Object.keys(CALL)]);
    const ask: AskForPage = (values, call, follow) => perform(name, values, call, successful, follow);
    // Loaded when it is needed, so that programs which read no pages do not pay for it.
    const { readPages } = await import('./pages.ts');
    yield* readPages(name, contract.operations[name]!, ask, params, options);
  };
  const methodOf = (name: string) => {
    const call = callOf(name);
    if (!contract.operations[name]!.pagination) return call;
    return Object.assign(
      call,
      readersOf((...given) => pagesOf(name, ...given)),
    );
  };
  return lazily(client, contract.operations, methodOf) as Client<PartOf<Types, keyof Operations>>;
}

interface PathInit extends CallOptions {
  readonly params?: LocatedValues;
  readonly body?: unknown;
}

/** The way of a request, from the first attempt to the last. */
function layersOf({ fetch, maxResponseBytes, middleware = [] }: Settings): Next {
  const last = attempt({
    fetch: fetch ?? ((request, init) => globalThis.fetch(request, init)),
    maxResponseBytes,
    rereadable: middleware.length > 0,
  });
  return compose([retry, limit], last);
}
