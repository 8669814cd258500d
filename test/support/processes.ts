import { expect } from '@jest/globals';
import fc from 'fast-check';
import { createSharedLimiter } from '../../src/cluster/limiter.ts';
import type { RateLimit } from '../../src/contract.ts';
import type { Lane } from '../../src/limiter/lane.ts';
import type { AccountLimiter } from '../../src/limiter/limiter.ts';
import type { SharedLimiter } from '../../src/limiter/shared.ts';
import { MemoryCounter } from './memory-counter.ts';
import { mostInAnyStretch } from './sends.ts';
import { VirtualTime } from './virtual-time.ts';

const PROCESSES = 3;
const MARGIN_MS = 60;
const LONGEST_MS = 600_000;
/** Windows of the same shape as ours, small enough for a handful of calls to fill both. */
const RATE: RateLimit = {
  scope: 'account',
  class: 'X',
  alignment: 'fixed',
  windows: [
    { name: 'burst', limit: 6, seconds: 1 },
    { name: 'steady', limit: 15, seconds: 6 },
  ],
  parallel: { retryAfter: -1 },
};

interface Call {
  readonly process: number;
  readonly latency: number;
  /** When its caller gives up, where one does. */
  readonly abortAfter: number | undefined;
}

/** One thing that happens `gap` milliseconds after the one before. */
type Happening = { readonly gap: number } & (
  | { readonly kind: 'calls'; readonly calls: readonly Call[] }
  /** A process is gone, with all that waits in it. */
  | { readonly kind: 'death'; readonly process: number }
  /** No process does anything for a while. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** The clocks of all processes are set. */
  | { readonly kind: 'clock'; readonly ms: number }
  /** The clock of the counter is set back. */
  | { readonly kind: 'back'; readonly ms: number }
  /** The counter fails for a while. */
  | { readonly kind: 'failure'; readonly state: 'down' | 'silent' | 'flushed'; readonly ms: number }
);

interface Outcome {
  readonly sent: readonly { readonly call: number; readonly at: number }[];
  /** The calls that were made, and what became of each that was not sent. */
  readonly calls: readonly Call[];
  readonly unsent: ReadonlyMap<number, 'aborted' | 'dead'>;
  /** Calls that were still waiting after a time in which all could have been sent. */
  readonly left: number;
}

async function play(happenings: readonly Happening[], lateness: readonly number[], delayMs: number): Promise<Outcome> {
  const clock = new VirtualTime();
  clock.install();
  let late = 0;
  clock.lateness = () => {
    late += 1;
    return lateness[late % lateness.length] ?? 0;
  };
  let back = 0;
  const counter = new MemoryCounter(() => 1e9 + clock.now - back);
  counter.delayMs = delayMs;
  const dead = new Set<number>();
  const lanes: Lane[] = Array.from({ length: PROCESSES }, (_, process) => {
    const alive = <Answer>(work: () => Promise<Answer>): Promise<Answer> =>
      dead.has(process) ? new Promise(() => undefined) : work();
    const shared: SharedLimiter = {
      reserve: (lane, wish) => alive(() => counter.reserve(lane, wish)),
      release: (lane, id, sent) => alive(() => counter.release(lane, id, sent)),
      report: (lane, what, ms) => alive(() => counter.report(lane, what, ms)),
      restore: (lane, sent, ms) => alive(() => counter.restore(lane, sent, ms)),
    };
    const options = { marginMs: MARGIN_MS, maxConcurrent: 4, instances: PROCESSES };
    return (createSharedLimiter(shared, options) as AccountLimiter).lane(RATE);
  });
  const sent: { call: number; at: number }[] = [];
  const calls: Call[] = [];
  const unsent = new Map<number, 'aborted' | 'dead'>();
  const open = new Set<number>();
  const start = (call: Call): void => {
    const name = calls.push(call) - 1;
    const lane = lanes[call.process]!;
    if (dead.has(call.process)) return void unsent.set(name, 'dead');
    const controller = new AbortController();
    open.add(name);
    lane.enqueue(
      {
        signal: controller.signal,
        granted: (pass) => {
          if (dead.has(call.process)) return;
          sent.push({ call: name, at: clock.now });
          setTimeout(() => {
            if (dead.has(call.process)) return;
            lane.observe(new Response(), pass);
            lane.release(pass);
            open.delete(name);
          }, call.latency);
        },
        refused: () => {
          unsent.set(name, 'aborted');
          open.delete(name);
        },
      },
      'back',
    );
    if (call.abortAfter !== undefined) setTimeout(() => controller.abort(), call.abortAfter);
  };
  const happen = (each: Happening): void => {
    if (each.kind === 'calls') each.calls.forEach(start);
    else if (each.kind === 'stall') clock.stall(each.ms);
    else if (each.kind === 'clock') clock.wall += each.ms;
    else if (each.kind === 'back') back += each.ms;
    else if (each.kind === 'death') {
      dead.add(each.process);
      for (const name of open) {
        if (calls[name]!.process !== each.process) continue;
        open.delete(name);
        if (!sent.some(({ call }) => call === name)) unsent.set(name, 'dead');
      }
    } else if (each.state === 'flushed') counter.flush();
    else {
      counter.state = each.state;
      setTimeout(() => {
        counter.state = 'up';
      }, each.ms);
    }
  };
  for (const each of happenings) {
    await clock.advance(each.gap);
    happen(each);
  }
  const began = clock.now;
  await clock.runUntil(() => open.size === 0 || clock.now > began + LONGEST_MS);
  const left = open.size;
  clock.uninstall();
  return { sent, calls, unsent, left };
}

