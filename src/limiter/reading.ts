import type { RateLimit, RateWindow } from '../contract.ts';
import { parseItems } from './structured.ts';

const SECOND = 1_000;
/** What the fields are called where a contract names none. */
const USUAL = { limit: 'x-ratelimit-limit', remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' };
const RESET_AFTER = 'x-ratelimit-reset-after';

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
  /** Milliseconds until the window is over; never more than the longest that it can be lasts. */
  readonly resetMs: number | undefined;
}

/**
 * What the headers of an answer tell of the limits: the IETF fields, else those that the contract names or the usual
 * ones. What they say can only narrow what the contract allows; nonsense says nothing.
 */
export function readLimits(headers: Headers, rate: RateLimit): readonly Reading[] {
  return readFields(headers, rate.windows) ?? readNamed(headers, rate);
}

/** `RateLimit: "burst";r=3;t=1` and `RateLimit-Policy: "burst";q=10;w=1`, of draft-ietf-httpapi-ratelimit-headers-11. */
function readFields(headers: Headers, windows: readonly RateWindow[]): readonly Reading[] | undefined {
  const field = headers.get('ratelimit');
  const items = field === null ? undefined : parseItems(field);
  if (!items) return undefined;
  const policies = parseItems(headers.get('ratelimit-policy') ?? '');
  return [...items].flatMap(([name, parameters]) => {
    const policy = policies?.get(name);
    // Bytes, or requests at once, are counted by none of the contract's windows.
    if ((policy?.get('qu') ?? 'requests') !== 'requests') return [];
    const limit = whole(policy?.get('q'));
    const window =
      windows.find((each) => each.name === name) ??
      windows.find((each) => each.limit === limit && each.seconds === policy?.get('w'));
    return readingOf(windows, window, limit, whole(parameters.get('r')), whole(parameters.get('t')));
  });
}

function readNamed(headers: Headers, { headers: names, windows }: RateLimit): readonly Reading[] {
  const { limit: limitName, remaining, reset } = names ?? USUAL;
  const read = (name: string): number | undefined => count(headers.get(name)?.trim());
  const limit = read(limitName);
  // The headers describe one window without naming it.
  const meant = windows.filter((window) => window.limit === limit);
  const window = meant.length === 1 ? meant[0] : undefined;
  const seconds = inSeconds(read(reset), names?.unit) ?? read(RESET_AFTER);
  return readingOf(windows, window, limit, read(remaining), seconds);
}

function inSeconds(reset: number | undefined, unit = 'seconds'): number | undefined {
  if (reset === undefined) return undefined;
  const value = unit.endsWith('milliseconds') ? reset / SECOND : reset;
  return unit.startsWith('epoch') ? Math.max(0, value - Date.now() / SECOND) : value;
}

function readingOf(
  windows: readonly RateWindow[],
  window: RateWindow | undefined,
  limit: number | undefined,
  remaining: number | undefined,
  resetSeconds: number | undefined,
): readonly Reading[] {
  if (limit === undefined && remaining === undefined && resetSeconds === undefined) return [];
  const longest = Math.max(...(window ? [window] : windows).map(({ seconds }) => seconds));
  const resetMs = resetSeconds === undefined ? undefined : Math.min(resetSeconds, longest) * SECOND;
  return [{ server: { limit, remaining, resetSeconds }, window, remaining, resetMs }];
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** An integer as the IETF fields have it: not a text, and not negative. */
function whole(value: string | number | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
