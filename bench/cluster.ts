import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { redisCounter } from '../src/redis/counter.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';
import { RedisServer } from '../test/redis/server.ts';

const CALLS = 600;
const PROCESSES = [1, 2, 4, 8];
const KINDS = ['ours', 'rate-limiter-flexible', 'bottleneck'];
/** The least time that any schedule needs that cannot know when the server's windows begin. */
const OPTIMUM_S = 194;
/** Who has not ended by then is not waited for. */
const LONGEST_MS = 300_000;
const WORKER = fileURLToPath(new URL('cluster-worker.mjs', import.meta.url));

/** One kind of limiter in so many processes, before a server and a Redis of its own. */
async function run(kind: string, processes: number, phaseMs: { burst: number; steady: number }): Promise<string> {
  const emulator = createEmulator({ limits: { phaseMs } });
  let lagMs = 0;
  const timing = Object.create(emulator, {
    exchange: {
      value: (message: Parameters<typeof emulator.exchange>[0]) => {
        lagMs = Math.max(lagMs, Date.now() - Number(message.headers.get('x-sent')));
        return emulator.exchange(message);
      },
    },
  }) as typeof emulator;
  await using server = await listen(timing, { port: 0 });
  await using redis = await RedisServer.start('redis-server');
  const workers = await Promise.all(
    Array.from({ length: processes }, async () => {
      const task = { kind, baseUrl: server.url, redisUrl: redis.url, calls: CALLS / processes, instances: processes };
      const child = spawn(process.execPath, [WORKER, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'inherit'] });
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      await lines.next();
      return { child, lines };
    }),
  );
  emulator.fail({ kind: 'slow', latencyMs: 5, jitterMs: 75 });
  const startAt = Date.now() + 500;
  for (const { child } of workers) child.stdin.write(`${startAt}\n`);
  const late = setTimeout(() => workers.map(({ child }) => child.kill()), LONGEST_MS);
  // One that was ended says nothing.
  const failed = await Promise.all(workers.map(async ({ lines }) => Number((await lines.next()).value ?? 0)));
  clearTimeout(late);
  const seconds = (Date.now() - startAt) / 1_000;
  const good = emulator.requests.filter(({ status }) => status === 200).map(({ headers }) => headers['x-process']);
  const half = workers.map(({ child }) => good.slice(0, CALLS / 2).filter((pid) => pid === String(child.pid)).length);
  const refused = emulator.requests.length - good.length;
  const lost = failed.reduce((a, b) => a + b, 0);
  const ended = good.length < CALLS ? `${good.length} of ${CALLS} answered in ` : '';
  return `${ended}${seconds.toFixed(1)} s (${(seconds / OPTIMUM_S).toFixed(3)} of the optimum), ${refused} refused, ${lost} lost, Jain at half ${jain(half).toFixed(3)}; a request was under way for up to ${lagMs} ms`;
}

/** 1 when all have the same, 1/n when one has all. */
function jain(shares: readonly number[]): number {
  const sum = shares.reduce((a, b) => a + b, 0);
  return sum ** 2 / (shares.length * shares.reduce((a, b) => a + b * b, 0));
}

/** What one Redis can do, and what an account takes in it. */
async function measureRedis(): Promise<void> {
  await using server = await RedisServer.start('redis-server');
  const redis = new Redis(server.url);
  const counter = redisCounter(redis, 'acme', 'rate-limit');
  const windows = [
    { limit: 150, intervalMs: 60_100 },
    { limit: 10, intervalMs: 1_100 },
  ];
  const reserve = (lane: string, id: number) =>
    counter.reserve(lane, { id: `abcdefgh${id}`, windows, parallel: true }, AbortSignal.any([]));
  for (let id = 0; id < 150; id += 1) {
    await reserve('full', id);
    if (id >= 10) await counter.release('full', `abcdefgh${id - 10}`, true);
  }
  const keys = await redis.keys('*full*');
  const bytes = await Promise.all(keys.map((key) => redis.memory('USAGE', key, 'SAMPLES', 0)));
  const total = bytes.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const count = 20_000;
  const started = performance.now();
  // Of a hundred accounts, each with a full log after a while.
  await Promise.all(Array.from({ length: count }, (_, id) => reserve(`lane${id % 100}`, id)));
  const each = (performance.now() - started) / count;
  process.stdout.write(
    `one Redis: ${Math.round(1_000 / each).toLocaleString('en-US')} reservations a second; an account at its limit takes ${total.toLocaleString('en-US')} bytes in ${keys.length} keys\n`,
  );
  redis.disconnect();
}

/** One account, 600 calls, several processes, at real speed, beside peers. All cases run at once. Takes about five minutes. */
export async function benchCluster(): Promise<void> {
  await measureRedis();
  const phaseMs = { burst: Math.random() * 1_000, steady: performance.now() + Math.random() * 60_000 };
  process.stdout.write(
    `${CALLS} calls of one account, shared by processes; at most 1.02 of the optimum of ${OPTIMUM_S} s, none refused:\n`,
  );
  for (const kind of KINDS) {
    const results = await Promise.all(PROCESSES.map((processes) => run(kind, processes, phaseMs)));
    for (const [index, result] of results.entries()) {
      process.stdout.write(`  ${kind.padEnd(22)} ${PROCESSES[index]} processes: ${result}\n`);
    }
  }
}
