import { isObject, isOfType, type Json } from '../openapi/json.ts';
import { escapeKey } from '../openapi/pointer.ts';
import { matches } from '../testing/judge.ts';
import type { Claim, Sight } from './ledger.ts';
import { described } from './values.ts';

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

/** A keyword that counts or measures: of which values, what it says, whether one fits. */
type Limit = readonly [
  keyword: string,
  type: string,
  words: (limit: string) => string,
  fits: (value: never, limit: never) => boolean,
];

const LIMITS: readonly Limit[] = [
  ['minLength', 'string', (n) => `has at least ${n} characters`, (text: string, n: number) => [...text].length >= n],
  ['maxLength', 'string', (n) => `has at most ${n} characters`, (text: string, n: number) => [...text].length <= n],
  [
    'pattern',
    'string',
    (pattern) => `matches \`${pattern}\``,
    (text: string, pattern: string) => matches(pattern, text),
  ],
  ['minimum', 'number', (n) => `is at least ${n}`, (value: number, n: number) => value >= n],
  ['maximum', 'number', (n) => `is at most ${n}`, (value: number, n: number) => value <= n],
  ['exclusiveMinimum', 'number', (n) => `is more than ${n}`, (value: number, n: number) => value > n],
  ['exclusiveMaximum', 'number', (n) => `is less than ${n}`, (value: number, n: number) => value < n],
  [
    'multipleOf',
    'number',
    (n) => `is a multiple of ${n}`,
    (value: number, n: number) => Math.abs(value / n - Math.round(value / n)) < 1e-9,
  ],
  ['minItems', 'array', (n) => `has at least ${n} items`, (list: unknown[], n: number) => list.length >= n],
  ['maxItems', 'array', (n) => `has at most ${n} items`, (list: unknown[], n: number) => list.length <= n],
  [
    'uniqueItems',
    'array',
    () => 'has no item twice',
    (list: unknown[], unique: boolean) =>
      !unique || new Set(list.map((item) => JSON.stringify(item))).size === list.length,
  ],
  [
    'minProperties',
    'object',
    (n) => `has at least ${n} properties`,
    (value: object, n: number) => Object.keys(value).length >= n,
  ],
  [
    'maxProperties',
    'object',
    (n) => `has at most ${n} properties`,
    (value: object, n: number) => Object.keys(value).length <= n,
  ],
];

/** One claim of a schema, and what a value says of it; undefined where it is not of its business. */
export interface Rule {
  readonly claim: Claim;
  readonly look: (value: unknown, selected: ReadonlySet<string> | undefined) => Sight | undefined;
}

/** What the keywords of one schema say, those of the schemas in it apart. */
export function rulesOf(schema: Json, place: Place): Rule[] {
  const rule = (
    keyword: string,
    words: string,
    look: (value: unknown, selected?: ReadonlySet<string>) => string | boolean | undefined,
    detail?: string,
  ): Rule => {
    const claim = {
      ...presence(place),
      pointer: `${place.pointer}/${keyword}`,
      ...(detail !== undefined && { detail }),
      words,
    };
    return {
      claim,
      look: (value, selected) => {
        const found = look(value, selected);
        return found === undefined
          ? undefined
          : { claim, came: found === true ? undefined : found || described(value) };
      },
    };
  };
  const types = [schema['type'] ?? []].flat().map(String);
  const allowed = Array.isArray(schema['enum'])
    ? (schema['enum'] as unknown[])
    : 'const' in schema
      ? [schema['const']]
      : undefined;
  const among = (value: unknown): boolean => allowed!.some((each) => JSON.stringify(each) === JSON.stringify(value));
  return [
    ...(types.length > 0
      ? [rule('type', `is of type ${types.join(' or ')}`, (value) => types.some((type) => isOfType(value, type)))]
      : []),
    ...(allowed
      ? [
          rule(
            'enum' in schema ? 'enum' : 'const',
            `is one of ${allowed.map((each) => JSON.stringify(each)).join(', ')}`,
            (value) => among(value) || `another value, ${described(value)}`,
          ),
          ...allowed.map((each) =>
            rule(
              'enum' in schema ? 'enum' : 'const',
              `can be ${JSON.stringify(each)}`,
              (value) => JSON.stringify(value) === JSON.stringify(each) || undefined,
              JSON.stringify(each),
            ),
          ),
        ]
      : []),
    ...LIMITS.flatMap(([keyword, type, words, fits]) => {
      const limit = schema[keyword];
      if (limit === undefined) return [];
      const look = (value: unknown) =>
        isOfType(value, type) ? fits(value as never, limit as never) || `${described(value)} that is not` : undefined;
      return [rule(keyword, words(String(limit)), look)];
    }),
    ...[schema['required'] ?? []].flat().map((each) => {
      const name = String(each);
      return rule(
        'required',
        `always has \`${name}\``,
        (value, selected) =>
          !isObject(value) || selected?.has(name) === false
            ? undefined
            : Object.hasOwn(value, name) || missing(value, name, schema),
        name,
      );
    }),
    ...(typeof schema['additionalProperties'] === 'boolean' ? [others(schema, rule)] : []),
  ];
}

/** Where one property is gone and one came that nobody knows, the name may have changed. */
function missing(value: Json, name: string, { properties }: Json): string {
  const known = new Set(Object.keys(isObject(properties) ? properties : {}));
  const strangers = Object.keys(value).filter((each) => !known.has(each));
  return `an object without \`${name}\`${strangers.length === 1 ? ', and with one property that is unknown: it may have another name now' : ''}`;
}

function others(
  schema: Json,
  rule: (keyword: string, words: string, look: (value: unknown) => string | boolean | undefined) => Rule,
): Rule {
  const open = schema['additionalProperties'] === true;
  const named = new Set(Object.keys(isObject(schema['properties']) ? schema['properties'] : {}));
  return rule(
    'additionalProperties',
    open ? 'has more properties than are named' : 'has no property that is not named',
    (value) => {
      if (!isObject(value) || isObject(schema['patternProperties'])) return undefined;
      const more = Object.keys(value).some((name) => !named.has(name));
      return open ? more || undefined : !more || 'an object with a property that is not named';
    },
  );
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
