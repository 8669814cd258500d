import type { SharedLimiter, Turn } from '../limiter/shared.ts';
import { digest, driverOf } from './driver.ts';

/** The shared counter of an account, in a Redis. */
export function redisCounter(redis: unknown, account: string, prefix: string): SharedLimiter {
  const run = driverOf(redis);
  let hash: Promise<string> | undefined;
  const command = async (lane: string, ...args: readonly (string | number)[]): Promise<unknown> => {
    hash ??= digest('SHA-256', account);
    // The braces keep the keys of an account on one node of a cluster.
    const key = `${prefix}:{${(await hash).slice(0, 32)}}:${lane}`;
    return run([key, `${key}:log`, `${key}:busy`], args.map(String));
  };
  return {
    async reserve(lane, { id, windows, parallel }) {
      const longest = Math.max(...windows.map(({ intervalMs }) => intervalMs));
      const flat = windows.flatMap(({ limit, intervalMs }) => [limit, intervalMs]);
      return turnOf(await command(lane, 'reserve', id, longest, parallel ? 1 : 0, ...flat));
    },
    async release(lane, id, sent) {
      await command(lane, 'release', id, sent ? 1 : 0);
    },
    async report(lane, what, ms) {
      await command(lane, 'report', what, ms);
    },
    async restore(lane, sent, carefulMs) {
      await command(lane, 'restore', carefulMs, ...sent.flatMap(({ id, agoMs }) => [id, agoMs]));
    },
  };
}

/** What the script answers: a client may give it as text, numbers as text, or bytes. */
function turnOf(reply: unknown): Turn {
  const [wait, next, paused, log, careful, ...used] = Array.isArray(reply) ? reply.map(String) : [];
  const waitMs = Number(wait);
  const carefulMs = Number(careful);
  if (!(Number.isFinite(waitMs) && carefulMs >= 0) || (next !== 'go' && next !== 'probe' && next !== 'ask') || !log) {
    throw new TypeError('Expected another answer of Redis. Does `redis` evaluate the script that it is given?');
  }
  return {
    waitMs,
    next,
    paused: paused === 'refused' || paused === 'exhausted' ? paused : undefined,
    log,
    carefulMs,
    used: used.length > 0 ? used.map(Number) : undefined,
  };
}
