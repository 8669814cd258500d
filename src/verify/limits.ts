import type { RateLimit, RateWindow } from '../contract.ts';
import { get } from '../openapi/json.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { isUnentitled, type Read } from './exchange.ts';
import type { Claim, Sight } from './ledger.ts';

/** How often `remaining` may stay before that counts: the window may pass between two calls, or count another. */
const MOST_UNCHANGED = 3;

const UNITS = {
  milliseconds: 'milliseconds',
  epoch: 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
};

/** What is said, by where it stands in `x-rate-limit`. */
function wordsOf({ class: name, headers, windows }: RateLimit): Readonly<Record<string, readonly [string, string]>> {
  const unit = headers?.unit ? UNITS[headers.unit] : 'the seconds that are left';
  const each = windows.map((window, index) => [
    `windows/${index}`,
    [`the window \`${window.name}\``, 'is one that the headers tell of'],
  ]);
  return {
    ...Object.fromEntries(each),
    class: [`the operations of class ${name}`, 'share their counters'],
    windows: [`the rate limit of class ${name}`, 'has no other windows than these'],
    ...(headers && {
      'headers/remaining': [`the header \`${headers.remaining}\``, 'falls with each request'],
      'headers/reset': [`the header \`${headers.reset}\``, `counts ${unit}`],
    }),
  };
}

function claimOf({ source, pointer }: OperationModel, rate: RateLimit, part: string): Claim {
  const owner = `${get(source, 'x-rate-limit') === undefined ? '' : pointer}/x-rate-limit`;
  const [subject, words] = wordsOf(rate)[part]!;
  return { pointer: `${owner}/${part}`, owner, subject, words };
}

/** What the contract says of limits, as far as answers can tell. No call ever tries to exceed one. */
export function limitClaims(operation: OperationModel): Claim[] {
  const { rateLimit } = operation;
  return rateLimit ? Object.keys(wordsOf(rateLimit)).map((part) => claimOf(operation, rateLimit, part)) : [];
}

interface State {
  readonly read: Read;
  readonly limit: number;
  readonly remaining: number;
  readonly reset: number;
}

/** What the rate headers say, by themselves and one after the other. */
export function lookAtLimits(all: readonly Read[]): Sight[] {
  const found: Sight[] = [];
  const before = new Map<string, State>();
  const unchanged = new Map<string, number>();
  for (const read of all) {
    const { operation, headers } = read;
    const { rateLimit } = operation;
    // Another credential has counters of its own.
    if (!rateLimit?.headers || isUnentitled(read)) continue;
    const see = (part: string, came?: string): void =>
      void found.push({ claim: claimOf(operation, rateLimit, part), came, by: read.label });
    const numberOf = (name: string): number => (headers.has(name) ? Number(headers.get(name)) : Number.NaN);
    const state: State = {
      read,
      limit: numberOf(rateLimit.headers.limit),
      remaining: numberOf(rateLimit.headers.remaining),
      reset: numberOf(rateLimit.headers.reset),
    };
    const { limit, reset, remaining } = state;
    const index = rateLimit.windows.findIndex((window) => window.limit === limit);
    if (index !== -1) see(`windows/${index}`);
    if (!Number.isNaN(limit)) see('windows', index === -1 ? `a window of ${limit} requests` : undefined);
    if (!Number.isNaN(reset)) see('headers/reset', wrongReset(reset, rateLimit, rateLimit.windows[index]));
    if (!(remaining >= 0)) continue;
    const last = before.get(rateLimit.class);
    before.set(rateLimit.class, state);
    if (!last || last.limit !== limit || !isSameWindow(last, state, rateLimit)) continue;
    const fell = last.remaining - remaining;
    const still = fell > 0 ? 0 : (unchanged.get(rateLimit.class) ?? 0) + 1;
    unchanged.set(rateLimit.class, still);
    if (fell > 0) see('headers/remaining');
    else if (still >= MOST_UNCHANGED) see('headers/remaining', `the same or more, ${still + 1} times in one window`);
    if (fell === 1 && last.read.operation !== operation) see('class');
    if (fell < 0 && last.read.operation !== operation) see('class', 'more that remain, in one window');
  }
  return found;
}

/** A reset that grew is another window's, and one that is near, rounded up, may have passed between two answers. */
function isSameWindow(last: State, next: State, { headers }: RateLimit): boolean {
  if (!(next.reset <= last.reset)) return false;
  const elapsed = next.read.time - last.read.time;
  const unit = headers?.unit ?? 'seconds';
  if (unit.startsWith('epoch')) return next.reset === last.reset;
  return elapsed < (unit === 'milliseconds' ? last.reset : (last.reset - 1) * 1_000);
}

function wrongReset(reset: number, { headers, windows }: RateLimit, told: RateWindow | undefined): string | undefined {
  const longest = Math.max(...windows.map(({ seconds }) => seconds));
  const { unit = '' } = headers!;
  const most = (told?.seconds ?? longest) * (unit === 'milliseconds' ? 1_000 : 1) + 1;
  const scale = reset >= 1e12 ? 'epoch-milliseconds' : reset >= 1e9 ? 'epoch' : '';
  if (unit.startsWith('epoch'))
    return scale === unit ? undefined : `${reset}, which is no moment in ${UNITS[unit as 'epoch']}`;
  if (scale !== '') return `${reset}, which looks like ${UNITS[scale]}`;
  if (reset >= 0 && reset <= most) return undefined;
  return `${reset}, more than the ${told?.seconds ?? longest} s of the window${unit === '' ? ': perhaps it counts milliseconds' : ''}`;
}
