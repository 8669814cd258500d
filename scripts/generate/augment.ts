import { describeSchema, paragraphs, sourceInWords } from './describe.ts';
import { get, getArray, getString, isObject, type Json, type OpenApiDocument } from './document.ts';
import type { AddedSchema } from './schema-types.ts';

/** Keywords of a schema whose value is a schema, or a list or map of them. */
const SCHEMA = new Set([
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
  'additionalItems',
]);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
/** Data, not description: whatever it holds is no schema. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/**
 * A copy of the document in which the description of every schema says all that is known of it, so that the types made
 * of it have it in their comments, with `extra` added to its component schemas.
 */
export function augment(document: OpenApiDocument, extra: ReadonlyMap<string, AddedSchema>): Json {
  const copy = copyNode(document, document.root) as Record<string, unknown>;
  const components = { ...(isObject(copy['components']) ? copy['components'] : {}) };
  // `fromEntries` defines properties, so that a schema named `__proto__` is one like any other.
  const schemas = Object.entries(isObject(components['schemas']) ? components['schemas'] : {});
  const added = [...extra].map(([name, { schema }]) => [name, copySchema(document, schema)] as const);
  return { ...copy, components: { ...components, schemas: Object.fromEntries([...schemas, ...added]) } };
}

function copyNode(document: OpenApiDocument, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => copyNode(document, item));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (DATA.has(key) || key.startsWith('x-')) return [key, value];
      if (key === 'schema') return [key, copySchema(document, value)];
      if (key === 'schemas') return [key, copyMap(document, value)];
      return [key, copyNode(document, value)];
    }),
  );
}

function copyMap(document: OpenApiDocument, map: unknown): unknown {
  if (!isObject(map)) return map;
  return Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, copySchema(document, schema)]));
}

function copySchema(document: OpenApiDocument, schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  if (getString(schema, '$ref') !== undefined) return describeReference(document, schema);
  const copy = Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      if (key === 'title' || key === 'description' || key === 'examples' || key.startsWith('x-')) return [];
      if (SCHEMA.has(key)) return [[key, copySchema(document, value)]];
      if (LISTS.has(key) && Array.isArray(value)) return [[key, value.map((item) => copySchema(document, item))]];
      if (MAPS.has(key)) return [[key, copyMap(document, value)]];
      return [[key, value]];
    }),
  );
  const description = describeSchema(schema);
  const [example] = getArray(schema, 'examples');
  return { ...copy, ...(description && { description }), ...(example !== undefined && { example }) };
}

/** A property that refers to a schema says what that schema is; otherwise its hover would be empty. */
function describeReference(document: OpenApiDocument, schema: Json): Json {
  const own = getString(schema, 'description');
  const target = document.resolve(schema, '')?.value;
  const description = paragraphs(own ?? (target && getString(target, 'description')), sourceInWords(schema));
  return { $ref: get(schema, '$ref'), ...(description && { description }) };
}
