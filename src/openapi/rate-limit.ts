import type { RateLimit, RateWindow } from '../contract.ts';
import type { DocumentReader } from './document.ts';
import { get, getArray, getObject, getString, type Json } from './json.ts';

const PROPERTY = 'x-rate-limit';
/** What a reset can count beside the seconds that are left. */
const UNITS = ['milliseconds', 'epoch', 'epoch-milliseconds'] as const;

/** The limits that `owner` declares, where it declares any that can be kept. */
export function readRateLimit(document: DocumentReader, owner: Json, pointer: string): RateLimit | undefined {
  const value = getObject(owner, PROPERTY);
  if (!value) return undefined;
  const scope = getString(value, 'scope') ?? 'account';
  const rateClass = getString(value, 'class');
  const windows = getArray(value, 'windows').flatMap((window) => {
    const name = getString(window, 'name');
    const limit = get(window, 'limit');
    const seconds = get(window, 'seconds');
    return name !== undefined && isCount(limit) && isCount(seconds) && seconds > 0 ? [{ name, limit, seconds }] : [];
  });
  if (rateClass === undefined || windows.length < getArray(value, 'windows').length || windows.length === 0) {
    document.warn(
      `${pointer}/${PROPERTY}`,
      'declares no limits that can be kept: it needs a `class` and `windows`, each with a name, a limit and seconds',
      true,
    );
    return undefined;
  }
  const headers = readHeaders(get(value, 'headers'));
  const retryAfter = get(get(value, 'parallel'), 'retryAfter');
  return {
    scope,
    class: rateClass,
    alignment: get(value, 'alignment') === 'sliding' ? 'sliding' : 'fixed',
    windows,
    ...(headers && { headers }),
    ...(typeof retryAfter === 'number' && { parallel: { retryAfter } }),
  };
}

function readHeaders(value: unknown): RateLimit['headers'] {
  const name = (key: string): string | undefined => getString(value, key)?.toLowerCase();
  const [limit, remaining, reset] = [name('limit'), name('remaining'), name('reset')];
  if (!limit || !remaining || !reset) return undefined;
  const unit = UNITS.find((each) => each === get(value, 'unit'));
  return { limit, remaining, reset, ...(unit && { unit }) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** `At most 10 requests in 1 s and 150 in 60 s, shared by …`. */
export function limitsInWords(rate: RateLimit): string {
  const windows = rate.windows.map(
    ({ limit, seconds }, index) => `${limit} ${index === 0 ? 'requests ' : ''}in ${seconds} s`,
  );
  return `At most ${windows.join(' and ')}, shared by all operations of class ${rate.class} on one ${rate.scope}.`;
}

/** `"burst";q=10;w=1, "steady";q=150;w=60`: the windows as the IETF field `RateLimit-Policy` has them. */
export function policyOf(windows: readonly RateWindow[]): string {
  return windows.map(({ name, limit, seconds }) => `${sfString(name)};q=${limit};w=${Math.ceil(seconds)}`).join(', ');
}

/** A string of RFC 9651, which has no characters beyond ASCII. */
export function sfString(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`;
}
