import { getObject, isObject, type Json } from '../openapi/json.ts';

/** What came, without what it was: a report is shown to others, and any value may be a secret or name a person. */
export function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `a string of ${[...value].length} characters`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  return typeof value === 'object' ? `an object of ${Object.keys(value).length} properties` : `a ${typeof value}`;
}

/** A word that can be shown: what has digits may be an identifier, and what is long a secret. */
export function isWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z_ -]{0,31}$/.test(text);
}

/** The same for the name of a property, some of which end in a number: `line2`. Maps have identifiers for names. */
export function isName(text: string): boolean {
  return /^[A-Za-z_$][A-Za-z_$.-]{0,39}\d{0,2}$/.test(text);
}

/** The schema that a value would have, with no value in it. */
export function schemaOf(value: unknown): Json {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value)) {
    // Of many items, few differ.
    const forms = new Map(value.map(schemaOf).map((schema) => [JSON.stringify(schema), schema]));
    return { type: 'array', ...(value.length > 0 && { items: [...forms.values()].reduce(both) }) };
  }
  if (!isObject(value)) return { type: Number.isInteger(value) ? 'integer' : typeof value };
  const names = Object.keys(value).filter(isName);
  return {
    type: 'object',
    ...(names.length > 0 && { properties: Object.fromEntries(names.map((name) => [name, schemaOf(value[name])])) }),
  };
}

/** The schema of what fits one of two. */
export function both(one: Json, other: Json): Json {
  const types = [...new Set([one, other].flatMap(({ type }) => type as string | string[]))];
  const known = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  const parts = inside([one, other], 'properties');
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  const items = inside([one, other], 'items');
  return {
    type: known.length === 1 ? known[0] : known,
    ...(names.length > 0 && {
      properties: Object.fromEntries(names.map((name) => [name, inside(parts, name).reduce(both)])),
    }),
    ...(items.length > 0 && { items: items.reduce(both) }),
  };
}

function inside(schemas: readonly Json[], name: string): Json[] {
  return schemas.map((each) => getObject(each, name)).filter((each) => each !== undefined);
}

/** The names and lengths of a value: two answers of one shape show no effect of what was asked differently. */
export function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  if (!isObject(value)) return '';
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${name}:${shapeOf(value[name])}`)
    .join()}}`;
}
