import { describeSchema, paragraphs, sourceInWords } from './describe.ts';
import {
  escapeKey,
  get,
  getArray,
  getObject,
  getString,
  isObject,
  type Json,
  type OpenApiDocument,
} from './document.ts';
import type { AddedSchema } from './schema-types.ts';

/** Keywords of a schema whose value is a schema, a list of schemas, or a map of them. */
const SCHEMA = new Set(
  'items additionalProperties not contains propertyNames if then else unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);
const LIST = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const MAP = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
/** Data, not description: whatever it holds is no schema. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/**
 * A copy of the document in which the description of every schema says all that is known of it, so that the types made
 * of it have it in their comments, with `added` among its component schemas.
 */
export function augment(document: OpenApiDocument, added: ReadonlyMap<string, AddedSchema>): Json {
  const copier = new Copier(document);
  const copy = copier.node(document.root, '') as Json;
  const components = getObject(copy, 'components') ?? {};
  // `fromEntries` defines properties, so that a schema named `__proto__` is one like any other.
  const schemas = Object.fromEntries([
    ...Object.entries(getObject(components, 'schemas') ?? {}),
    ...[...added].map(([name, { schema }]) => [name, copier.schema(schema, `/components/schemas/${name}`)]),
  ]);
  return { ...copy, components: { ...components, schemas } };
}

class Copier {
  readonly #document: OpenApiDocument;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  node(node: unknown, pointer: string): unknown {
    if (Array.isArray(node)) return node.map((item, index) => this.node(item, `${pointer}/${index}`));
    if (!isObject(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const at = `${pointer}/${escapeKey(key)}`;
        if (DATA.has(key) || key.startsWith('x-')) return [key, value];
        if (key === 'schema') return [key, this.schema(value, at)];
        return [key, at === '/components/schemas' ? this.#map(value, at) : this.node(value, at)];
      }),
    );
  }

  schema(schema: unknown, pointer: string): unknown {
    if (typeof schema === 'boolean') return schema;
    if (!isObject(schema)) {
      this.#document.warn(pointer, 'is no schema; anything is taken to be allowed');
      return {};
    }
    if (getString(schema, '$ref') !== undefined) return this.#reference(schema);
    const copy = Object.fromEntries(
      Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
        const at = `${pointer}/${escapeKey(key)}`;
        if (key === 'title' || key === 'description' || key === 'examples' || key.startsWith('x-')) return [];
        if (SCHEMA.has(key)) return [[key, this.schema(value, at)]];
        if (MAP.has(key)) return [[key, this.#map(value, at)]];
        if (!LIST.has(key) || !Array.isArray(value)) return [[key, value]];
        return [[key, value.map((item, index) => this.schema(item, `${at}/${index}`))]];
      }),
    );
    const description = describeSchema(schema);
    const [example] = getArray(schema, 'examples');
    return { ...copy, ...(description && { description }), ...(example !== undefined && { example }) };
  }

  /** A property that refers to a schema says what that schema is; otherwise its hover would be empty. */
  #reference(schema: Json): Json {
    const target = this.#document.resolve(schema, '')?.value;
    const own = getString(schema, 'description') ?? (target && getString(target, 'description'));
    const description = paragraphs(own, sourceInWords(schema));
    const deprecated = get(schema, 'deprecated') === true;
    return { $ref: get(schema, '$ref'), ...(description && { description }), ...(deprecated && { deprecated }) };
  }

  #map(map: unknown, pointer: string): unknown {
    if (!isObject(map)) return {};
    return Object.fromEntries(
      Object.entries(map).map(([name, schema]) => [name, this.schema(schema, `${pointer}/${escapeKey(name)}`)]),
    );
  }
}
