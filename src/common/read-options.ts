import { ConfigurationError, type ErrorCode } from './errors.ts';
import { isObject, isPlain } from './plain.ts';

/** Every default of a client, in one place: the documentation's table is compared with it. */
export const DEFAULTS = {
  timeoutMs: 30_000,
  deadlineMs: Number.POSITIVE_INFINITY as number,
  retries: 2,
  maxResponseBytes: 10_000_000,
  marginMs: 100,
  maxConcurrent: 10,
  maxQueue: 10_000,
  maxWaitMs: Number.POSITIVE_INFINITY as number,
  /** Or two of the longest windows, at most ten minutes. */
  maxRefusedMs: 120_000,
  instances: 1,
};

/** The reader of a number, from the least that it may be; the default is that of its name. */
export function number(least: number, whole = false) {
  return (value: unknown, name: string): number => {
    if (value === undefined) return DEFAULTS[name as keyof typeof DEFAULTS];
    // Infinity is a number of milliseconds to wait for, or a count of calls; a fraction of a call is not.
    const fits = !whole || Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
    if (typeof value === 'number' && value >= least && fits) return value;
    throw invalidOption(`Expected \`${name}\` to be a ${whole ? 'whole ' : ''}number from ${least}.`);
  };
}

/** The reader of what is checked elsewhere. */
export function unread<Value>(value: unknown): Value {
  return value as Value;
}

/** What options become: where a number may be given there is one. */
export type Settled<Options> = {
  readonly [Name in keyof Options]-?: number extends Options[Name] ? number : Options[Name];
};

/** How each option is read, by its name. A reader refuses what it cannot take, and knows the default. */
export type Readers<Options> = {
  readonly [Name in keyof Options]-?: (value: unknown, name: Name) => Settled<Options>[Name];
};

/** The one reader of options: refuses a name that `readers` do not have. What is not given stands in `defaults`, if those are given. */
export function readOptions<Options extends object>(
  what: string,
  readers: Readers<Options>,
  options: Options | undefined,
  defaults?: Settled<Options>,
): Settled<Options> {
  const names = Object.keys(readers) as (keyof Options & string)[];
  // An instance of a class may have them by its class, as an AbortController has its signal.
  const inherited = isObject(options) && !isPlain(options) ? names.filter((name) => name in options) : [];
  refuseUnknown(what, inherited.length > 0 ? { ...options } : options, names);
  const settled: Partial<Record<keyof Options, unknown>> = {};
  for (const name of names) {
    const value = options?.[name];
    settled[name] = value === undefined && defaults ? defaults[name] : readers[name](value, name);
  }
  return settled as Settled<Options>;
}

/** What can be shown of a name that nobody knows: a misspelt one, and nothing that may be a secret in its place. */
const SHOWN = /^[A-Za-z_]{1,24}$/;

/** The given object, `{}` for undefined. Refuses a name that it cannot have: a misspelt one would silently do nothing. */
export function refuseUnknown(
  what: string,
  options: unknown,
  known?: readonly string[],
  code: ErrorCode = 'INVALID_OPTION',
): Readonly<Record<string, unknown>> {
  if (options === undefined) return {};
  // What an instance of a class has by its class would be lost, without a word, wherever options are copied.
  if (!isPlain(options)) throw invalidOption(`Expected ${what} to be a plain object.`, code);
  const unknown = known && Object.keys(options).find((key) => !known.includes(key));
  if (!known || unknown === undefined) return options;
  const list = known.map((name) => `\`${name}\``).join(', ');
  const shown = SHOWN.test(unknown) ? `\`${unknown}\`` : 'name';
  throw invalidOption(`Unknown ${shown} in ${what}. Expected ${list ? `only ${list}` : 'none'}.`, code);
}

export function invalidOption(message: string, code: ErrorCode = 'INVALID_OPTION'): ConfigurationError {
  return new ConfigurationError(message, { code });
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A base URL without its final slash, when a credential can be sent there. */
export function readBaseUrl(value: unknown, what = '`baseUrl`'): string {
  const url = parseUrl(value);
  if (!url)
    throw invalidOption(`Expected ${what} to be ${typeof value === 'object' ? 'the text of ' : ''}an absolute URL.`);
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
