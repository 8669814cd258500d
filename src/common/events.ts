import type { HttpMethod, ValidationIssue } from '../contract.ts';

/** What every event tells of the call it belongs to. */
interface CallEvent {
  /** The operationId. */
  readonly operation: string;
  readonly method: HttpMethod;
  /** The path template, without the call's own values. */
  readonly path: string;
  /** Where the call goes, such as `https://api.example.com`. */
  readonly origin: string;
  /** A number that the events of one call share, from 1 in each client. */
  readonly call: number;
  /** Requests sent for the call so far, this one included. */
  readonly attempt: number;
}

/** The call waits for its turn. */
export interface QueuedEvent extends CallEvent {
  readonly type: 'queued';
  /** How many wait before it. */
  readonly ahead: number;
}

/** An attempt leaves. */
export interface SentEvent extends CallEvent {
  readonly type: 'sent';
  /** Milliseconds it waited for the limits. */
  readonly queuedMs: number;
}

/** An answer is here to its last byte. */
export interface AnsweredEvent extends CallEvent {
  readonly type: 'answered';
  readonly status: number;
  /** Milliseconds since it was sent. */
  readonly durationMs: number;
}

/** An attempt failed, and another follows. `status` or `code` says why. */
export interface RetryingEvent extends CallEvent {
  readonly type: 'retrying';
  /** Milliseconds of pause before it goes back to the queue. */
  readonly delayMs: number;
  readonly status?: number;
  /** The code of the error that another attempt is to make good. */
  readonly code?: string;
}

/** The answer closed the queue of a class of operations. */
export interface PausedEvent extends CallEvent {
  readonly type: 'paused';
  /** The class, as the contract names it. */
  readonly class: string;
  /** Milliseconds until it opens. */
  readonly ms: number;
  /** The server refused a request, or said that a window is used up. */
  readonly reason: 'refused' | 'exhausted';
}

/** The call leaves first after a pause; the rest of its class follows once it is answered. */
export interface ResumedEvent extends CallEvent {
  readonly type: 'resumed';
  readonly class: string;
}

/** The server refused a class for longer than `maxRefusedMs`: all that wait fail, and new calls while the pause lasts. */
export interface RefusedEvent extends CallEvent {
  readonly type: 'refused';
  readonly class: string;
  /** Milliseconds after which it may be called again. */
  readonly ms: number;
}

/** The counter that processes share cannot be asked: each keeps its part of the limits of a class. */
export interface DegradedEvent extends CallEvent {
  readonly type: 'degraded';
  readonly class: string;
  /** A word for why: `TIMEOUT`, one of the system such as `ECONNREFUSED`, or of Redis such as `READONLY`; else `FAILED`. */
  readonly code: string;
}

/** The server answers a class again that it had refused, or the shared counter of a class counts again. */
export interface RecoveredEvent extends CallEvent {
  readonly type: 'recovered';
  readonly class: string;
  /** The event that it ends. */
  readonly from: 'refused' | 'degraded';
}

/** An answer, or a body that is about to be sent, is not what the contract says, and `onInvalid` is `event`. */
export interface InvalidEvent extends CallEvent {
  readonly type: 'invalid';
  readonly of: 'answer' | 'body';
  readonly issues: readonly ValidationIssue[];
}

/** The call is over without a result. */
export interface FailedEvent extends CallEvent {
  readonly type: 'failed';
  /** The error's code; `ABORTED` when the caller cancelled; `UNKNOWN` for what the caller's own functions threw. */
  readonly code: string;
  readonly status?: number;
  readonly traceId?: string;
}

/**
 * What a client reports through `onEvent`. No event holds a token, a header, a body or the value of a parameter.
 *
 * @example
 * createClient(contract, { onEvent: (event) => event.type === 'retrying' && count(event.operation, event.status) });
 */
export type ClientEvent =
  | QueuedEvent
  | SentEvent
  | AnsweredEvent
  | RetryingEvent
  | PausedEvent
  | ResumedEvent
  | RefusedEvent
  | DegradedEvent
  | RecoveredEvent
  | InvalidEvent
  | FailedEvent;
