import { QueueError } from '../common/errors.ts';
import { isRefusal } from '../common/retry-after.ts';
import { now, unlessLate } from '../common/sleep.ts';
import type { Pass } from '../limiter/gate.ts';
import { type Lane, Lost } from '../limiter/lane.ts';
import { type CallContext, errorOf, type Layer } from '../request/call.ts';

/** A credential that takes longer costs its call the place at the head of the queue, until it is there. */
const PATIENCE_MS = 1_000;
const LATE = Symbol('late');

/** Takes a permit for every attempt. A call that comes back after a failure goes before those that have not been sent. */
export const limit: Layer = async (request, next, call) => {
  const { lane, emit } = call;
  if (!lane) return next(request, call);
  const { pace } = lane;
  const of = { class: pace.rate.class };
  if (call.attempt === 0 && !pace.gate.vain) refuseWhenFull(lane, call);
  const queued = now();
  const pass = await turn(lane, call, call.attempt > 0 ? 'front' : 'back');
  if (!pass) return refusal(lane, call);
  call.queuedMs = now() - queued;
  for (const change of pass.changes ?? []) emit?.({ ...change, ...of });
  if (pass.probe) emit?.({ type: 'resumed', ...of });
  try {
    const response = await next(request, call);
    const { pause, recovered } = lane.observe(response, pass);
    if (recovered) emit?.({ type: 'recovered', ...of, from: 'refused' });
    if (pause) emit?.({ type: 'paused', ...of, ...pause });
    return pace.gate.lost && isRefusal(response) ? refusal(lane, call) : response;
  } finally {
    lane.release(pass);
  }
};

/** Leave to send; undefined when waiting has become vain. */
async function turn(lane: Lane, call: CallContext, end: 'front' | 'back'): Promise<Pass | undefined> {
  if (lane.pace.gate.vain) return undefined;
  const { signal, authorize } = call;
  signal?.throwIfAborted();
  call.emit?.({ type: 'queued', ahead: lane.queued });
  const late = (): Promise<never> => Promise.reject(LATE);
  const prepare = authorize && !call.credentials ? () => unlessLate(PATIENCE_MS, authorize(), late) : undefined;
  try {
    return await new Promise((granted, refused) => lane.enqueue({ signal, prepare, granted, refused }, end));
  } catch (reason) {
    if (reason instanceof Lost) return undefined;
    if (reason !== LATE) throw reason;
    await authorize?.();
    return turn(lane, call, 'front');
  }
}

/** The answer of a server that refuses all calls of a class. */
function refusal({ pace }: Lane, call: CallContext): Response {
  const ms = call.emit && pace.announceLost();
  if (ms !== undefined) call.emit?.({ type: 'refused', class: pace.rate.class, ms });
  return pace.lastRefusal();
}

function refuseWhenFull(lane: Lane, call: CallContext): void {
  const reason = lane.refusal();
  if (!reason) return;
  const expected = Math.ceil(lane.expectedWaitMs);
  const why =
    reason === 'full'
      ? `${lane.queued} calls wait already (\`maxQueue\`)`
      : `it would wait about ${expected} ms, longer than \`maxWaitMs\``;
  const happened = `was not queued: ${why}. Call later, or less often.`;
  const code = reason === 'full' ? 'QUEUE_FULL' : 'QUEUE_WAIT';
  throw errorOf(call, QueueError, happened, { code, retryable: true }, reason, expected);
}
