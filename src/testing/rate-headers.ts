import type { RateLimit, RateWindow } from '../contract.ts';

/** The rate headers that tell of `window`, as the contract names them. */
export function rateHeaders(
  { headers }: RateLimit,
  { limit }: RateWindow,
  counted: number,
  resetMs: number,
): Record<string, string> {
  if (!headers) return {};
  const left = Math.max(0, limit - counted);
  return { [headers.limit]: `${limit}`, [headers.remaining]: `${left}`, [headers.reset]: `${roundUp(resetMs)}` };
}

/** The same where nothing is counted: a window that has not begun lasts its whole length. */
export function untouched(declared: RateLimit): Record<string, string> {
  const window = declared.headers && longest(declared.windows);
  return window ? rateHeaders(declared, window, 0, window.seconds * 1_000) : {};
}

export function longest(windows: readonly RateWindow[]): RateWindow | undefined {
  return [...windows].sort((a, b) => b.seconds - a.seconds)[0];
}

/** Whole seconds; what floating-point sums add to a whole second does not make another. */
export function roundUp(ms: number): number {
  return Math.ceil(ms / 1_000 - 1e-9);
}
