import { type GivenHeaders, readHeaders } from '../common/headers.ts';
import { isObject } from '../common/plain.ts';
import {
  invalidOption,
  number,
  type Readers,
  readOptions,
  refuseUnknown,
  type Settled,
  unread,
} from '../common/read-options.ts';
import type { CallOptions, Contract } from '../contract.ts';
import { AccountLimiter } from '../limiter/limiter.ts';
import type { ClientOptions } from './client-options.ts';
import { placementIn } from './credentials.ts';

/** The options of a client, checked and with the defaults filled in. */
export interface Settings extends Omit<Settled<ClientOptions>, 'headers' | 'rateLimit'> {
  readonly headers: GivenHeaders;
  /** Header names that no caller may set, in lower case. */
  readonly reserved: ReadonlySet<string>;
  readonly limiter: AccountLimiter | undefined;
}

/** A row for each option of a client: with its type and its use, all that an option needs. */
const CLIENT: Readers<ClientOptions> = {
  // Read by the planner, which knows where they go.
  token: unread,
  credentials: unread,
  baseUrl: unread,
  fetch: expect(isFunction, 'a function'),
  headers: unread,
  timeoutMs: number(1),
  deadlineMs: number(1),
  retries: number(0, true),
  rateLimit: unread,
  maxResponseBytes: number(1),
  middleware: expect(
    (value) => Array.isArray(value) && value.every(isMiddleware),
    'a list of objects with `onRequest` or `onResponse`, both functions, and no other `on…`',
  ),
  onEvent: expect(isFunction, 'a function'),
  validate: expect(isObject, 'the generated `validators`'),
  onInvalid: expect((value) => value === 'error' || value === 'event', '`error` or `event`'),
  userAgent: unread,
  dangerouslyAllowBrowser: unread,
};

/** The same for what a call may set differently from its client. */
export const CALL: Readers<CallOptions> = {
  signal: expect((value) => isObject(value) && 'aborted' in value, 'an AbortSignal'),
  timeoutMs: CLIENT.timeoutMs,
  deadlineMs: CLIENT.deadlineMs,
  retries: CLIENT.retries,
  headers: unread,
};

/** Checks everything that can be checked before a call. */
export function readSettings(contract: Contract, options: ClientOptions): Settings {
  const settled = readOptions('the options of the client', CLIENT, options);
  const { token, credentials, userAgent } = settled;
  if ((token ?? credentials) !== undefined && isBrowser() && settled.dangerouslyAllowBrowser !== true) {
    throw invalidOption(
      'A token in a browser can be read by everyone who opens the page. Call the API from a server, or set `dangerouslyAllowBrowser: true`.',
    );
  }
  const placements = Object.values(contract.securitySchemes).map(placementIn);
  const names = placements.flatMap((placement) => (placement?.in === 'header' ? [placement.name.toLowerCase()] : []));
  const reserved = new Set(['authorization', 'content-type', 'content-length', 'host', ...names]);
  // In a browser it would cost every call a preflight request.
  const agent = userAgent === undefined || isBrowser() ? {} : { 'user-agent': userAgent };
  return {
    ...settled,
    headers: {
      ...readHeaders('`userAgent`', agent, new Set()),
      ...readHeaders('`headers`', settled.headers, reserved),
    },
    reserved,
    limiter: readLimiter(settled.rateLimit),
  };
}

/** What a call sets, and what its client does where it sets nothing. */
export function readCallOptions(
  name: string,
  settings: Settings,
  options: CallOptions | undefined,
): Omit<Settled<CallOptions>, 'headers'> & Pick<Settings, 'headers'> {
  const { timeoutMs, deadlineMs, retries, reserved } = settings;
  const defaults = { signal: undefined, timeoutMs, deadlineMs, retries, headers: undefined };
  const settled = readOptions(`the options of \`${name}\``, CALL, options, defaults);
  return { ...settled, headers: readHeaders('`headers`', settled.headers, reserved) };
}

function readLimiter(rateLimit: ClientOptions['rateLimit']): AccountLimiter | undefined {
  if (rateLimit === false) return undefined;
  if (!isObject(rateLimit) || !('limiter' in rateLimit)) return new AccountLimiter(rateLimit);
  refuseUnknown('`rateLimit`', rateLimit, ['limiter']);
  const limiter: unknown = rateLimit.limiter;
  // By its shape: a limiter may come from another copy of this package.
  if (!isObject(limiter) || !('lane' in limiter)) {
    throw invalidOption('Expected `rateLimit.limiter` to be made by `createLimiter`. Its settings are given there.');
  }
  return limiter as unknown as AccountLimiter;
}

function expect<Value>(fits: (value: unknown) => boolean, words: string) {
  return (value: unknown, name: string): Value => {
    if (value !== undefined && !fits(value)) throw invalidOption(`Expected \`${name}\` to be ${words}.`);
    return value as Value;
  };
}

/** By what it can do: an object of any class may hold more, but a hook that is never called would do nothing. */
function isMiddleware(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { onRequest, onResponse } = value;
  const hooks = [onRequest, onResponse].filter((hook) => hook !== undefined);
  const unknown = 'onError' in value || Object.keys(value).some((key) => /^on(?!Request$|Response$)[A-Z]/.test(key));
  return hooks.length > 0 && hooks.every(isFunction) && !unknown;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isBrowser(): boolean {
  return 'window' in globalThis && 'document' in globalThis;
}
