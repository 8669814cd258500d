const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

// The three forms of RFC 9110, section 5.6.7. `Date.parse` also takes forms that no server may send, each in its own way.
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const RFC_850 =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const ASCTIME = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/** Milliseconds since the epoch of an HTTP date, or undefined for anything else. */
export function parseHttpDate(text: string): number | undefined {
  let match = IMF_FIXDATE.exec(text);
  if (match) return utc(match[3], match[2], match[1], match.slice(4));
  match = RFC_850.exec(text);
  if (match) {
    // Two digits mean the year that is not more than fifty years ahead.
    const thisYear = new Date().getUTCFullYear();
    let year = thisYear - (thisYear % 100) + Number(match[3]);
    if (year > thisYear + 50) year -= 100;
    return utc(String(year), match[2], match[1], match.slice(4));
  }
  match = ASCTIME.exec(text);
  return match ? utc(match[6], match[1], match[2], match.slice(3, 6)) : undefined;
}

function utc(year = '', month = '', day = '', time: string[] = []): number | undefined {
  const index = MONTHS.indexOf(month);
  const [hours = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = time.map(Number);
  // `Date.UTC` turns 31 February into 3 March; such a date is no date. A leap second is one.
  const midnight = Date.UTC(Number(year), index, Number(day));
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

const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;

/** Whether the server would refuse others as well: too many requests, or it is down and says for how long. */
export function isRefusal({ status, headers }: Response): boolean {
  return status === TOO_MANY_REQUESTS || (status === SERVICE_UNAVAILABLE && retryAfterMs(headers) !== undefined);
}
