import { afterEach, expect, jest, test } from '@jest/globals';
import { Progress } from '../../src/cli/progress.ts';
import type { LimiterState } from '../../src/limiter/limiter.ts';
import { things } from '../support/things.ts';

const terminal = process.stderr.isTTY;
afterEach(() => {
  process.stderr.isTTY = terminal;
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const calm: LimiterState = {
  class: 'T',
  queued: 0,
  inFlight: 1,
  maxConcurrent: 10,
  nextPermitMs: 0,
  lastPermitMs: 0,
  pausedMs: 0,
  refused: false,
};

/** What the line says after a second in which 10 of 40 were done. */
function lineWith(state: Partial<LimiterState>): string {
  process.stderr.isTTY = true;
  jest.useFakeTimers();
  let written = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written = String(text);
    return true;
  });
  const client = { rateLimits: () => [{ ...calm, ...state }] } as never;
  const progress = new Progress(
    client,
    things,
    things.operations['getThing']!,
    () => 40,
    () => 10,
  );
  jest.advanceTimersByTime(1_000);
  const line = written;
  progress.end();
  return line;
}

test.each([
  [{}, '10 of 40 · 600 a minute · 3 s left'],
  [{ pausedMs: 30_000, lastPermitMs: 32_000, queued: 10 }, '32 s left · paused for 30 s: the server asks for it'],
  [{ pausedMs: 90_000, refused: true }, 'refused: next try in 1 min 30 s'],
  [{ nextPermitMs: 5_000, queued: 3, lastPermitMs: 5_000 }, '5 s left · waits 5 s for the limit'],
])('who waits is told until when: %j', (state, expected) => {
  expect(lineWith(state)).toContain(expected);
});
