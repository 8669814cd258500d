import { fullFormats } from 'ajv-formats/dist/formats.js';
import { get, getArray, getObject, isObject, isOfType, type Json } from '../openapi/json.ts';
import { escapeKey } from '../openapi/pointer.ts';
import { matches } from '../testing/judge.ts';
import type { Claim, Sight } from './ledger.ts';
import { sightOf } from './values.ts';

/** Where a schema stands: in the contract, and in the values that it is of. */
export interface Place {
  readonly pointer: string;
  /** The property, parameter or component of which it says something. */
  readonly owner: string;
  /** The names that lead here from what has one, and that: `a.b` of `Thing`. */
  readonly path: string;
  readonly of: string;
  /** A pointer into the value, with `*` for every item. */
  readonly at: string;
  /** Whether it is in what holds secrets. */
  readonly secret?: boolean;
}

/** A keyword: of which values, what it says, and whether a value fits; undefined where the value does not tell. */
type Rule = readonly [
  keyword: string,
  type: string | undefined,
  words: (limit: unknown) => string,
  fits: (value: never, limit: never, schema: Json) => boolean | undefined,
];

const text = (value: unknown): string => JSON.stringify(value);
const same = (value: unknown, other: unknown): boolean => text(value) === text(other);
const listed = (values: unknown): string => [values].flat().map(String).join(' or ');
const sizeOf = (value: string | object): number => [...(typeof value === 'string' ? value : Object.keys(value))].length;
const atLeast = (value: string | object, limit: number): boolean => sizeOf(value) >= limit;
const atMost = (value: string | object, limit: number): boolean => sizeOf(value) <= limit;

const RULES: readonly Rule[] = [
  ['type', undefined, (types) => `is of type ${listed(types)}`, isOfTypes],
  [
    'enum',
    undefined,
    (values) => `is one of ${[values].flat().map(text).join(', ')}`,
    (value: unknown, values: unknown[]) => values.some((each) => same(each, value)),
  ],
  ['const', undefined, (value) => `is ${text(value)}`, same],
  ['minLength', 'string', (limit) => `has at least ${limit} characters`, atLeast],
  ['maxLength', 'string', (limit) => `has at most ${limit} characters`, atMost],
  [
    'pattern',
    'string',
    (pattern) => `matches \`${pattern}\``,
    (value: string, pattern: string) => matches(pattern, value),
  ],
  ['format', undefined, (format) => `has the format ${format}`, hasFormat],
  ['minimum', 'number', (limit) => `is at least ${limit}`, (value: number, limit: number) => value >= limit],
  ['maximum', 'number', (limit) => `is at most ${limit}`, (value: number, limit: number) => value <= limit],
  ['exclusiveMinimum', 'number', (limit) => `is more than ${limit}`, (value: number, limit: number) => value > limit],
  ['exclusiveMaximum', 'number', (limit) => `is less than ${limit}`, (value: number, limit: number) => value < limit],
  [
    'multipleOf',
    'number',
    (step) => `is a multiple of ${step}`,
    (value: number, step: number) => Math.abs(value / step - Math.round(value / step)) < 1e-9,
  ],
  ['minItems', 'array', (limit) => `has at least ${limit} items`, atLeast],
  ['maxItems', 'array', (limit) => `has at most ${limit} items`, atMost],
  [
    'uniqueItems',
    'array',
    () => 'has no item twice',
    (items: unknown[], unique: boolean) => !unique || new Set(items.map(text)).size === items.length,
  ],
  ['minProperties', 'object', (limit) => `has at least ${limit} properties`, atLeast],
  ['maxProperties', 'object', (limit) => `has at most ${limit} properties`, atMost],
  [
    'additionalProperties',
    'object',
    (more) => (more === false ? 'has no property that is not named' : 'has properties that are not named'),
    others,
  ],
];

function isOfTypes(value: unknown, types: string | string[]): boolean {
  return [types].flat().some((type) => isOfType(value, type));
}

/** Undefined where the format is of values of another type, or is one that nobody can tell, as of a password. */
function hasFormat(value: unknown, format: string, { type: types }: Json): boolean | undefined {
  const known = get(fullFormats, format);
  const { type = 'string', validate = known } = Object(known) as { type?: string; validate?: unknown };
  if (!isOfType(value, type) || (types !== undefined && !isOfTypes(value, types as string))) return undefined;
  if (validate instanceof RegExp) return validate.test(String(value));
  return typeof validate === 'function' ? validate(value) : undefined;
}

function others(value: Json, more: unknown, schema: Json): boolean | undefined {
  if (getObject(schema, 'patternProperties') || (isObject(more) && Object.keys(more).length > 0)) return undefined;
  const found = Object.keys(value).some((name) => !Object.hasOwn(getObject(schema, 'properties') ?? {}, name));
  return more === false ? !found : found || undefined;
}

/** One claim of a schema, and what a value says of it; undefined where it is not of its business. */
export interface Read {
  readonly claim: Claim;
  readonly look: (value: unknown, selected: ReadonlySet<string> | undefined) => Sight | undefined;
}

/** What the keywords of one schema say, those of the schemas in it apart. */
export function rulesOf(schema: Json, place: Place): Read[] {
  const claimOf = (keyword: string, words: string, detail?: string): Claim => {
    return {
      ...presence(place),
      pointer: `${place.pointer}/${keyword}`,
      words,
      ...(detail !== undefined && { detail }),
    };
  };
  const rules = RULES.flatMap(([keyword, type, words, fits]): Read[] => {
    const limit = schema[keyword];
    if (limit === undefined) return [];
    const claim = claimOf(keyword, words(limit));
    const look = (value: unknown): Sight | undefined => {
      const fit =
        type === undefined || isOfType(value, type) ? fits(value as never, limit as never, schema) : undefined;
      return fit === undefined ? undefined : sightOf(claim, fit, value);
    };
    return [{ claim, look }];
  });
  const values = getArray(schema, 'enum').map((each): Read => {
    const claim = claimOf('enum', `can be ${text(each)}`, text(each));
    return { claim, look: (value) => (same(value, each) ? { claim } : undefined) };
  });
  const required = getArray(schema, 'required').map((each): Read => {
    const name = String(each);
    const claim = claimOf('required', `always has \`${name}\``, name);
    const look: Read['look'] = (value, selected) => {
      if (!isObject(value) || selected?.has(name) === false) return undefined;
      return { claim, came: Object.hasOwn(value, name) ? undefined : missing(value, schema) };
    };
    return { claim, look };
  });
  return [...rules, ...values, ...required];
}

/** Where one property is gone and one came that nobody knows, the name may have changed. */
function missing(value: Json, { properties }: Json): string {
  const strangers = Object.keys(value).filter((name) => !Object.hasOwn(Object(properties), name));
  return `an object without it${strangers.length === 1 ? ', but with one that is unknown: its name may have changed' : ''}`;
}

/** That what stands here is there at all. */
export function presence({ pointer, owner, path, of }: Place): Claim {
  return { pointer, owner, subject: path === '' ? of : `\`${path}\` of ${of}`, words: 'is there' };
}

/** Where a property stands that has a schema of its own. */
export function propertyPlace(place: Place, name: string): Place {
  const { pointer, path, at } = place;
  const own = `${pointer}/properties/${escapeKey(name)}`;
  const way = path === '' ? name : `${path}.${name}`;
  return { ...place, pointer: own, owner: own, path: way, at: `${at}/${escapeKey(name)}` };
}
