import type { RateWindow } from '../contract.ts';

/** The windows of one of `instances` that share an account. A part of less than one request is one, in a longer window. */
export function partOf(windows: readonly RateWindow[], instances: number): readonly RateWindow[] {
  return windows.map((window) => {
    const part = window.limit / instances;
    if (part >= 1 || part === 0) return { ...window, limit: Math.floor(part) };
    return { ...window, limit: 1, seconds: window.seconds / part };
  });
}
