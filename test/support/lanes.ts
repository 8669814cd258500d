import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { RateLimit, RateWindow } from '../../src/contract.ts';
import { Lane, Lost } from '../../src/limiter/lane.ts';
import { Limits } from '../../src/testing/limits.ts';
import type { Routes } from '../../src/testing/routes.ts';
import { mostInAnyStretch } from './sends.ts';
import { VirtualTime } from './virtual-time.ts';

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

/** What else happens on the account, and to the server. */
interface Others {
  /** When other programs send: milliseconds after the one before. */
  readonly gaps: readonly number[];
  /** When the server refuses everything, and for how long, with what as Retry-After. */
  readonly stretches: readonly { readonly at: number; readonly ms: number; readonly retryAfter: string | undefined }[];
}

/** The way of a request to the server and of what the server tells. */
interface Network {
  readonly marginMs: number;
  /** How long requests are under way, one after the other. The least and the most differ by less than the margin. */
  readonly uplinks: readonly number[];
  readonly round: 'ceil' | 'floor' | 'round';
}

const AT_ONCE: Network = { marginMs: 0, uplinks: [0], round: 'ceil' };
export const network: fc.Arbitrary<Network> = fc.oneof(
  fc.constant(AT_ONCE),
  fc.record({
    marginMs: fc.constant(100),
    uplinks: fc
      .tuple(
        fc.integer({ min: 0, max: 1_000 }),
        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 8 }),
      )
      .map(([least, more]) => more.map((ms) => least + ms)),
    round: fc.constantFrom('ceil' as const, 'floor' as const, 'round' as const),
  }),
);

export const ALONE: Others = { gaps: [], stretches: [] };
const MAX_REFUSED_MS = 20_000;

interface Outcome {
  /** Whose turn it was and when, in the order of sending. */
  readonly sends: readonly { readonly call: number; readonly at: number }[];
  readonly aborted: ReadonlySet<number>;
  readonly calls: readonly Call[];
  readonly refused: number;
  /** How often each call was refused. */
  readonly refusals: ReadonlyMap<number, number>;
  /** What was given up since the server refused for too long, and for how long nothing had been answered. */
  readonly lost: ReadonlyMap<number, number>;
  readonly highest: ReadonlyMap<string, number>;
}

/** Fixed windows, of which headers tell. */
export function rateOf(windows: readonly RateWindow[]): RateLimit {
  const headers = { limit: 'x-limit', remaining: 'x-remaining', reset: 'x-reset' };
  return { scope: 'account', class: 'X', alignment: 'fixed', windows, headers };
}

/** Plays what happens to a lane, before a server that judges by the emulator's counter. */
export async function play(
  windows: readonly RateWindow[],
  happenings: readonly Happening[],
  lateness: readonly number[],
  phaseMs: number,
  others: Others,
  { marginMs, uplinks, round }: Network,
): Promise<Outcome> {
  const clock = new VirtualTime();
  clock.install();
  let late = 0;
  clock.lateness = () => {
    late += 1;
    return lateness[late % lateness.length] ?? 0;
  };
  const rate = rateOf(windows);
  // The emulator's own counter, which shares nothing with the limiter: fixed windows that begin at a phase of its own.
  const declared = { ...rate, windows: [...windows] };
  const steadyMs = Math.max(...windows.map(({ seconds }) => seconds)) * 1_000;
  const judge = new Limits({ operations: [{ rateLimit: declared }] } as unknown as Routes, { phaseMs }, () => 0);
  const lane = new Lane(rate, {
    marginMs,
    maxConcurrent: 4,
    maxQueue: 10_000,
    maxWaitMs: Number.POSITIVE_INFINITY,
    maxRefusedMs: MAX_REFUSED_MS,
    instances: 1,
  });

  const sends: { call: number; at: number }[] = [];
  const aborted = new Set<number>();
  const calls: Call[] = [];
  const refusals = new Map<number, number>();
  const lost = new Map<number, number>();
  let open = 0;
  let refused = 0;
  let answeredAt = 0;
  /** The server: refuses while it is told to, and else what its own counter finds too much. */
  const serve = (now: number): Response => {
    const stretch = others.stretches.find(({ at, ms }) => now >= at && now < at + ms);
    if (stretch) {
      const { retryAfter } = stretch;
      return new Response(null, { status: 429, ...(retryAfter && { headers: { 'retry-after': retryAfter } }) });
    }
    const verdict = judge.arrive('token', declared as never, now);
    verdict.release();
    const { retryAfter } = verdict.refused ?? {};
    const resetMs = steadyMs - ((((now - phaseMs) % steadyMs) + steadyMs) % steadyMs);
    const reset = { 'x-reset': String(Math[round](resetMs / 1_000)) };
    const all = { ...verdict.headers, ...reset, ...(retryAfter && { 'retry-after': retryAfter }) };
    return new Response(null, { status: verdict.refused ? 429 : 200, headers: all });
  };
  /** Requests under way to the server, which a stall of the client does not hold up. */
  let arriving: { readonly at: number; readonly serve: (now: number) => void }[] = [];
  const deliver = (): void => {
    const come = arriving.filter(({ at }) => at <= clock.now).sort((a, b) => a.at - b.at);
    arriving = arriving.filter(({ at }) => at > clock.now);
    for (const { at, serve } of come) serve(at);
  };
  const start = (call: Call): void => {
    const name = calls.push(call) - 1;
    const controller = new AbortController();
    let failures = 0;
    open += 1;
    const end = (): void => {
      open -= 1;
    };
    const lose = (): void => {
      lost.set(name, clock.now - answeredAt);
      end();
    };
    const enqueue = (place: 'front' | 'back'): void => {
      if (lane.pace.gate.vain) lose();
      else
        lane.enqueue(
          {
            signal: controller.signal,
            granted: (pass) => {
              const uplink = uplinks[sends.length % uplinks.length]!;
              sends.push({ call: name, at: clock.now });
              let response = Response.error();
              const arrive = (now: number): void => {
                response = serve(now);
              };
              arriving.push({ at: clock.now + uplink, serve: arrive });
              deliver();
              setTimeout(() => {
                deliver();
                if (response.status === 429) {
                  refused += 1;
                  refusals.set(name, (refusals.get(name) ?? 0) + 1);
                } else {
                  answeredAt = clock.now;
                  failures += 1;
                }
                lane.observe(response, pass);
                lane.release(pass);
                if (controller.signal.aborted) end();
                else if (response.status === 429 && lane.pace.gate.lost) lose();
                else if (response.status === 429 || failures <= call.failures) enqueue('front');
                else end();
              }, uplink + call.latency);
            },
            refused: (reason) => {
              if (reason instanceof Lost) return lose();
              aborted.add(name);
              end();
            },
          },
          place,
        );
    };
    enqueue('back');
    if (call.abortAfter !== undefined) setTimeout(() => controller.abort(), call.abortAfter);
  };
  const neighbour = ([gap, ...gaps]: readonly number[]): void => {
    if (gap === undefined) return;
    setTimeout(() => {
      deliver();
      judge.consume(1, undefined, clock.now);
      neighbour(gaps);
    }, gap);
  };
  neighbour(others.gaps);

  for (const happening of happenings) {
    await clock.advance(happening.gap);
    if (happening.kind === 'calls') happening.calls.forEach(start);
    else if (happening.kind === 'stall') clock.stall(happening.ms);
    else clock.wall += happening.ms;
  }
  await clock.runUntil(() => open === 0);
  const highest = new Map(judge.states(clock.now).map((state) => [state.name, state.highest]));
  clock.uninstall();
  return { sends, aborted, calls, refused, refusals, lost, highest };
}

