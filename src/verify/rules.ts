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

/**
 * A keyword: of which values, what it says, with a star for its own value, and whether a value fits; undefined where the
 * value does not tell.
 */
type Rule = readonly [
  keyword: string,
  type: string | undefined,
  words: string | ((limit: unknown) => string),
  fits: (value: never, limit: never, schema: Json) => boolean | undefined,
];

const text = (value: unknown): string => JSON.stringify(value);
const same = (value: unknown, other: unknown): boolean => text(value) === text(other);
const sizeOf = (value: string | object): number => [...(typeof value === 'string' ? value : Object.keys(value))].length;
const atLeast = (value: string | object, limit: number): boolean => sizeOf(value) >= limit;
const atMost = (value: string | object, limit: number): boolean => sizeOf(value) <= limit;
const isStep = (steps: number): boolean => Math.abs(steps - Math.round(steps)) < 1e-9;

const RULES: readonly Rule[] = [
  ['type', undefined, 'is of type *', isOfTypes],
  ['enum', undefined, (all) => `is one of ${[all].flat().map(text).join(', ')}`, isOneOf],
  ['const', undefined, (value) => `is ${text(value)}`, same],
  ['minLength', 'string', 'has at least * characters', atLeast],
  ['maxLength', 'string', 'has at most * characters', atMost],
  ['pattern', 'string', 'matches `*`', (value: string, pattern: string) => matches(pattern, value)],
  ['format', undefined, 'has the format *', hasFormat],
  ['minimum', 'number', 'is at least *', (value: number, limit: number) => value >= limit],
  ['maximum', 'number', 'is at most *', (value: number, limit: number) => value <= limit],
  ['exclusiveMinimum', 'number', 'is more than *', (value: number, limit: number) => value > limit],
  ['exclusiveMaximum', 'number', 'is less than *', (value: number, limit: number) => value < limit],
  ['multipleOf', 'number', 'is a multiple of *', (value: number, step: number) => isStep(value / step)],
  ['minItems', 'array', 'has at least * items', atLeast],
  ['maxItems', 'array', 'has at most * items', atMost],
  ['uniqueItems', 'array', 'has no item twice', hasNoneTwice],
  ['minProperties', 'object', 'has at least * properties', atLeast],
  ['maxProperties', 'object', 'has at most * properties', atMost],
  [
    'additionalProperties',
    'object',
    (more) => `has ${more === false ? 'no property that is' : 'properties that are'} not named`,
    others,
  ],
];

function isOneOf(value: unknown, values: readonly unknown[]): boolean {
  return values.some((each) => same(each, value));
}

function hasNoneTwice(items: readonly unknown[], isWanted: boolean): boolean {
  return !isWanted || new Set(items.map(text)).size === items.length;
}

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
    const shown = [limit].flat().join(' or ');
    const claim = claimOf(keyword, typeof words === 'string' ? words.replace('*', () => shown) : words(limit));
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

/** Where something stands that is said of a value as a whole. */
export function placeAt(pointer: string, of: string, owner: string = pointer): Place {
  return { pointer, owner, path: '', of, at: '' };
}

/** Where a property stands that has a schema of its own. */
export function propertyPlace(place: Place, name: string): Place {
  const { pointer, path, at } = place;
  const own = `${pointer}/properties/${escapeKey(name)}`;
  const way = path === '' ? name : `${path}.${name}`;
  return { ...place, pointer: own, owner: own, path: way, at: `${at}/${escapeKey(name)}` };
}
