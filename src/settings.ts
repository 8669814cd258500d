import type { Fetch } from './call.ts';
import type { ClientOptions } from './client-options.ts';
import type { CallOptions, Contract, Validators } from './contract.ts';
import { placementIn } from './credentials.ts';
import type { ClientEvent } from './events.ts';
import { type AccountLimiter, createLimiter } from './limiter/limiter.ts';
import { invalidOption, readHeaders, readNumber, refuseUnknown } from './options.ts';
import { createPlanner, type Plan } from './plan.ts';
import type { Middleware } from './transport.ts';

/** The options of a client, checked and with the defaults filled in. */
export interface Settings {
  /** Where an operation is called and what goes along, by its name. */
  readonly planOf: (name: string) => Plan;
  readonly fetch: Fetch;
  readonly headers: Readonly<Record<string, string>>;
  /** Header names that no caller may set, in lower case. */
  readonly reserved: ReadonlySet<string>;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly retries: number;
  readonly limiter: AccountLimiter | undefined;
  readonly maxResponseBytes: number;
  readonly middleware: readonly Middleware[];
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  readonly validate: Validators | undefined;
  readonly onInvalid: 'error' | 'event';
}

const KNOWN: readonly (keyof ClientOptions)[] = [
  'token',
  'credentials',
  'baseUrl',
  'fetch',
  'headers',
  'timeoutMs',
  'deadlineMs',
  'retries',
  'rateLimit',
  'maxResponseBytes',
  'middleware',
  'onEvent',
  'validate',
  'onInvalid',
  'userAgent',
  'dangerouslyAllowBrowser',
];

/** Checks everything that can be checked before a call. */
export function readSettings(contract: Contract, options: ClientOptions): Settings {
  refuseUnknown('the options of the client', options, KNOWN);
  refuseBrowser(options);
  const reserved = reservedHeaders(contract);
  const headers = readHeaders('`headers`', options.headers, reserved);
  return {
    planOf: createPlanner(contract, options),
    fetch: readFunction('fetch', options.fetch) ?? ((request, init) => globalThis.fetch(request, init)),
    headers: { ...userAgent(options.userAgent), ...headers },
    reserved,
    timeoutMs: readNumber('timeoutMs', options.timeoutMs, { least: 1 }),
    deadlineMs: readNumber('deadlineMs', options.deadlineMs, { least: 1 }),
    retries: readNumber('retries', options.retries, { least: 0, whole: true }),
    limiter: readLimiter(options.rateLimit),
    maxResponseBytes: readNumber('maxResponseBytes', options.maxResponseBytes, { least: 1 }),
    middleware: readMiddleware(options.middleware),
    onEvent: readFunction('onEvent', options.onEvent),
    validate: readValidators(options.validate),
    onInvalid: readOnInvalid(options.onInvalid),
  };
}

/** What a call may set differently from its client. */
export function readCallOptions(
  settings: Settings,
  options: CallOptions,
): Pick<Settings, 'timeoutMs' | 'deadlineMs' | 'retries' | 'headers'> & { readonly signal: AbortSignal | undefined } {
  const { signal } = options;
  if (signal !== undefined && !(typeof signal === 'object' && signal !== null && 'aborted' in signal)) {
    throw invalidOption('Expected `signal` to be an AbortSignal.');
  }
  return {
    signal,
    timeoutMs: readNumber('timeoutMs', options.timeoutMs, { least: 1 }, settings.timeoutMs),
    deadlineMs: readNumber('deadlineMs', options.deadlineMs, { least: 1 }, settings.deadlineMs),
    retries: readNumber('retries', options.retries, { least: 0, whole: true }, settings.retries),
    headers: options.headers === undefined ? {} : readHeaders('`headers`', options.headers, settings.reserved),
  };
}

function refuseBrowser({ token, credentials, dangerouslyAllowBrowser }: ClientOptions): void {
  if ((token ?? credentials) === undefined || !isBrowser() || dangerouslyAllowBrowser === true) return;
  throw invalidOption(
    'A token in a browser can be read by everyone who opens the page. Call the API from a server, or set `dangerouslyAllowBrowser: true`.',
  );
}

function reservedHeaders(contract: Contract): ReadonlySet<string> {
  const placements = Object.values(contract.securitySchemes).map(placementIn);
  const names = placements.flatMap((placement) => (placement?.in === 'header' ? [placement.name.toLowerCase()] : []));
  return new Set(['authorization', 'content-type', 'content-length', 'host', ...names]);
}

function readLimiter(rateLimit: ClientOptions['rateLimit']): AccountLimiter | undefined {
  if (rateLimit === false) return undefined;
  if (typeof rateLimit !== 'object' || rateLimit === null || !('limiter' in rateLimit))
    return createLimiter(rateLimit) as AccountLimiter;
  refuseUnknown('`rateLimit`', rateLimit, ['limiter']);
  const limiter: unknown = rateLimit.limiter;
  // By its shape: a limiter may come from another copy of this package.
  if (typeof limiter !== 'object' || limiter === null || !('lane' in limiter)) {
    throw invalidOption('Expected `rateLimit.limiter` to be made by `createLimiter`. Its settings are given there.');
  }
  return limiter as AccountLimiter;
}

function readMiddleware(middleware: readonly Middleware[] | undefined): readonly Middleware[] {
  const list: readonly unknown[] = middleware ?? [];
  const valid = Array.isArray(list) && list.every((each) => typeof each === 'object' && each !== null);
  if (!valid) throw invalidOption('Expected `middleware` to be a list of objects with `onRequest` or `onResponse`.');
  return middleware ?? [];
}

function readFunction<Kind>(name: string, value: Kind | undefined): Kind | undefined {
  if (value !== undefined && typeof value !== 'function') throw invalidOption(`Expected \`${name}\` to be a function.`);
  return value;
}

function readValidators(validate: Validators | undefined): Validators | undefined {
  if (validate !== undefined && (typeof validate !== 'object' || validate === null)) {
    throw invalidOption('Expected `validate` to be the generated `validators`.');
  }
  return validate;
}

function readOnInvalid(onInvalid: ClientOptions['onInvalid'] = 'error'): 'error' | 'event' {
  if (onInvalid !== 'error' && onInvalid !== 'event')
    throw invalidOption('Expected `onInvalid` to be `error` or `event`.');
  return onInvalid;
}

function userAgent(value: string | undefined): Record<string, string> {
  // In a browser it would cost every call a preflight request.
  if (value === undefined || isBrowser()) return {};
  return readHeaders('`userAgent`', { 'user-agent': value }, new Set());
}

function isBrowser(): boolean {
  return 'window' in globalThis && 'document' in globalThis;
}
