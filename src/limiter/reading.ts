import type { RateLimit, RateWindow } from '../contract.ts';

const SECOND = 1_000;

/** What the server last said about a window, in its own words. */
export interface ServerState {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  readonly resetSeconds: number | undefined;
}

/** What an answer says about a window. */
export interface Reading {
  readonly server: ServerState;
  /** The window of the contract that it speaks of, as far as that is certain. */
  readonly window: RateWindow | undefined;
  readonly remaining: number | undefined;
  /** Milliseconds until the window is over; never more than it lasts. */
  readonly resetMs: number | undefined;
}

/** What the headers of an answer tell of the limits; undefined where they tell nothing. */
export function readLimits(headers: Headers, { headers: names, windows }: RateLimit): Reading | undefined {
  if (!names) return undefined;
  const limit = integer(headers.get(names.limit));
  const remaining = integer(headers.get(names.remaining));
  const resetSeconds = integer(headers.get(names.reset));
  if (limit === undefined && remaining === undefined && resetSeconds === undefined) return undefined;
  // The headers describe one window without naming it.
  const meant = windows.filter((window) => window.limit === limit);
  const window = meant.length === 1 ? meant[0] : undefined;
  const resetMs = resetSeconds === undefined ? undefined : Math.min(resetSeconds, window?.seconds ?? 0) * SECOND;
  return { server: { limit, remaining, resetSeconds }, window, remaining, resetMs };
}

function integer(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