const gap = fc.integer({ min: 0, max: 3_000 });
const process = fc.integer({ min: 0, max: PROCESSES - 1 });
const call = fc.record({
  process,
  latency: fc.integer({ min: 1, max: 300 }),
  abortAfter: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000 }) },
  ),
});
const weather: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('calls' as const),
      gap,
      calls: fc.array(call, { minLength: 1, maxLength: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('death' as const), gap, process }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('stall' as const), gap, ms: fc.integer({ min: 1, max: 8_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), gap, ms: fc.integer({ min: -4e6, max: 4e6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('back' as const), gap, ms: fc.integer({ min: 1, max: 4e6 }) }),
  },
);
const failure: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('failure' as const),
  gap,
  state: fc.constantFrom('down' as const, 'silent' as const, 'flushed' as const),
  ms: fc.integer({ min: 1, max: 20_000 }),
});

/** Whatever happens, every call of a process that lives is sent once, or its caller gave up. */
function judgeCalls({ sent, calls, unsent, left }: Outcome): void {
  expect(left).toBe(0);
  const names = sent.map(({ call }) => call);
  expect(new Set(names).size).toBe(names.length);
  for (const [name, { abortAfter }] of calls.entries()) {
    const fate = unsent.get(name);
    expect(names.includes(name)).toBe(fate === undefined);
    if (fate === 'aborted') expect(abortAfter).toBeDefined();
  }
}

/** In good weather no window is exceeded by all processes together. */
export async function sharedWindowsHold(numRuns: number, seed?: number): Promise<void> {
  const lateness = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(weather, { minLength: 1, maxLength: 8 }),
      lateness,
      fc.integer({ min: 0, max: 20 }),
      async (happenings, late, delayMs) => {
        const outcome = await play(happenings, late, delayMs);
        judgeCalls(outcome);
        const times = outcome.sent.map(({ at }) => at);
        for (const { limit, seconds } of RATE.windows) {
          expect(mostInAnyStretch(times, seconds * 1_000)).toBeLessThanOrEqual(limit);
        }
      },
    ),
    { numRuns, ...(seed !== undefined && { seed }) },
  );
}

/**
 * However the counter fails, no call is lost. With `instances` the windows hold, but for what some had of one beyond their part
 * when it failed, or take of it when others have not noticed that it is back: at most as much as the parts of all others.
 */
export async function failuresLoseNothing(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: weather }, { weight: 1, arbitrary: failure }), {
        minLength: 2,
        maxLength: 10,
      }),
      fc.integer({ min: 0, max: 20 }),
      async (happenings, delayMs) => {
        const outcome = await play(happenings, [0], delayMs);
        judgeCalls(outcome);
        const times = outcome.sent.map(({ at }) => at);
        for (const { limit, seconds } of RATE.windows) {
          // Who had not asked for long cannot know that a log was flushed, until one that had asks again.
          const flushed = happenings.some((each) => each.kind === 'failure' && each.state === 'flushed');
          const beyond = flushed ? limit : (limit * (PROCESSES - 1)) / PROCESSES;
          expect(mostInAnyStretch(times, seconds * 1_000)).toBeLessThanOrEqual(limit + beyond);
        }
      },
    ),
    { numRuns },
  );
}
