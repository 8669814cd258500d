import { type ContentModel, examplesOf } from '../openapi/bodies.ts';
import type { Json } from '../openapi/json.ts';
import { isJson } from '../openapi/media-type.ts';
import type { Model } from '../openapi/model.ts';
import { type Schema, schemaParts, typesOf } from './schema.ts';

/** The examples that a body carries. Many a document has the text of JSON, or null, where it means a value. */
export function bodyExamples(model: Model, { contentType, schema, source }: ContentModel): unknown[] {
  const values = examplesOf(model.document, source).map(([, value]) => value);
  const types = typesOf(model, schema);
  if (!isJson(contentType) || types.length === 0) return values;
  return values.flatMap((value) => {
    if (value === null) return types.includes('null') ? [null] : [];
    return [typeof value === 'string' && !types.includes('string') ? parsed(value) : value];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The first example of a parameter or a header, else a value for its schema. */
export function valueFor(model: Model, owner: Json): unknown {
  const [example] = examplesOf(model.document, owner);
  return example ? example[1] : sample(model, owner['schema']);
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2000-01-01',
  'date-time': '2000-01-01T00:00:00Z',
  time: '00:00:00Z',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/**
 * A value for a schema: its example, else its properties' examples put together, else the simplest value that the
 * schema's type and bounds allow. A pattern is not solved; undefined where a schema has no end without itself.
 */
export function sample(model: Model, schema: unknown, within: readonly Schema[] = []): unknown {
  const parts = chosenParts(model, schema);
  if (parts.some((part) => within.includes(part))) return undefined;
  for (const { const: constant, example, examples, default: preset, enum: allowed } of parts) {
    const value = constant ?? example ?? examples?.[0] ?? preset ?? allowed?.[0];
    if (value !== undefined) return value;
  }
  const inside = [...within, ...parts];
  // What several parts say of a property holds together: a child narrows what its parent leaves open.
  const said = new Map<string, unknown[]>();
  for (const [name, property] of parts.flatMap((part) => Object.entries(part.properties ?? {})))
    said.set(name, [...(said.get(name) ?? []), property]);
  const properties = [...said].map(([name, all]) => [name, all.length === 1 ? all[0] : { allOf: all }] as const);
  const all: Schema = Object.assign({}, ...parts);
  const type = [all.type ?? (properties.length > 0 ? 'object' : [])].flat()[0];
  if (type === 'object') {
    const values = properties.map(([name, property]) => [name, sample(model, property, inside)]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }
  return type === 'array' ? items(model, all, inside) : primitive(all, type);
}

/** The parts of a schema, with the first choice wherever it leaves one. */
function chosenParts(model: Model, schema: unknown): Schema[] {
  return schemaParts(model, schema).flatMap((part) => [
    part,
    ...(part.anyOf ?? part.oneOf ?? []).slice(0, 1).flatMap((choice) => chosenParts(model, choice)),
  ]);
}

function items(
  model: Model,
  { items: schema, prefixItems = [], minItems = Math.max(1, prefixItems.length) }: Schema,
  inside: readonly Schema[],
): unknown[] {
  const first = prefixItems.map((member) => sample(model, member, inside));
  const item = schema === false ? undefined : sample(model, schema, inside);
  return item === undefined
    ? first
    : [...first, ...Array.from({ length: Math.max(0, minItems - first.length) }, () => item)];
}

function primitive(schema: Schema, type: string | undefined): unknown {
  if (type === 'boolean') return true;
  if (type === 'null' || type === undefined) return null;
  if (type === 'string') {
    const text = FORMATS[schema.format ?? ''] ?? 'string';
    return text.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength ?? Infinity);
  }
  const step = schema.multipleOf ?? 1;
  const { minimum, exclusiveMinimum: over, maximum, exclusiveMaximum: under } = schema;
  if (over !== undefined) return (Math.floor(over / step) + 1) * step;
  if (minimum !== undefined) return Math.ceil(minimum / step) * step;
  if (under !== undefined && under <= 0) return (Math.ceil(under / step) - 1) * step;
  return maximum !== undefined && maximum < 0 ? Math.floor(maximum / step) * step : 0;
}
