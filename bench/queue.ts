import type { RateLimit } from '../src/contract.ts';
import { Lane } from '../src/limiter/lane.ts';
import { thingClient } from '../test/support/things.ts';

const ENTRIES = 100_000;
const rate: RateLimit = {
  scope: 'account',
  class: 'Q',
  alignment: 'fixed',
  windows: [{ name: 'hour', limit: 1, seconds: 3_600 }],
};

/** What a call costs while it waits: the dispatcher alone, then with the call above it. */
export async function benchQueue(): Promise<void> {
  const collect = (globalThis as { gc?: () => void }).gc;
  const heap = (): number => {
    collect?.();
    return process.memoryUsage().heapUsed;
  };
  const lane = new Lane(rate, {
    marginMs: 0,
    maxConcurrent: 10,
    maxQueue: Number.POSITIVE_INFINITY,
    maxWaitMs: Number.POSITIVE_INFINITY,
    maxRefusedMs: undefined,
    instances: 1,
  });
  const controller = new AbortController();
  let refused = 0;
  const waiter = {
    signal: controller.signal,
    granted: () => undefined,
    refused: () => {
      refused += 1;
    },
  };
  const fill = (count: number): void => {
    for (let index = 0; index < count; index += 1) lane.enqueue(waiter, 'back');
  };
  fill(1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const before = heap();
  const started = process.cpuUsage();
  fill(ENTRIES);
  const { user, system } = process.cpuUsage(started);
  const bytes = (heap() - before) / ENTRIES;
  const aborting = performance.now();
  controller.abort();
  const abortMs = performance.now() - aborting;
  const memory = collect ? `${bytes.toFixed(0)} bytes` : 'memory only with --expose-gc';
  process.stdout.write(`queue of ${ENTRIES}; at most 400 bytes and 2 us an entry, aborting all under 1,000 ms:\n`);
  process.stdout.write(
    `  dispatcher alone  ${memory}, ${((user + system) / ENTRIES).toFixed(2)} us; aborting ${refused} took ${abortMs.toFixed(0)} ms\n`,
  );

  const hold = new AbortController();
  const client = thingClient({
    fetch: () => new Promise(() => undefined),
    rateLimit: { maxQueue: Number.POSITIVE_INFINITY },
  });
  const heapBefore = heap();
  const cpuBefore = process.cpuUsage();
  const calls = Array.from({ length: ENTRIES / 5 }, () =>
    client.getThing({ id: '1' }, { signal: hold.signal }).catch(() => undefined),
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  const cpu = process.cpuUsage(cpuBefore);
  const each = (heap() - heapBefore) / calls.length;
  process.stdout.write(
    `  with the call     ${collect ? `${each.toFixed(0)} bytes` : memory}, ${((cpu.user + cpu.system) / calls.length).toFixed(1)} us\n`,
  );
  hold.abort();
  await Promise.all(calls);
}
