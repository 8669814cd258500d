import { test } from '@jest/globals';
import { smallWindowsHold } from '../support/lanes.ts';

test(
  'no window is exceeded, no call lost or sent twice, and turns are kept: ten thousand runs',
  () => smallWindowsHold(10_000),
  600_000,
);
