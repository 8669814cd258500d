import { schemaNameIn, type Warn } from './document.ts';
import { get, getArray, getObject, getString, getStrings, isObject, type Json } from './json.ts';
import { escapeKey } from './pointer.ts';

/** A step of normalising. */
export type Step = (root: Json, warn: Warn) => Json;

export function schemasOf(root: Json): Json {
  return getObject(get(root, 'components'), 'schemas') ?? {};
}

export function withSchemas(root: Json, schemas: Json): Json {
  return { ...root, components: { ...getObject(root, 'components'), schemas } };
}

export function refTo(name: string): Json {
  return { $ref: `#/components/schemas/${escapeKey(name)}` };
}

/** The component that a normalised schema refers to. */
export function targetOf(schema: unknown): string | undefined {
  const reference = getString(schema, '$ref');
  return reference === undefined ? undefined : schemaNameIn(reference);
}

/** A field of an object, with what says so. */
export interface Field {
  readonly name: string;
  readonly schema: unknown;
  readonly required: boolean;
  /** The component whose field it is; undefined for one of the schema itself. */
  readonly origin: string | undefined;
}

/** A schema and all that it is put together from by `$ref` and `allOf`, with the component that each part stands in. */
export interface Part {
  readonly schema: Json;
  readonly origin: string | undefined;
}

export function partsOf(schemas: Json, schema: unknown, origin?: string, seen: Set<unknown> = new Set()): Part[] {
  if (!isObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const name = targetOf(schema);
  const target = name === undefined ? [] : partsOf(schemas, get(schemas, name), name, seen);
  const members = getArray(schema, 'allOf').flatMap((member) => partsOf(schemas, member, origin, seen));
  return [{ schema, origin }, ...target, ...members];
}

/** The JSON types that a schema names; none where it does not say. */
export function typesOf(schemas: Json, schema: unknown): readonly string[] {
  return partsOf(schemas, schema).flatMap((part) => (part.schema['type'] as string | readonly string[]) ?? []);
}

/** The fields of an object, `allOf` and references merged: what a part says last of a field wins, each in its first place. */
export function fieldsOf(schemas: Json, schema: unknown): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  const parts = partsOf(schemas, schema);
  const required = new Set(parts.flatMap((part) => getArray(part.schema, 'required')));
  for (const { schema: part, origin } of parts) {
    for (const [name, property] of Object.entries(getObject(part, 'properties') ?? {}))
      if (!fields.has(name)) fields.set(name, { name, schema: property, required: required.has(name), origin });
  }
  return fields;
}

/** An object with properties that it requires: among its own where it declares any, else in the last of its own parts. */
export function withRequired(schema: Json, properties: Json): Json {
  if (getString(schema, '$ref') !== undefined) return { allOf: [schema, withRequired({ type: 'object' }, properties)] };
  const members = getArray(schema, 'allOf');
  const place = members.findLastIndex((member) => getObject(member, 'properties') && targetOf(member) === undefined);
  const own = getObject(schema, 'properties');
  if (own || members.length === 0) {
    const required = [...getStrings(schema, 'required'), ...Object.keys(properties)];
    return { ...schema, properties: { ...own, ...properties }, required: [...new Set(required)] };
  }
  const added = withRequired(place === -1 ? { type: 'object' } : (members[place] as Json), properties);
  return {
    ...schema,
    allOf: place === -1 ? [...members, added] : members.map((member, index) => (index === place ? added : member)),
  };
}
