import { isBodiless } from '../../src/openapi/bodies.ts';
import { schemasOf } from '../../src/openapi/components.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { getArray, getObject, getString, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { mapChildren, mapSchema, type Visit } from '../../src/openapi/walk.ts';
import { describeSchema, paragraphs, sourceInWords } from './describe.ts';

/** A schema that the document does not have. */
export interface AddedSchema {
  readonly schema: Json;
  /** Whether callers give its values: then lists are read-only, and what is optional may be `undefined`. */
  readonly given: boolean;
}

/**
 * A copy of a normalised document in which openapi-typescript reads what is meant: its operations are those that have
 * a method, each under its name, and its schemas are put so that the library gets none of them wrong.
 */
export function documentForTypes(
  { document }: Model,
  operations: readonly OperationModel[],
  added: ReadonlyMap<string, AddedSchema>,
): Json {
  const { root } = document;
  const kept = new Map(
    operations.map((operation) => [`${operation.path} ${operation.method.toLowerCase()}`, operation]),
  );
  const paths = Object.entries(getObject(root, 'paths') ?? {}).flatMap(([path, item]): [string, unknown][] => {
    if (!isObject(item) || !path.startsWith('/')) return [];
    const own = Object.entries(item).flatMap(([key, value]): [string, unknown][] => {
      const operation = kept.get(`${path} ${key}`);
      if (operation) return [[key, operationForTypes(document, operation)]];
      return key === 'parameters' ? [[key, value]] : [];
    });
    return [[path, Object.fromEntries(own)]];
  });
  // `fromEntries` defines properties, so that a schema named `__proto__` is one like any other.
  const schemas = Object.fromEntries([
    ...Object.entries(schemasOf(root)),
    ...[...added].map(([name, { schema }]) => [name, schema] as const),
  ]);
  const { securitySchemes: _, ...components } = getObject(root, 'components') ?? {};
  const whole = { openapi: root['openapi'], paths: Object.fromEntries(paths), components: { ...components, schemas } };
  const change = (schema: unknown, pointer: string): unknown =>
    isObject(schema) ? mapSchema(schemaForTypes(document, schema), pointer, change) : schema;
  const visit: Visit = (kind, child, pointer) => {
    if (kind === 'schema') return change(child, pointer);
    if (!isObject(child)) return child;
    const source = sourceInWords(child);
    const description = source && paragraphs(getString(child, 'description'), source);
    return mapChildren(kind, description ? { ...child, description } : child, pointer, visit);
  };
  return mapChildren('document', whole, '', visit);
}

function operationForTypes(document: DocumentReader, { id, source, body }: OperationModel): Json {
  const { operationId, requestBody, ...rest } = source;
  const answers = Object.entries(getObject(source, 'responses') ?? {}).map(([status, response]) => {
    if (!isBodiless(status)) return [status, response] as const;
    const { content: _, ...bodiless } = document.follow(response) ?? {};
    return [status, bodiless] as const;
  });
  return {
    ...rest,
    ...(operationId !== undefined && { operationId: id }),
    ...(body && { requestBody }),
    responses: Object.fromEntries(answers),
  };
}

/** One schema: what the library reads otherwise than JSON Schema does, written so that it cannot. */
function schemaForTypes(document: DocumentReader, schema: Json): Json {
  return described(document, open(choices(composed(schema))));
}

/** It takes a member's requirements from the whole, and knows of no member that is a boolean. */
function composed(schema: Json): Json {
  if (!Array.isArray(schema['allOf'])) return schema;
  const { allOf, required, properties, additionalProperties, patternProperties, ...rest } = schema;
  const own = { properties, additionalProperties, patternProperties };
  const stated = Object.entries(own).filter(([, value]) => value !== undefined);
  const names = getStrings(schema, 'required').filter((name) => Object.hasOwn(Object(properties), name));
  const core = { type: 'object', ...Object.fromEntries(stated), ...(names.length > 0 && { required: names }) };
  return { ...rest, allOf: [...(stated.length > 0 ? [core] : []), ...getArray(schema, 'allOf').filter(isObject)] };
}

/** It takes `anyOf` beside other keywords as one more alternative to these. */
function choices(schema: Json): Json {
  const beside = ['properties', 'allOf', 'additionalProperties', 'patternProperties'].some((key) => key in schema);
  if (!beside || !('anyOf' in schema)) return schema;
  const { anyOf, ...rest } = schema;
  return 'oneOf' in rest
    ? { ...rest, allOf: [...getArray(rest, 'allOf'), { oneOf: anyOf }] }
    : { ...rest, oneOf: anyOf };
}

/** It gives what has no name a type that the properties with a name do not fit. */
function open(schema: Json): Json {
  const properties = Object.values(getObject(schema, 'properties') ?? {});
  const patterns = Object.values(getObject(schema, 'patternProperties') ?? {});
  const others = schema['additionalProperties'];
  const typed = isObject(others) && Object.keys(others).length > 0;
  if (properties.length === 0 || (!typed && patterns.length === 0)) return schema;
  const distinct = new Map(
    [...(typed ? [others] : []), ...patterns, ...properties].map((each) => [JSON.stringify(each), each]),
  );
  const { patternProperties: _, ...rest } = schema;
  return { ...rest, additionalProperties: { oneOf: [...distinct.values()] } };
}

/** Puts all that is known of a schema into its description, of which the library makes the comment. */
function described(document: DocumentReader, schema: Json): Json {
  // Where a reference stands, an editor shows its own comment, not that of what it leads to.
  const target = getString(schema, '$ref') === undefined ? undefined : document.follow(schema);
  const description = describeSchema(target ? { ...target, ...schema } : schema);
  const [example] = getArray(schema, 'examples');
  const { title, $defs, discriminator, description: _, examples, ...others } = schema;
  const rest: Record<string, unknown> = others;
  if (description) rest['description'] = description;
  if (example !== undefined) rest['example'] = example;
  return rest;
}
