/** The types that generated methods are written in, of how a call is made and what comes of it. Goes with `contract.ts`. */

/**
 * How one call is made, apart from what it asks for.
 *
 * @example
 * await hood.getIntegration({ id: '1161' }, { signal: AbortSignal.timeout(5_000), retries: 0 });
 */
export interface CallOptions {
  /** Cancels the call wherever it is, also in the queue. Its reason is thrown unchanged. */
  signal?: AbortSignal | undefined;
  /** Milliseconds one attempt may take from being sent to its last byte. Default: the client's, 30,000. */
  timeoutMs?: number | undefined;
  /** Milliseconds the whole call may take, queue, attempts and pauses together. Default: the client's, none. */
  deadlineMs?: number | undefined;
  /** How often a failed attempt may be repeated. 0 means never. Default: the client's, 2. */
  retries?: number | undefined;
  /** Headers for this call alone; `undefined` or `null` takes away one of the client's. With an `Idempotency-Key` it is repeated. */
  headers?: HeadersGiven | undefined;
}

/** What `new Headers()` takes: an object, `Headers`, or pairs. */
export type HeadersGiven = Readonly<Record<string, string | null | undefined>> | Iterable<readonly [string, string]>;

/** What answers a call by the fields that it selects: all without a list, any where only the running program knows it. */
export type Selected<Data, Fields> = [Fields] extends [undefined]
  ? Data
  : [Fields] extends [readonly [keyof Data, ...(keyof Data)[]]]
    ? Pick<Data, Fields[number]>
    : Partial<Data>;

/** A list that is known to be empty fits none: the server would take it for no list at all. */
export type NotEmpty<Fields> = Fields & (Fields extends readonly [] ? readonly [unknown, ...unknown[]] : unknown);

/** The data of an answer, and what came beside it: the answer, to be read once more, and how many requests were sent. */
export interface Answered<Data> {
  readonly data: Data;
  readonly response: Response;
  readonly attempts: number;
}

/** The data; `await hood.getIntegration({ id }).withResponse()` has the answer's headers beside it, to log or to cache. */
export interface ResponsePromise<Data> extends Promise<Data> {
  withResponse(): Promise<Answered<Data>>;
}

/** How pages are read: `maxPages` of them, from 1, by default all; `deadlineMs` is for all of them together. */
export type PageOptions = CallOptions & { maxPages?: number | undefined };

/** One thing that is wrong with a value: where, as a JSON Pointer, and the rule of the schema that it breaks. */
export interface ValidationIssue {
  readonly pointer: string;
  readonly rule: string;
}

/**
 * Judges the body of an answer by its schema; no issue means that it is good. With `fields`, the names of the properties
 * that were asked for, only those must be there.
 */
export type Validator = (value: unknown, fields?: readonly string[]) => readonly ValidationIssue[];

/** The validators of an API, by operationId and by status as the contract writes it. */
export type Validators = Readonly<Record<string, Readonly<Record<string, Validator>>>>;
