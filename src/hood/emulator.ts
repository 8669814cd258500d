import type { EmulatorHandler } from '../testing/memory.ts';

/** What this API does and its contract's shape does not say, for the emulator. */
export const handlers: Readonly<Record<string, EmulatorHandler>> = {};
