import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RateLimit, RateWindow } from '../../src/contract.ts';
import { Lane } from '../../src/limiter/lane.ts';
import { Limits } from '../../src/testing/limits.ts';
import type { Routes } from '../../src/testing/routes.ts';
import { mostInAnyStretch } from '../support/sends.ts';
import { VirtualTime } from '../support/virtual-time.ts';

/** One thing that happens `gap` milliseconds after the one before. */
type Happening =
  | { readonly kind: 'calls'; readonly gap: number; readonly calls: readonly Call[] }
  | { readonly kind: 'stall'; readonly gap: number; readonly ms: number }
  | { readonly kind: 'clock'; readonly gap: number; readonly ms: number };

interface Call {
  /** How often it fails before it succeeds. */
  readonly failures: number;
  /** How long an answer takes. */
  readonly latency: number;
  /** When its caller gives up, where one does. */
  readonly abortAfter: number | undefined;
}

interface Outcome {
  /** Whose turn it was and when, in the order of sending. */
  readonly sends: readonly { readonly call: number; readonly at: number }[];
  readonly aborted: ReadonlySet<number>;
  readonly calls: readonly Call[];
  readonly refused: number;
  readonly highest: ReadonlyMap<string, number>;
}

let time: VirtualTime | undefined;
afterEach(() => time?.uninstall());

async function play(
  windows: readonly RateWindow[],
  happenings: readonly Happening[],
  lateness: readonly number[],
  phaseMs: number,
): Promise<Outcome> {
  const clock = new VirtualTime();
  time = clock;
  clock.install();
  let late = 0;
  clock.lateness = () => {
    late += 1;
    return lateness[late % lateness.length] ?? 0;
  };
  const rate: RateLimit = { scope: 'account', class: 'X', alignment: 'fixed', windows };
  // The emulator's own counter, which shares nothing with the limiter: fixed windows that begin at a phase of its own.
  const declared = { ...rate, windows: [...windows] };
  const judge = new Limits({ operations: [{ rateLimit: declared }] } as unknown as Routes, { phaseMs }, () => 0);
  const lane = new Lane(rate, { marginMs: 0, maxConcurrent: 4, maxQueue: 10_000, maxWaitMs: Number.POSITIVE_INFINITY });

  const sends: { call: number; at: number }[] = [];
  const aborted = new Set<number>();
  const calls: Call[] = [];
  let open = 0;
  let refused = 0;
  const start = (call: Call): void => {
    const name = calls.push(call) - 1;
    const controller = new AbortController();
    let failures = 0;
    open += 1;
    const end = (): void => {
      open -= 1;
    };
    const enqueue = (place: 'front' | 'back'): void =>
      lane.enqueue(
        {
          signal: controller.signal,
          granted: () => {
            sends.push({ call: name, at: clock.now });
            const verdict = judge.arrive('token', declared as never, clock.now);
            if (verdict.refused) refused += 1;
            setTimeout(() => {
              verdict.release();
              lane.release();
              failures += 1;
              if (failures <= call.failures && !controller.signal.aborted) enqueue('front');
              else end();
            }, call.latency);
          },
          refused: () => {
            aborted.add(name);
            end();
          },
        },
        place,
      );
    enqueue('back');
    if (call.abortAfter !== undefined) setTimeout(() => controller.abort(), call.abortAfter);
  };

  for (const happening of happenings) {
    await clock.advance(happening.gap);
    if (happening.kind === 'calls') happening.calls.forEach(start);
    else if (happening.kind === 'stall') clock.stall(happening.ms);
    else clock.wall += happening.ms;
  }
  await clock.runUntil(() => open === 0);
  const highest = new Map(judge.states(clock.now).map((state) => [state.name, state.highest]));
  clock.uninstall();
  return { sends, aborted, calls, refused, highest };
}

function happeningsOf(longestGap: number, mostCalls: number): fc.Arbitrary<Happening[]> {
  const call = fc.record({
    failures: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
    ),
    latency: fc.integer({ min: 1, max: 800 }),
    abortAfter: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000 }) },
    ),
  });
  const gap = fc.integer({ min: 0, max: longestGap });
  return fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('calls' as const),
          gap,
          calls: fc.array(call, { minLength: 1, maxLength: mostCalls }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('stall' as const), gap, ms: fc.integer({ min: 1, max: 8_000 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('clock' as const),
          gap,
          ms: fc.integer({ min: -4_000_000, max: 4_000_000 }),
        }),
      },
    ),
    { minLength: 1, maxLength: 6 },
  );
}

function judgeOutcome(windows: readonly RateWindow[], { sends, aborted, calls, refused, highest }: Outcome): void {
  const times = sends.map(({ at }) => at);
  for (const { name, limit, seconds } of windows) {
    expect(mostInAnyStretch(times, seconds * 1_000)).toBeLessThanOrEqual(limit);
    expect(highest.get(name) ?? 0).toBeLessThanOrEqual(limit);
  }
  expect(refused).toBe(0);
  const count = new Map<number, number>();
  for (const { call } of sends) count.set(call, (count.get(call) ?? 0) + 1);
  for (const [name, call] of calls.entries()) {
    const sent = count.get(name) ?? 0;
    // No call is lost and none is sent more often than it failed; one that was given up is sent less often, or not at all.
    if (call.abortAfter === undefined) expect(sent).toBe(call.failures + 1);
    else expect(sent).toBeLessThanOrEqual(call.failures + 1);
    if (sent === 0) expect(aborted.has(name)).toBe(true);
  }
  const first = sends
    .map(({ call }) => call)
    .filter((call, index, all) => all.indexOf(call) === index && calls[call]!.failures === 0);
  expect(first).toEqual([...first].sort((a, b) => a - b));
}

const lateness = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 20 });
const phase = fc.integer({ min: 0, max: 60_000 });

describe('whatever arrives, fails, is given up or comes late', () => {
  test('no window is exceeded, no call lost or sent twice, and turns are kept: ten thousand runs', async () => {
    // Windows of the same shape as ours, small enough for a handful of calls to fill both.
    const windows = [
      { name: 'burst', limit: 3, seconds: 1 },
      { name: 'steady', limit: 8, seconds: 6 },
    ];
    await fc.assert(
      fc.asyncProperty(happeningsOf(3_000, 5), lateness, phase, async (happenings, late, phaseMs) => {
        judgeOutcome(windows, await play(windows, happenings, late, phaseMs));
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  test('the same for the windows of the contract, with hundreds of calls', async () => {
    const windows = [
      { name: 'burst', limit: 10, seconds: 1 },
      { name: 'steady', limit: 150, seconds: 60 },
    ];
    await fc.assert(
      fc.asyncProperty(happeningsOf(30_000, 90), lateness, phase, async (happenings, late, phaseMs) => {
        judgeOutcome(windows, await play(windows, happenings, late, phaseMs));
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
