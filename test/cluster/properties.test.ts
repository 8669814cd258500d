import { test } from '@jest/globals';
import { failuresLoseNothing, sharedWindowsHold } from '../support/processes.ts';

test('processes together exceed no window, and lose no call: two hundred runs', () => sharedWindowsHold(200), 60_000);

test('a counter that fails loses no call: two hundred runs', () => failuresLoseNothing(200), 60_000);
