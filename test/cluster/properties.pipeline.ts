import { test } from '@jest/globals';
import { failuresLoseNothing, sharedWindowsHold } from '../support/processes.ts';

test(
  'processes together exceed no window, and lose no call: three thousand runs',
  () => sharedWindowsHold(3_000),
  600_000,
);

test('a counter that fails loses no call: a thousand runs', () => failuresLoseNothing(1_000), 600_000);
