// Request: from the arguments of a method to the request that openapi-fetch sends. Imports options, limiter, common.

import type { ErrorDetails } from '../common/errors.ts';
import type { ClientEvent } from '../common/events.ts';
import type { Lane } from '../limiter/lane.ts';
import type { Plan } from './plan.ts';

/** One call on its way through the layers: everything a layer knows beside the request itself. */
export interface CallContext {
  readonly plan: Plan;
  /** The caller's signal and the deadline as one; absent when there is neither. */
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
  /** Whether doing it twice does no more than doing it once. */
  idempotent: boolean;
  /** Requests sent so far; the number of the attempt under way. */
  attempt: number;
  /** Milliseconds that the attempt under way waited for the limits. */
  queuedMs: number;
  /** Whether the last answer was a refusal, its own or the one of all that wait. */
  refused: boolean;
  /** Where the call waits for its turn; absent where it has no limits, or nobody keeps them. */
  readonly lane: Lane | undefined;
  /** The credentials of the attempt under way, as they are sent. */
  credentials: readonly string[] | undefined;
  /** Asks for the credentials of an attempt; absent where they are always the same, or none. */
  readonly authorize: (() => Promise<void>) | undefined;
  /** Reports what happened; absent where nobody listens. Operation, call and attempt are added to it. */
  readonly emit: ((happening: Happening) => void) | undefined;
}

type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never;

/** An event, before the call that it belongs to is added. */
export type Happening = DistributiveOmit<ClientEvent, 'operation' | 'method' | 'path' | 'origin' | 'call' | 'attempt'>;

/** What a layer calls to go on. */
export type Next = (request: Request, call: CallContext) => Promise<Response>;

/** One concern between a method call and the wire. It may call `next` any number of times. */
export type Layer = (request: Request, next: Next, call: CallContext) => Promise<Response>;

/** What an error says of the call it belongs to. */
export function detailsOf({
  plan,
  attempt,
}: CallContext): Pick<ErrorDetails, 'operation' | 'method' | 'path' | 'attempts'> {
  const { method, path } = plan.operation;
  return { operation: plan.name, method, path, attempts: attempt };
}

/** The error of a call: `getThing` (GET /things/{id}) and what `happened`. */
export function errorOf<Kind, Details extends ErrorDetails, More extends unknown[]>(
  call: CallContext,
  type: new (message: string, details: Details, ...more: More) => Kind,
  happened: string,
  details: Details,
  ...more: More
): Kind {
  const of = detailsOf(call);
  return new type(`\`${of.operation}\` (${of.method} ${of.path}) ${happened}`, { ...of, ...details }, ...more);
}

/** `after 1 attempt`, as every message counts them. */
export function attemptsOf(call: CallContext): string {
  return `after ${call.attempt} ${call.attempt === 1 ? 'attempt' : 'attempts'}`;
}
