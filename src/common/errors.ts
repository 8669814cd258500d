import type { HttpMethod, ValidationIssue } from '../contract.ts';
import { isObject } from './plain.ts';

/** What every error of this package can say about the call that failed. */
export interface ErrorDetails {
  /** Stable across releases; meant for code, where the message is meant for people. */
  readonly code: ErrorCode;
  /** The operationId of the call. Absent when no call was under way. */
  readonly operation?: string | undefined;
  readonly method?: HttpMethod | undefined;
  /** The path template, without the call's own values. */
  readonly path?: string | undefined;
  /** The HTTP status, where an answer arrived. */
  readonly status?: number | undefined;
  /** The server's name for the request, to quote to its support. */
  readonly traceId?: string | undefined;
  /** How many requests were sent for the call. */
  readonly attempts?: number | undefined;
  /** Whether the same call can succeed later without a change. */
  readonly retryable?: boolean | undefined;
  /** Milliseconds after which the server asks to be called again. */
  readonly retryAfterMs?: number | undefined;
}

/** The values of `error.code`. */
export type ErrorCode =
  | 'INVALID_OPTION'
  | 'INVALID_PARAMETER'
  | 'INVALID_TOKEN'
  | 'QUEUE_FULL'
  | 'QUEUE_WAIT'
  | 'CONNECTION_FAILED'
  | 'REDIRECT_REFUSED'
  | 'ATTEMPT_TIMEOUT'
  | 'DEADLINE_EXCEEDED'
  | 'RESPONSE_UNREADABLE'
  | 'MEDIA_TYPE_UNEXPECTED'
  | 'RESPONSE_TOO_LARGE'
  | 'PAGE_REPEATED'
  | 'LINK_REFUSED'
  | 'VALIDATION_FAILED'
  | 'API_ERROR';

const brandOf = (kind: string): symbol => Symbol.for(`openapi-contract-client/${kind}`);

/**
 * The class of every error that this package throws of its own. Two things are not one of these: an abort, which is
 * rethrown with the caller's own reason, and what the caller's own functions (a token provider, a middleware) throw.
 *
 * `instanceof` works across copies of the package and between its ESM and CommonJS builds.
 *
 * @example
 * if (error instanceof ClientError && error.retryable) scheduleAgain(error.retryAfterMs ?? 60_000);
 */
export class ClientError extends Error implements ErrorDetails {
  protected static readonly brand: string = 'ClientError';
  readonly code: ErrorCode;
  // Only declared: a field that the class defines is there from the start, and is printed as `undefined`.
  declare readonly operation?: string;
  declare readonly method?: HttpMethod;
  declare readonly path?: string;
  declare readonly status?: number;
  declare readonly traceId?: string;
  declare readonly attempts?: number;
  readonly retryable: boolean;
  declare readonly retryAfterMs?: number;

  constructor(message: string, details: ErrorDetails) {
    super(message);
    hide(this, 'name', new.target.brand);
    for (let type: unknown = new.target; isErrorClass(type); type = Object.getPrototypeOf(type)) {
      if (Object.hasOwn(type, 'brand')) hide(this, brandOf(type.brand), true);
    }
    this.code = details.code;
    this.retryable = details.retryable ?? false;
    for (const [name, detail] of Object.entries(details))
      if (detail !== undefined) Object.assign(this, { [name]: detail });
  }

  static override [Symbol.hasInstance]<Class extends abstract new (...args: never) => unknown>(
    this: Class,
    value: unknown,
  ): value is InstanceType<Class> {
    // A class made by extending one of ours has no brand of its own: only its prototype can tell its instances.
    if (!isErrorClass(this) || !Object.hasOwn(this, 'brand')) {
      return Function.prototype[Symbol.hasInstance].call(this, value);
    }
    return isObject(value) && brandOf(this.brand) in value;
  }
}

/** A wrong option, parameter or token. Nothing was sent. Correct the call; trying again does not help. */
export class ConfigurationError extends ClientError {
  protected static override readonly brand: string = 'ConfigurationError';
}

/** The call was refused before it was queued: too many wait, or it would wait too long. Nothing was sent. */
export class QueueError extends ClientError {
  protected static override readonly brand: string = 'QueueError';
  /** `full`: `maxQueue` calls wait already. `wait`: the wait would exceed `maxWaitMs`. */
  readonly reason: 'full' | 'wait';
  /** Milliseconds the call would have waited, as far as this client can tell. */
  readonly expectedWaitMs: number;

  constructor(message: string, details: ErrorDetails, reason: 'full' | 'wait', expectedWaitMs: number) {
    super(message, { ...details, retryAfterMs: expectedWaitMs });
    this.reason = reason;
    this.expectedWaitMs = expectedWaitMs;
  }
}

/** No whole answer arrived: no connection, a connection lost, or a redirect, which is never followed. */
export class ConnectionError extends ClientError {
  protected static override readonly brand: string = 'ConnectionError';
  /** The platform's name for the cause, such as `ECONNREFUSED`, where it gives one. */
  declare readonly reason?: string;

  constructor(message: string, details: ErrorDetails, reason?: string) {
    super(message, details);
    if (reason !== undefined) this.reason = reason;
  }
}

/** Time ran out: of one attempt, from its sending to its last byte, or of the whole call, waits included. */
export class TimeoutError extends ClientError {
  protected static override readonly brand: string = 'TimeoutError';
  readonly kind: 'attempt' | 'deadline';
  /** The limit that was exceeded, in milliseconds. */
  readonly limitMs: number;

  constructor(message: string, details: ErrorDetails, kind: 'attempt' | 'deadline', limitMs: number) {
    super(message, details);
    this.kind = kind;
    this.limitMs = limitMs;
  }
}

/** An answer that reports success but cannot be read: not the contract's media type, not JSON, or over the size cap. */
export class ResponseFormatError extends ClientError {
  protected static override readonly brand: string = 'ResponseFormatError';
}

/**
 * An answer that is not what the contract promises, or a body that is not what it asks for and was not sent; `status` is
 * then absent. Thrown only when validation is asked for.
 */
export class ValidationError extends ClientError {
  protected static override readonly brand: string = 'ValidationError';
  /** Every violation found, without the values. */
  readonly issues: readonly ValidationIssue[];

  constructor(message: string, details: ErrorDetails, issues: readonly ValidationIssue[]) {
    super(message, details);
    this.issues = issues;
  }
}

/**
 * The server answered with an error status. `isApiError(error, 'operation')` narrows `body` by `status`.
 *
 * `body` holds what came: JSON, or else text, and `{}` where the answer was empty; it is not printed or serialized with
 * the error.
 */
export class ApiError<Status extends number = number, Body = unknown> extends ClientError {
  protected static override readonly brand: string = 'ApiError';
  declare readonly status: Status;
  declare readonly body: Body;

  constructor(message: string, details: ErrorDetails & { readonly status: Status }, body: Body) {
    super(message, details);
    hide(this, 'body', body);
  }
}

/** Gives an error that a timer made the stack of whoever waits for it, where the platform can. */
export function relocate(error: unknown): void {
  if (error instanceof TimeoutError) (Error as { captureStackTrace?(target: object): void }).captureStackTrace?.(error);
}

function isErrorClass(value: unknown): value is { brand: string } {
  return typeof value === 'function' && 'brand' in value;
}

function hide(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: false, configurable: true, writable: true });
}
