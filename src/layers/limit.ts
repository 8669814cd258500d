import { type CallContext, detailsOf, type Layer, nameOf } from '../call.ts';
import type { RateLimit } from '../contract.ts';
import { QueueError } from '../errors.ts';
import type { Lane } from '../limiter/lane.ts';
import type { AccountLimiter } from '../limiter/limiter.ts';
import { now, sleep } from '../sleep.ts';

/** A credential that takes longer costs its call the place at the head of the queue, until it is there. */
const PATIENCE_MS = 1_000;
const LATE: unique symbol = Symbol('late');

/** Takes a permit for every attempt. A call that comes back after a failure goes before those that have not been sent. */
export function limit(limiter: AccountLimiter, rateOf: (call: CallContext) => RateLimit | undefined): Layer {
  return async (request, next, call) => {
    const rate = rateOf(call);
    if (!rate) return next(request, call);
    const lane = limiter.lane(rate);
    if (call.attempt === 0) refuseWhenFull(lane, call);
    const queued = now();
    let resumed = await turn(lane, call, call.attempt > 0 ? 'front' : 'back');
    if (resumed === LATE) {
      await call.authorize?.();
      resumed = await turn(lane, call, 'front');
    }
    call.queuedMs = now() - queued;
    if (resumed === true) call.emit?.({ type: 'resumed', class: rate.class });
    try {
      const response = await next(request, call);
      const pause = lane.observe(response);
      if (pause) call.emit?.({ type: 'paused', class: rate.class, ms: pause.ms, reason: pause.reason });
      return response;
    } finally {
      lane.release();
    }
  };
}

/** Whether the call is the first after a pause, or that its credential is late: it has left the queue, which goes on. */
function turn(lane: Lane, call: CallContext, end: 'front' | 'back'): Promise<boolean | typeof LATE> {
  return new Promise((resolve, reject) => {
    if (call.signal?.aborted) return reject(call.signal.reason);
    call.emit?.({ type: 'queued', ahead: lane.queued });
    const { signal, authorize } = call;
    const prepare =
      authorize && !call.credentials
        ? async () => {
            const late = new AbortController();
            const patience = sleep(PATIENCE_MS, late.signal).then(() => Promise.reject(LATE));
            await Promise.race([authorize(), patience]).finally(() => late.abort());
          }
        : undefined;
    const refused = (reason: unknown): void => (reason === LATE ? resolve(LATE) : reject(reason));
    lane.enqueue({ signal, prepare, granted: resolve, refused }, end);
  });
}

function refuseWhenFull(lane: Lane, call: CallContext): void {
  const reason = lane.refusal();
  if (!reason) return;
  const expected = Math.ceil(lane.expectedWaitMs);
  const why =
    reason === 'full'
      ? `${lane.queued} calls wait already (\`maxQueue\`)`
      : `it would wait about ${expected} ms, longer than \`maxWaitMs\``;
  throw new QueueError(
    `${nameOf(call)} was not queued: ${why}. Call later, or less often.`,
    { ...detailsOf(call), code: reason === 'full' ? 'QUEUE_FULL' : 'QUEUE_WAIT', retryable: true },
    reason,
    expected,
  );
}
