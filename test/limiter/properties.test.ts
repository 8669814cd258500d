import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ALONE,
  happeningsOf,
  judgeOutcome,
  lateness,
  network,
  phase,
  play,
  smallWindowsHold,
} from '../support/lanes.ts';

describe('whatever arrives, fails, is given up, is refused or comes late', () => {
  // Ten thousand runs are in properties.pipeline.ts.
  test('no window is exceeded, no call lost or sent twice, and turns are kept', () => smallWindowsHold(2_000), 120_000);

  test('the same for the windows of the contract, with hundreds of calls', async () => {
    const windows = [
      { name: 'burst', limit: 10, seconds: 1 },
      { name: 'steady', limit: 150, seconds: 60 },
    ];
    await fc.assert(
      fc.asyncProperty(happeningsOf(30_000, 90), lateness, phase, network, async (happenings, late, phaseMs, net) => {
        judgeOutcome(windows, await play(windows, happenings, late, phaseMs, ALONE, net), true);
      }),
      { numRuns: 120 },
    );
  }, 120_000);
});
