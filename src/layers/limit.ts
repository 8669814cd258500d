import { type CallContext, detailsOf, type Layer, nameOf } from '../call.ts';
import type { RateLimit } from '../contract.ts';
import { QueueError } from '../errors.ts';
import type { Lane } from '../limiter/lane.ts';
import type { AccountLimiter } from '../limiter/limiter.ts';
import { now } from '../sleep.ts';

/** Takes a permit for every attempt. A call that comes back after a failure goes before those that have not been sent. */
export function limit(limiter: AccountLimiter, rateOf: (call: CallContext) => RateLimit | undefined): Layer {
  return async (request, next, call) => {
    const rate = rateOf(call);
    if (!rate) return next(request, call);
    const lane = limiter.lane(rate);
    if (call.attempt === 0) refuseWhenFull(lane, call);
    const queued = now();
    const resumed = await turn(lane, call);
    call.queuedMs = now() - queued;
    if (resumed) call.emit?.({ type: 'resumed', class: rate.class });
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

function turn(lane: Lane, call: CallContext): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (call.signal?.aborted) return reject(call.signal.reason);
    call.emit?.({ type: 'queued', ahead: lane.queued });
    const { signal, authorize } = call;
    lane.enqueue(
      { signal, prepare: authorize, granted: resolve, refused: reject },
      call.attempt > 0 ? 'front' : 'back',
    );
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
