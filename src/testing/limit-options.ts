import type { RateLimit, RateWindow } from '../contract.ts';
import { refuseUnknown } from './known.ts';

/** How the emulator limits requests. All of it goes beyond the contract, which alone decides without it. */
export interface EmulatorLimits {
  /**
   * When a fixed window begins, in milliseconds on the emulator's clock, for all windows or by window name. Windows
   * follow each other from there in both directions. Default: 0.
   */
  readonly phaseMs?: number | Readonly<Record<string, number>>;
  /** The window that the rate headers tell of. Default: the longest. */
  readonly headerWindow?: string;
  /**
   * How the rate headers are written. `contract`: as `x-rate-limit` names them. `ietf`: as `RateLimit` and
   * `RateLimit-Policy`, of all windows, also on a 429. Default: `contract`.
   */
  readonly headers?: 'contract' | 'ietf';
  /**
   * What a 429 says. `seconds`: whole seconds until there is room, rounded up. `missing`: nothing. `sometimes-missing`:
   * nothing half of the time. `rounded-down`: too little, down to 0. Default: `seconds`.
   */
  readonly retryAfter?: 'seconds' | 'missing' | 'sometimes-missing' | 'rounded-down';
  /** How many requests of one account and class may be under way at once. Default: any number. */
  readonly parallel?: number;
  /** Whether a refused request counts as well, so that hammering keeps the windows full. Default: `false`. */
  readonly countRejected?: boolean;
  /**
   * How many times faster windows pass: with 60, a window of a minute takes a second. The headers tell seconds as they
   * really pass. Default: 1.
   */
  readonly timeScale?: number;
  /** Windows instead of the contract's, for every class or by class. */
  readonly windows?: readonly RateWindow[] | Readonly<Record<string, readonly RateWindow[]>>;
}

/** The windows that apply to a class. */
export function windowsOf({ windows }: EmulatorLimits, declared: RateLimit): readonly RateWindow[] {
  return (isList(windows) ? windows : windows?.[declared.class]) ?? declared.windows;
}

const LIMITS = [
  'phaseMs',
  'headerWindow',
  'retryAfter',
  'parallel',
  'countRejected',
  'timeScale',
  'windows',
  'headers',
];
const RETRY_AFTER = ['seconds', 'missing', 'sometimes-missing', 'rounded-down'];

/** Refuses wrong options before anything counts by them. */
export function checkLimits(options: EmulatorLimits, declared: readonly RateLimit[]): void {
  const { phaseMs = 0, headerWindow, retryAfter = 'seconds', parallel = 1, timeScale = 1, windows } = options;
  refuseUnknown('`limits`', options, LIMITS);
  const { headers = 'contract' } = options;
  const classes = [...new Set(declared.map((limit) => limit.class))];
  const expect = (right: boolean, what: string): void => {
    if (!right) throw new TypeError(`Expected ${what}.`);
  };
  const among = (names: readonly string[], known: readonly string[]): boolean =>
    names.every((name) => known.includes(name));
  if (windows && !isList(windows)) {
    expect(among(Object.keys(windows), classes), `\`limits.windows\` to name classes: ${classes.join(', ')}`);
  }
  const all = declared.flatMap((limit) => windowsOf(options, limit));
  expect(all.every(isWindow), 'every window to have a name, a positive integer `limit` and positive `seconds`');
  const names = [...new Set(all.map(({ name }) => name))];
  const phases = typeof phaseMs === 'object' ? phaseMs : { [names[0] ?? '']: phaseMs };
  expect(Object.values(phases).every(Number.isFinite), '`limits.phaseMs` to be a number of milliseconds');
  if (typeof phaseMs === 'object') {
    expect(among(Object.keys(phaseMs), names), `\`limits.phaseMs\` to name windows: ${names.join(', ')}`);
  }
  expect(
    headerWindow === undefined || names.includes(headerWindow),
    `\`limits.headerWindow\` to name one of the windows: ${names.join(', ')}`,
  );
  expect(headers === 'contract' || headers === 'ietf', '`limits.headers` to be `contract` or `ietf`');
  expect(RETRY_AFTER.includes(retryAfter), `\`limits.retryAfter\` to be one of ${RETRY_AFTER.join(', ')}`);
  expect(Number.isInteger(parallel) && isPositive(parallel), '`limits.parallel` to be a positive integer');
  expect(isPositive(timeScale), '`limits.timeScale` to be a positive number');
}

function isWindow(window: RateWindow | undefined): boolean {
  const { name, limit, seconds }: Partial<Record<keyof RateWindow, unknown>> = window ?? {};
  return typeof name === 'string' && isPositive(limit) && Number.isInteger(limit) && isPositive(seconds);
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < Infinity;
}

function isList(windows: EmulatorLimits['windows']): windows is readonly RateWindow[] {
  return Array.isArray(windows);
}
