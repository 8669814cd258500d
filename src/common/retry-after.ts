import { SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS } from './status.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

// The forms of RFC 9110, section 5.6.7, the first in today's and in RFC 850's spelling. `Date.parse` also takes forms that
// no server may send, each in its own way.
const HTTP_DATE = /^[A-Z][a-z]+, (\d\d)[ -]([A-Z][a-z]{2})[ -](\d{4}|\d\d) (\d\d:\d\d:\d\d) GMT$/;
const ASCTIME = /^[A-Z][a-z]+ ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/;

/** Milliseconds since the epoch of an HTTP date, or undefined for anything else. */
export function parseHttpDate(text: string): number | undefined {
  const asctime = ASCTIME.exec(text);
  const [, day = '', month = '', digits = '', time = ''] =
    (asctime ? ['', asctime[2], asctime[1], asctime[4], asctime[3]] : HTTP_DATE.exec(text)) ?? [];
  let year = Number(digits);
  if (digits.length === 2) {
    // Two digits mean the year that is not more than fifty years ahead.
    const thisYear = new Date().getUTCFullYear();
    year += thisYear - (thisYear % 100);
    if (year > thisYear + 50) year -= 100;
  }
  const index = MONTHS.indexOf(month);
  const [hours = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = time.split(':').map(Number);
  // `Date.UTC` turns 31 February into 3 March; such a date is no date. A leap second is one.
  const midnight = Date.UTC(year, index, Number(day));
  const real = index >= 0 && new Date(midnight).getUTCMonth() === index && hours < 24 && minutes < 60 && seconds <= 60;
  return real ? midnight + ((hours * 60 + minutes) * 60 + seconds) * 1_000 : undefined;
}

/**
 * Milliseconds that a `retry-after-ms` or `Retry-After` header asks to wait, never negative; undefined where there is none
 * or it has no form of it. A date is measured against the answer's own `Date`, so that a clock that is wrong here does no harm.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const exact = headers.get('retry-after-ms')?.trim();
  if (exact && /^\d+(\.\d+)?$/.test(exact)) return Number(exact);
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = parseHttpDate(value);
  if (date === undefined) return undefined;
  return Math.max(0, date - (parseHttpDate(headers.get('date') ?? '') ?? Date.now()));
}

/** Whether the server would refuse others as well: too many requests, or it is down and says for how long. */
export function isRefusal({ status, headers }: Response): boolean {
  return status === TOO_MANY_REQUESTS || (status === SERVICE_UNAVAILABLE && retryAfterMs(headers) !== undefined);
}
