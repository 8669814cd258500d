import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RateWindow } from '../../src/contract.ts';
import type { LimiterState } from '../../src/limiter/limiter.ts';
import { createEmulator } from '../../src/testing/index.ts';
import type { EmulatorLimits } from '../../src/testing/limit-options.ts';
import { listen } from '../../src/testing/node.ts';
import { ROOT } from '../scripts/generate/support.ts';

/** Scaled down, so that a failure takes seconds. */
export const WINDOWS: readonly RateWindow[] = [
  { name: 'burst', limit: 10, seconds: 1 },
  { name: 'steady', limit: 30, seconds: 6 },
];

const MARGIN_MS = 400;

export interface Case {
  readonly redisUrl: string;
  readonly processes: number;
  /** Of each process. */
  readonly calls: number;
  readonly driver?: 'ioredis' | 'node-redis' | 'function';
  readonly options?: object;
  readonly limits?: EmulatorLimits;
  /** What happens when so many requests have come. */
  readonly when?: ReadonlyMap<number, (children: readonly ChildProcess[]) => unknown>;
}

export interface Outcome {
  readonly answered: number;
  readonly refused: number;
  /** The calls that failed, by their codes. */
  readonly lost: readonly string[];
  /** What each process was told. */
  readonly told: readonly (readonly string[])[];
  readonly states: readonly LimiterState[];
  /** The most requests in a window of the server, by its own count. */
  readonly highest: Readonly<Record<string, number>>;
  /** Of what each had answered when half of all was, but for the first burst, which goes to whoever is first. */
  readonly jain: number;
  readonly seconds: number;
  /** The longest way of a request. Nothing is promised where that is longer than the margin. */
  readonly lagMs: number;
}

/** How often a run is repeated in which the machine was too busy for what is promised. */
const REPEATS = 3;
/** Who gets the processor less often gets less: of so few calls, two more of one process make 0.95 of what was even. */
export const FAIR = 0.9;

/** Runs processes that share an account, before a server that judges by its own counter; evenly, if that is judged too. */
export async function share(run: () => Promise<Outcome>, evenly = true): Promise<Outcome> {
  for (let repeat = 0; ; repeat += 1) {
    const outcome = await run();
    if (process.env['SHOW']) process.stderr.write(`${JSON.stringify({ ...outcome, states: undefined })}\n`);
    const isQuiet = outcome.lagMs < MARGIN_MS && (!evenly || outcome.jain >= FAIR);
    if (isQuiet || repeat === REPEATS) return outcome;
  }
}

/** Whether the machine kept what is promised under; in CI, where nobody reads a note, it must have. */
export function judgeable({ lagMs }: Outcome): boolean {
  if (lagMs < MARGIN_MS || process.env['CI']) return true;
  process.stderr.write(
    `The machine held a request up for ${lagMs} ms in each of ${REPEATS + 1} runs: limits are not judged.\n`,
  );
  return false;
}

export async function runOnce(each: Case): Promise<Outcome> {
  const { processes, calls, driver = 'ioredis', when = new Map(), redisUrl } = each;
  const emulator = createEmulator({
    limits: {
      windows: WINDOWS,
      phaseMs: { burst: Math.random() * 1_000, steady: Math.random() * 6_000 },
      ...each.limits,
    },
  });
  const slow = () => emulator.fail({ kind: 'slow', latencyMs: 5, jitterMs: 40 });
  let came = 0;
  let lagMs = 0;
  let children: ChildProcess[] = [];
  const counting = Object.create(emulator, {
    exchange: {
      value: (message: Parameters<typeof emulator.exchange>[0]) => {
        came += 1;
        lagMs = Math.max(lagMs, Date.now() - Number(message.headers.get('x-sent')));
        void when.get(came)?.(children);
        return emulator.exchange(message);
      },
    },
  }) as typeof emulator;
  await using server = await listen(counting);
  const workers = await Promise.all(
    Array.from({ length: processes }, async (_, index) => {
      const options = { marginMs: MARGIN_MS, ...each.options };
      const task = { baseUrl: server.url, redisUrl, driver, calls, name: String(index), windows: WINDOWS, options };
      const child = spawn(process.execPath, [join(ROOT, 'test', 'redis', 'worker.mjs'), JSON.stringify(task)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      await lines.next();
      return { child, lines };
    }),
  );
  emulator.reset();
  slow();
  [came, lagMs] = [0, 0];
  children = workers.map(({ child }) => child);
  // All at one moment: whoever is first finds everything free.
  const startAt = Date.now() + 200;
  const started = performance.now() + 200;
  for (const { child } of workers) child.stdin.write(`${startAt}\n`);
  const said = await Promise.all(workers.map(async ({ lines }) => ((await lines.next()) as { value?: string }).value));
  const seconds = (performance.now() - started) / 1_000;
  for (const { child } of workers) child.kill();
  const results = said.flatMap((line) => (line === undefined ? [] : [JSON.parse(line)]));
  const good = emulator.requests.filter(({ status }) => status === 200);
  const half = good.slice(10, 10 + good.length / 2).map(({ headers }) => headers['x-process']);
  return {
    answered: good.length,
    refused: emulator.requests.filter(({ status }) => status === 429).length,
    lost: results.flatMap(({ lost }) => lost),
    told: results.map(({ told }) => told),
    states: results.flatMap(({ states }) => states),
    highest: Object.fromEntries(emulator.windows.map((window) => [window.name, window.highest])),
    jain: jain(workers.map((_, index) => half.filter((name) => name === String(index)).length)),
    seconds,
    lagMs,
  };
}

/** 1 when all have the same, 1/n when one has all. */
function jain(shares: readonly number[]): number {
  const sum = shares.reduce((a, b) => a + b, 0);
  return sum ** 2 / (shares.length * shares.reduce((a, b) => a + b * b, 0));
}
