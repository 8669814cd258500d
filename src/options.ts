import { ConfigurationError } from './errors.ts';

/** Every default of a client, in one place: the documentation's table is compared with it. */
export const DEFAULTS: Readonly<Record<NumberOption, number>> = {
  timeoutMs: 30_000,
  deadlineMs: Number.POSITIVE_INFINITY,
  retries: 2,
  maxResponseBytes: 10_000_000,
  marginMs: 100,
  maxConcurrent: 10,
  maxQueue: 10_000,
  maxWaitMs: Number.POSITIVE_INFINITY,
  /** Or two of the longest windows, at most ten minutes. */
  maxRefusedMs: 120_000,
  instances: 1,
};

type NumberOption =
  | 'timeoutMs'
  | 'deadlineMs'
  | 'retries'
  | 'maxResponseBytes'
  | 'marginMs'
  | 'maxConcurrent'
  | 'maxQueue'
  | 'maxWaitMs'
  | 'maxRefusedMs'
  | 'instances';

/** The default of `name`, or the given number when it is one in the range. */
export function readNumber(
  name: NumberOption,
  value: unknown,
  range: { readonly least: number; readonly whole?: boolean } = { least: 0 },
  fallback: number = DEFAULTS[name],
): number {
  if (value === undefined) return fallback;
  // Infinity is a number of milliseconds to wait for, or a count of calls; a fraction of a call is not.
  const whole = range.whole !== true || Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
  if (typeof value !== 'number' || !(value >= range.least) || !whole) {
    throw invalidOption(`Expected \`${name}\` to be a ${range.whole ? 'whole ' : ''}number from ${range.least}.`);
  }
  return value;
}

/** Refuses a name that is not an option, since a misspelt one would silently do nothing. */
export function refuseUnknown(what: string, options: unknown, known: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw invalidOption(`Expected ${what} to be an object.`);
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const list = known.map((name) => `\`${name}\``).join(', ');
    throw invalidOption(`Unknown option in ${what}. Expected ${list ? `only ${list}` : 'none'}.`);
  }
}

export function invalidOption(message: string): ConfigurationError {
  return new ConfigurationError(message, { code: 'INVALID_OPTION' });
}

/** A header as RFC 9110 allows it to be sent; anything else makes `fetch` throw an error that prints the value. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The given headers, when every name and value can be sent and none is in `reserved`. */
export function readHeaders(
  what: string,
  headers: Readonly<Record<string, string>> | undefined,
  reserved: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  if (headers === undefined) return {};
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw invalidOption(`Expected ${what} to be an object of names and values.`);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) throw invalidOption(`Expected every name in ${what} to be a header name.`);
    if (!isHeaderValue(value)) {
      throw invalidOption(`Expected \`${name}\` in ${what} to be a string that a header can hold, on one line.`);
    }
    if (reserved.has(name.toLowerCase())) {
      throw invalidOption(
        `\`${name}\` in ${what} is set by the client itself. Use the option \`token\` or \`credentials\`.`,
      );
    }
  }
  return headers;
}

export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && HEADER_VALUE.test(value);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A base URL without its final slash, when a credential can be sent there. */
export function readBaseUrl(value: unknown, what = '`baseUrl`'): string {
  const url = parseUrl(value);
  if (!url) throw invalidOption(`Expected ${what} to be an absolute URL.`);
  if (url.username || url.password) throw invalidOption(`Expected ${what} to hold no user name and no password.`);
  if (url.search || url.hash) throw invalidOption(`Expected ${what} to hold no query and no fragment.`);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!secure) {
    throw invalidOption(
      `Expected ${what} to begin with https://, or http:// and a loopback host: a token is sent there.`,
    );
  }
  return url.href.replace(/\/$/, '');
}

// `URL.parse` and `URL.canParse` are younger than some runtimes this must run on.
export function parseUrl(text: unknown, base?: string): URL | undefined {
  try {
    return typeof text === 'string' ? new URL(text, base) : undefined;
  } catch {
    return undefined;
  }
}
