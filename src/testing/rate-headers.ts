import type { RateLimit, RateWindow } from '../contract.ts';
import { policyOf, sfString } from '../openapi/rate-limit.ts';

/** What is counted in a window. */
export interface Counted {
  readonly window: RateWindow;
  readonly count: number;
  readonly resetMs: number;
}

/** The rate headers that tell of a window, as the contract names them; `epochMs` is when they are sent. */
export function rateHeaders(
  { headers }: RateLimit,
  { window, count, resetMs }: Counted,
  epochMs: number,
): Record<string, string> {
  if (!headers) return {};
  const left = Math.max(0, window.limit - count);
  const { unit = '' } = headers;
  const ms = unit.startsWith('epoch') ? epochMs + resetMs : resetMs;
  const reset = unit.endsWith('milliseconds') ? Math.ceil(ms) : roundUp(ms);
  return { [headers.limit]: `${window.limit}`, [headers.remaining]: `${left}`, [headers.reset]: `${reset}` };
}

/** The same of all windows, as draft-ietf-httpapi-ratelimit-headers-11 has it. */
export function ietfHeaders(all: readonly Counted[]): Record<string, string> {
  const items = all.map(({ window: { name, limit }, count, resetMs }) => {
    return `${sfString(name)};r=${Math.max(0, limit - count)};t=${roundUp(resetMs)}`;
  });
  return { 'ratelimit-policy': policyOf(all.map(({ window }) => window)), ratelimit: items.join(', ') };
}

/** The same where nothing is counted: a window that has not begun lasts its whole length. */
export function untouched(declared: RateLimit): Record<string, string> {
  const window = declared.headers && longest(declared.windows);
  return window ? rateHeaders(declared, { window, count: 0, resetMs: window.seconds * 1_000 }, Date.now()) : {};
}

export function longest(windows: readonly RateWindow[]): RateWindow | undefined {
  return [...windows].sort((a, b) => b.seconds - a.seconds)[0];
}

/** Whole seconds; what floating-point sums add to a whole second does not make another. */
export function roundUp(ms: number): number {
  return Math.ceil(ms / 1_000 - 1e-9);
}
