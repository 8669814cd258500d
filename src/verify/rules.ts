import { fullFormats } from 'ajv-formats/dist/formats.js';
import { get, getArray, getObject, isObject, isOfType, type Json } from '../openapi/json.ts';
import { escapeKey } from '../openapi/pointer.ts';
import { problemOf } from '../testing/judge.ts';
import { type Claim, type Sight, sightOf } from './ledger.ts';

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

/** Whether a value fits; undefined where it does not tell. */
type Fits = (value: unknown, limit: unknown, schema: Json) => boolean | undefined;

/** A keyword: of which values, what it says, with a star for its own value, and what judges where the keyword alone cannot. */
type Rule = readonly [
  keyword: string,
  type: string | undefined,
  words: string | ((limit: unknown) => string),
  fits?: Fits,
];

const NO_SCHEMAS = { schemas: {} };
const text = (value: unknown): string => JSON.stringify(value);

const RULES: readonly Rule[] = [
  ['type', undefined, 'is of type *'],
  ['enum', undefined, (all) => `is one of ${[all].flat().map(text).join(', ')}`],
  ['const', undefined, (value) => `is ${text(value)}`],
  ['minLength', 'string', 'has at least * characters'],
  ['maxLength', 'string', 'has at most * characters'],
  ['pattern', 'string', 'matches `*`'],
  ['format', undefined, 'has the format *', hasFormat],
  ['minimum', 'number', 'is at least *'],
  ['maximum', 'number', 'is at most *'],
  ['exclusiveMinimum', 'number', 'is more than *'],
  ['exclusiveMaximum', 'number', 'is less than *'],
  ['multipleOf', 'number', 'is a multiple of *'],
  ['minItems', 'array', 'has at least * items'],
  ['maxItems', 'array', 'has at most * items'],
  ['uniqueItems', 'array', 'has no item twice'],
  ['minProperties', 'object', 'has at least * properties'],
  ['maxProperties', 'object', 'has at most * properties'],
  [
    'additionalProperties',
    'object',
    (more) => `has ${more === false ? 'no property that is' : 'properties that are'} not named`,
    others,
  ],
];

/** Judges by one keyword, whatever stands beside it. */
function alone(keyword: string): Fits {
  return (value, limit) => problemOf(NO_SCHEMAS, { [keyword]: limit }, value, '') === undefined;
}

/** Undefined where the format is of values of another type, or is one that nobody can tell, as of a password. */
function hasFormat(value: unknown, format: unknown, { type: types = [] }: Json): boolean | undefined {
  const known = get(fullFormats, String(format));
  const { type = 'string', validate = known } = Object(known) as { type?: string; validate?: unknown };
  const declared = [types].flat() as string[];
  if (!isOfType(value, type) || (declared.length > 0 && !declared.some((each) => isOfType(value, each))))
    return undefined;
  if (validate instanceof RegExp) return validate.test(String(value));
  return typeof validate === 'function' ? validate(value) : undefined;
}

function others(value: unknown, more: unknown, schema: Json): boolean | undefined {
  if (getObject(schema, 'patternProperties') || (isObject(more) && Object.keys(more).length > 0)) return undefined;
  const found = Object.keys(Object(value)).some((name) => !Object.hasOwn(getObject(schema, 'properties') ?? {}, name));
  return more === false ? !found : found || undefined;
}

/** One claim of a schema, and what a value says of it; undefined where it is not of its business. */
export interface Said {
  readonly claim: Claim;
  readonly look: (value: unknown, selected: ReadonlySet<string> | undefined) => Sight | undefined;
}

/** What the keywords of one schema say, those of the schemas in it apart. */
export function rulesOf(schema: Json, place: Place): Said[] {
  const claimOf = (keyword: string, words: string, detail?: string): Claim => {
    return {
      ...presence(place),
      pointer: `${place.pointer}/${keyword}`,
      words,
      ...(detail !== undefined && { detail }),
    };
  };
  const rules = RULES.flatMap(([keyword, type, words, fits = alone(keyword)]): Said[] => {
    const limit = schema[keyword];
    // What may come twice need not.
    if (limit === undefined || (keyword === 'uniqueItems' && limit !== true)) return [];
    const shown = [limit].flat().join(' or ');
    const claim = claimOf(keyword, typeof words === 'string' ? words.replace('*', () => shown) : words(limit));
    const look = (value: unknown): Sight | undefined => {
      const fit = type === undefined || isOfType(value, type) ? fits(value, limit, schema) : undefined;
      return fit === undefined ? undefined : sightOf(claim, fit, value);
    };
    return [{ claim, look }];
  });
  const values = getArray(schema, 'enum').map((each): Said => {
    const claim = claimOf('enum', `can be ${text(each)}`, text(each));
    return { claim, look: (value) => (text(value) === text(each) ? { claim } : undefined) };
  });
  const required = getArray(schema, 'required').map((each): Said => {
    const name = String(each);
    const claim = claimOf('required', `always has \`${name}\``, name);
    const look: Said['look'] = (value, selected) => {
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
