import { ClientError } from '../common/errors.ts';
import { isRefusal, retryAfterMs } from '../common/retry-after.ts';
import { sleep } from '../common/sleep.ts';
import { RETRYABLE, TOO_MANY_REQUESTS, UNAUTHORIZED } from '../common/status.ts';
import { Gate, mostRefusedMs } from '../limiter/gate.ts';
import type { CallContext, Layer } from '../request/call.ts';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;

/**
 * Repeats what can succeed the next time. A refused call goes back at once to its lane, which waits for all; where it has
 * none, it waits as a lane would, for itself.
 */
export const retry: Layer = async (request, next, call) => {
  const { lane } = call;
  const repeat = call.retries === 0 ? () => request : await repeatable(request);
  const tries: Tries = { failures: 0, refusals: 0, renewals: 0 };
  const gate = lane ? undefined : new Gate(mostRefusedMs());
  for (;;) {
    const pass = gate?.send(call.attempt);
    const outcome = await next(repeat(), call).catch(ofAttempt);
    call.refused = !isError(outcome) && isRefusal(outcome);
    const kind = call.retries === 0 ? undefined : kindOf(call, outcome, tries);
    if (!kind || (call.refused && lane?.pace.gate.lost)) return finish(outcome);

    const asked = isError(outcome) ? undefined : retryAfterMs(outcome.headers);
    let delayMs = 0;
    if (kind === 'failures' && !(lane && call.refused)) delayMs = Math.max(asked ?? 0, backoff(tries.failures));
    if (kind === 'refusals' && gate && pass) delayMs = gate.refused(asked, pass)?.ms ?? 0;
    // Waiting longer than this is for the caller to decide, who finds the time on the error.
    if (delayMs > Math.min(mostRefusedMs(), gate?.expiresInMs ?? mostRefusedMs())) return finish(outcome);
    tries[kind] += 1;
    const why = isError(outcome) ? { code: outcome.code } : { status: outcome.status };
    call.emit?.({ type: 'retrying', delayMs, ...why });
    if (delayMs > 0) await sleep(delayMs, call.signal);
  }
};

/** How often a call was repeated, by what made that necessary. */
interface Tries {
  failures: number;
  refusals: number;
  renewals: number;
}

/** An answer, or an error that says what became of the attempt. */
type Outcome = Response | ClientError;

function isError(outcome: Outcome): outcome is ClientError {
  return outcome instanceof ClientError;
}

/** Anything else that was thrown goes on. */
function ofAttempt(error: unknown): ClientError {
  if (error instanceof ClientError) return error;
  throw error;
}

function finish(outcome: Outcome): Response {
  if (isError(outcome)) throw outcome;
  return outcome;
}

/** Why an outcome is worth another attempt, or undefined when it is the last. */
function kindOf(call: CallContext, outcome: Outcome, tries: Tries): keyof Tries | undefined {
  const status = isError(outcome) ? undefined : outcome.status;
  // The server did not act, and says nothing of the call: this does not use up `retries`.
  if (status === TOO_MANY_REQUESTS) return 'refusals';
  // The credential may have expired on the way: one new one is worth one new attempt.
  if (status === UNAUTHORIZED) return call.authorize && tries.renewals === 0 ? 'renewals' : undefined;
  return call.idempotent && tries.failures < call.retries && mayPass(outcome) ? 'failures' : undefined;
}

/** Whether the same request may succeed the next time. */
function mayPass(outcome: Outcome): boolean {
  if (!isError(outcome)) return RETRYABLE.includes(outcome.status);
  const isOfAttempt = outcome.code === 'CONNECTION_FAILED' || outcome.code === 'ATTEMPT_TIMEOUT';
  return isOfAttempt && outcome.retryable;
}

/** Full jitter: many clients that failed together do not come back together. */
function backoff(failures: number): number {
  return Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
}

/** A request can be sent once; its body, where it has one, is kept to build the next one from. */
async function repeatable(request: Request): Promise<() => Request> {
  // Not `request.body`: some browsers do not have it.
  if (request.method === 'GET' || request.method === 'HEAD') return () => request;
  const body = await request.arrayBuffer();
  const { url, method, headers, redirect } = request;
  return () => new Request(url, { method, headers, redirect, ...(body.byteLength > 0 && { body }) });
}
