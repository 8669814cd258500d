// Client: the door, where a caller makes a client and calls its methods. Imports options, request, layers, limiter,
// answer, common.

import type { ApiError } from '../common/errors.ts';
import type { CallOptions, ContractTypes, HttpMethod, Selected } from '../contract.ts';
import type { LimiterState } from '../limiter/limiter.ts';

type Status40x = 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409;
type Status41x = 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418;
type Status42x = 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451;
type Status50x = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

/** The statuses that an answer with an error can have. */
export type ErrorStatus = Status40x | Status41x | Status42x | Status50x;

/** An error body as it may come: nobody validated it, and a proxy may have written it. */
type ErrorBody<Body> = [Body] extends [undefined] ? unknown : Body extends object ? Partial<Body> : Body;

type ErrorsOf<Errors> = {
  [Status in keyof Errors]: Status extends 'default'
    ? ApiError<Exclude<ErrorStatus, keyof Errors>, ErrorBody<Errors[Status]>>
    : Status extends number
      ? ApiError<Status, ErrorBody<Errors[Status]>>
      : never;
}[keyof Errors];

/** The errors that an operation answers with, discriminated by `status`. */
export type OperationError<Type> = Type extends { errors: infer Errors } ? ErrorsOf<Errors> : ApiError;

type JsonOf<Content> = Content extends object ? Content[keyof Content] : undefined;
type BodyOf<Answer> = Answer extends { content: infer Content } ? JsonOf<Content> : undefined;
type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | '2XX';

type DataOf<Answers> = { [Status in keyof Answers & SuccessStatus]: BodyOf<Answers[Status]> }[keyof Answers &
  SuccessStatus];
type ErrorOf<Answers> = {
  [Status in Exclude<keyof Answers, SuccessStatus>]: ErrorBody<BodyOf<Answers[Status]>>;
}[Exclude<keyof Answers, SuccessStatus>];

/** The answer to a call by path: `data` where the status is a success, else `error`, the error's body. */
export type PathResult<PathOperation> = PathOperation extends { responses: infer Answers }
  ?
      | { data: DataOf<Answers>; error?: never; response: Response }
      | { data?: never; error: ErrorOf<Answers>; response: Response }
  : never;

/** The parts of `parameters` that a call can give, without those that an operation does not have. */
type ParametersOf<PathOperation> = PathOperation extends { parameters: infer Parameters }
  ? {
      [Location in keyof Parameters as [Parameters[Location]] extends [undefined]
        ? never
        : Location]: Parameters[Location];
    }
  : object;
type ParamsInit<PathOperation> =
  object extends ParametersOf<PathOperation>
    ? { params?: ParametersOf<PathOperation> }
    : { params: ParametersOf<PathOperation> };
type BodyInit<PathOperation> = PathOperation extends { requestBody: { content: infer Content } }
  ? { body: JsonOf<Content> }
  : PathOperation extends { requestBody?: { content: infer Content } }
    ? { body?: JsonOf<Content> | undefined }
    : object;

/** What a call by path takes: `params` by location, `body`, and the options of every call. */
export type PathInit<PathOperation> = ParamsInit<PathOperation> & BodyInit<PathOperation> & CallOptions;

type PathsWith<Paths, Method extends string> = {
  [Path in keyof Paths]: Paths[Path] extends { [Key in Method]: object } ? Path : never;
}[keyof Paths];
type OperationAt<Paths, Path extends keyof Paths, Method extends string> = Paths[Path] extends {
  [Key in Method]: infer PathOperation;
}
  ? PathOperation
  : never;
type Rest<Init> = object extends Init ? [init?: Init] : [init: Init];

/** Calls by path. They do not throw for an HTTP status, and otherwise run through the same layers as the methods. */
export type PathMethods<Paths> = {
  [Method in HttpMethod as [PathsWith<Paths, Lowercase<Method>>] extends [never] ? never : Method]: <
    Path extends PathsWith<Paths, Lowercase<Method>>,
  >(
    path: Path,
    ...init: Rest<PathInit<OperationAt<Paths, Path, Lowercase<Method>>>>
  ) => Promise<PathResult<OperationAt<Paths, Path, Lowercase<Method>>>>;
};

type Params<Type> = Type extends { params: infer Given } ? Given : never;
type Data<Type> = Type extends { data: infer Answer } ? Answer : never;

/** What answers an input, by the fields that it selects. */
type DataFor<Type, Input> = Type extends { selects: infer Key extends keyof Input }
  ? Type extends { selected: infer Part }
    ? [Input[Key]] extends [undefined]
      ? Data<Type>
      : Part
    : Selected<Data<Type>, Input[Key]>
  : Data<Type>;

/** What `each` yields: an input with the data that answers it, or with the error that the call ended in. */
export type EachResult<Input, Answer> =
  | { readonly input: Input; readonly data: Answer; readonly error?: never }
  | { readonly input: Input; readonly data?: never; readonly error: Error };

/** What every client has beside its operations. */
export interface ClientCore<Operations> {
  /**
   * Calls an operation once for each input, paced by the same limits as every other call, and yields the results in the
   * order of the inputs. Inputs are taken only as they are needed, so there may be any number of them. A call that fails
   * yields its `error` and the rest goes on; a `break` stops taking inputs and cancels what is under way.
   *
   * @throws The signal's reason, when `call.signal` aborts, and what the source of the inputs throws.
   * @example
   * for await (const { input, data, error } of client.each('getThing', ids.map((id) => ({ id })))) {
   *   if (error) console.error(input.id, error);
   *   else await save(data);
   * }
   */
  each<Name extends keyof Operations, const Input extends Params<Operations[Name]>>(
    operation: Name,
    inputs: Iterable<Input> | AsyncIterable<Input>,
    call?: CallOptions,
  ): AsyncGenerator<EachResult<Input, DataFor<Operations[Name], Input>>, void, void>;
  /** The state of every class of operations that was called so far. Empty with `rateLimit: false`. */
  rateLimits(): readonly LimiterState[];
}

/** A client of an API: a method per operation, `GET` and its siblings by path, and `each`. */
export type Client<Types extends ContractTypes> = Types['methods'] &
  PathMethods<Types['paths']> &
  ClientCore<Types['operations']>;

/** The types of an API, or of the operations that are named: calls by path are for the whole. */
export type PartOf<Types extends ContractTypes, Name> = string extends Name
  ? Types
  : {
      methods: Pick<Types['methods'], Name & keyof Types['methods']>;
      operations: Pick<Types['operations'], Name & keyof Types['operations']>;
      paths: object;
    };