export function happeningsOf(longestGap: number, mostCalls: number): fc.Arbitrary<Happening[]> {
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

export function judgeOutcome(windows: readonly RateWindow[], outcome: Outcome, alone: boolean): void {
  const { sends, aborted, calls, refused, refusals, lost, highest } = outcome;
  const times = sends.map(({ at }) => at);
  const longest = Math.max(...windows.map(({ seconds }) => seconds));
  for (const { name, limit, seconds } of windows) {
    // Of the longest window the server tells when it ends, so that what counts is what it counts.
    if (seconds < longest) expect(mostInAnyStretch(times, seconds * 1_000)).toBeLessThanOrEqual(limit);
    expect(highest.get(name) ?? 0).toBeLessThanOrEqual(limit);
  }
  if (alone) expect(refused).toBe(0);
  const count = new Map<number, number>();
  for (const { call } of sends) count.set(call, (count.get(call) ?? 0) + 1);
  for (const [name, call] of calls.entries()) {
    const sent = count.get(name) ?? 0;
    const wanted = call.failures + 1 + (refusals.get(name) ?? 0);
    // No call is lost and none is sent more often than it failed; one that was given up is sent less often, or not at all.
    if (call.abortAfter === undefined && !lost.has(name)) expect(sent).toBe(wanted);
    else expect(sent).toBeLessThanOrEqual(wanted);
    if (sent === 0) expect(aborted.has(name) || lost.has(name)).toBe(true);
  }
  for (const ms of lost.values()) expect(ms).toBeGreaterThanOrEqual(MAX_REFUSED_MS);
  if (!alone) return;
  const first = sends
    .map(({ call }) => call)
    .filter((call, index, all) => all.indexOf(call) === index && calls[call]!.failures === 0);
  expect(first).toEqual([...first].sort((a, b) => a - b));
}

const others: fc.Arbitrary<Others> = fc.record({
  gaps: fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 40 }),
  stretches: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 20_000 }),
      ms: fc.integer({ min: 1, max: 60_000 }),
      retryAfter: fc.constantFrom(undefined, '0', '3', '20', 'soon'),
    }),
    { maxLength: 2 },
  ),
});
export const company: fc.Arbitrary<Others> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(ALONE) },
  { weight: 1, arbitrary: others },
);
export const isAlone = ({ gaps, stretches }: Others): boolean => gaps.length === 0 && stretches.length === 0;
export const lateness: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 0, max: 15 }), {
  minLength: 1,
  maxLength: 20,
});
export const phase: fc.Arbitrary<number> = fc.integer({ min: 0, max: 60_000 });

/** Windows of the same shape as ours, small enough for a handful of calls to fill both. */
const SMALL = [
  { name: 'burst', limit: 3, seconds: 1 },
  { name: 'steady', limit: 8, seconds: 6 },
];

/** Whatever happens, no window is exceeded, no call lost or sent twice, and turns are kept. */
export async function smallWindowsHold(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      happeningsOf(3_000, 5),
      lateness,
      phase,
      company,
      network,
      async (happenings, late, phaseMs, beside, net) => {
        judgeOutcome(SMALL, await play(SMALL, happenings, late, phaseMs, beside, net), isAlone(beside));
      },
    ),
    { numRuns },
  );
}
