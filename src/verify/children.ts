import { targetOf } from '../openapi/components.ts';
import { getArray, getObject, isObject, type Json } from '../openapi/json.ts';
import { escapeKey } from '../openapi/pointer.ts';
import { matches } from '../testing/judge.ts';
import { type Place, placeAt, propertyPlace } from './rules.ts';

/** A schema in another, and which values it is of: the value itself, or what that holds. */
interface Child {
  readonly schema: unknown;
  readonly place: Place;
  readonly values: (value: unknown) => readonly unknown[];
}

/** What a schema leads to, and where that stands. */
export function resolved(schemas: Json, schema: unknown, place: Place): readonly [schema: unknown, place: Place] {
  const name = targetOf(schema);
  const secret = place.secret === true || (isObject(schema) && schema['x-sensitive'] === true);
  if (name === undefined) return [schema, { ...place, secret }];
  const pointer = `/components/schemas/${escapeKey(name)}`;
  return resolved(schemas, schemas[name], { pointer, owner: pointer, path: '', of: name, at: place.at, secret });
}

/** The schemas in one that hold for all of its values. */
export function childrenOf(schema: Json, place: Place): Child[] {
  const properties = getObject(schema, 'properties') ?? {};
  const patterns = Object.entries(getObject(schema, 'patternProperties') ?? {});
  const prefix = getArray(schema, 'prefixItems');
  const inside = (keyword: string, child: unknown, values: Child['values']): Child => {
    return { schema: child, place: { ...place, pointer: `${place.pointer}/${keyword}`, at: `${place.at}/*` }, values };
  };
  const named = (value: unknown, wanted: (name: string) => boolean): unknown[] =>
    isObject(value) ? Object.keys(value).flatMap((name) => (wanted(name) ? [value[name]] : [])) : [];
  const isOther = (name: string): boolean =>
    !Object.hasOwn(properties, name) && !patterns.some(([pattern]) => matches(pattern, name));
  const { items, additionalProperties: more } = schema;
  const listed = (value: unknown, from: number, to?: number): unknown[] =>
    Array.isArray(value) ? value.slice(from, to) : [];
  return [
    ...alternatives(schema, 'allOf', place),
    ...Object.entries(properties).map(([name, child]): Child => {
      return {
        schema: child,
        place: propertyPlace(place, name),
        values: (value) => named(value, (each) => each === name),
      };
    }),
    ...patterns.map(([pattern, child]) =>
      inside(`patternProperties/${escapeKey(pattern)}`, child, (value) =>
        named(value, (name) => matches(pattern, name)),
      ),
    ),
    ...prefix.map((child, index) => inside(`prefixItems/${index}`, child, (value) => listed(value, index, index + 1))),
    ...(items === undefined ? [] : [inside('items', items, (value) => listed(value, prefix.length))]),
    ...(isObject(more) ? [inside('additionalProperties', more, (value) => named(value, isOther))] : []),
  ];
}

/** The schemas of which one has to hold. */
export function choicesOf(schema: Json, place: Place): Child[] {
  return ['anyOf', 'oneOf'].flatMap((keyword) => alternatives(schema, keyword, place));
}

function alternatives(schema: Json, keyword: string, place: Place): Child[] {
  return getArray(schema, keyword).map((child, index) => {
    return {
      schema: child,
      place: { ...place, pointer: `${place.pointer}/${keyword}/${index}` },
      values: (value) => [value],
    };
  });
}

const HERE = placeAt('', '');
const NONE: ReadonlySet<string> = new Set();

/** The names of all properties that an object may have. `part`: of one of several schemas that hold together. */
export function namesIn(
  schemas: Json,
  schema: unknown,
  part = false,
  within: ReadonlySet<unknown> = NONE,
): ReadonlySet<string> | 'any' {
  const [found] = resolved(schemas, schema, HERE);
  if (within.has(found)) return NONE;
  if (!isObject(found)) return part ? NONE : 'any';
  const { additionalProperties: more, patternProperties, type } = found;
  if ((more !== undefined && more !== false) || patternProperties !== undefined) return 'any';
  const own = Object.keys(getObject(found, 'properties') ?? {});
  const inside = new Set([...within, found]);
  const names = [
    ...getArray(found, 'allOf').map((each) => namesIn(schemas, each, true, inside)),
    ...choicesOf(found, HERE).map((each) => namesIn(schemas, each.schema, own.length > 0, inside)),
  ];
  if (names.includes('any')) return 'any';
  if (own.length > 0 || names.length > 0) return new Set([...own, ...names.flatMap((each) => [...each])]);
  const mayBeObject = type === undefined || [type].flat().includes('object');
  return mayBeObject && more === undefined && !part ? 'any' : NONE;
}
