import { invalidOption } from '../common/read-options.ts';

/** What a filter compares with. */
export type FilterValue = string | number | boolean;

/**
 * The text of a filter, as lists take it: `operator:value`. Filters are combined: an item has to pass all. Which
 * properties can be filtered, and by which operators, is not documented but for `type`.
 *
 * The API's own names hide a trap: `is` means *not null*, and `isn` *null*. Here they are called what they do.
 *
 * @throws {ConfigurationError} When a value cannot be written: a comma in a list of values would be two values.
 * @example
 * for await (const { name } of hood.listIntegrations.items({ type: filter.in('sms', 'email') })) console.log(name);
 */
export const filter = {
  /** Equal. The operator is written out, so that a value with a colon is not read as one. */
  eq: (value: FilterValue): string => `eq:${one(value)}`,
  /** Not equal. */
  neq: (value: FilterValue): string => `neq:${one(value)}`,
  /** Greater than. */
  gt: (value: FilterValue): string => `gt:${one(value)}`,
  /** Greater than or equal. */
  gte: (value: FilterValue): string => `gte:${one(value)}`,
  /** Less than. */
  lt: (value: FilterValue): string => `lt:${one(value)}`,
  /** Less than or equal. */
  lte: (value: FilterValue): string => `lte:${one(value)}`,
  /** One of these. */
  in: (...values: readonly [FilterValue, ...FilterValue[]]): string => `in:${list(values)}`,
  /** None of these. */
  nin: (...values: readonly [FilterValue, ...FilterValue[]]): string => `nin:${list(values)}`,
  /** There is a value: the API's `is`. */
  notNull: (): string => 'is:',
  /** There is no value: the API's `isn`. */
  isNull: (): string => 'isn:',
  /**
   * Between two numbers or dates. `bounds` says which of them belong to it, as in mathematics; default: both, `[]`. That
   * a comma stands between the two is inferred.
   */
  between: (from: FilterValue, to: FilterValue, bounds: '()' | '[]' | '[)' | '(]' = '[]'): string =>
    `${RANGES[bounds]}:${list([from, to])}`,
} as const;

const RANGES = { '()': 'r', '[]': 'rf', '[)': 'rl', '(]': 'rr' } as const;

/** What was left empty by mistake, an environment variable perhaps, would find nothing without a word. */
function one(value: FilterValue): string {
  const isGiven = typeof value === 'boolean' || Number.isFinite(value) || (typeof value === 'string' && value !== '');
  if (isGiven) return String(value);
  throw invalidOption(
    'Expected the value of a filter to be text that is not empty, a number, true or false.',
    'INVALID_PARAMETER',
  );
}

function list(values: readonly FilterValue[]): string {
  if (values.length === 0 || values.some((value) => one(value).includes(','))) {
    throw invalidOption(
      'Expected the values of a filter to be one or more and to hold no comma: it stands between them, and the API documents no way to escape it.',
      'INVALID_PARAMETER',
    );
  }
  return values.join(',');
}
