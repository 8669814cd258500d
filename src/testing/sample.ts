import { typesOf } from '../openapi/components.ts';
import { examplesOf } from '../openapi/examples.ts';
import { asValue, type Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import { matches } from './judge.ts';
import { textFor } from './pattern.ts';
import { type Schema, schemaParts } from './schema.ts';

/** The first example of a parameter or a header, else a value for its schema. */
export function valueFor(model: Model, owner: Json): unknown {
  const [example] = examplesOf(model.document, owner);
  return example ? example[1] : sample(model, owner['schema']);
}

const FORMATS: Readonly<Record<string, string>> = {
  byte: 'c3RyaW5n',
  date: '2000-01-01',
  'date-time': '2000-01-01T00:00:00Z',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  'json-pointer': '/string',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** Deeper than so many objects and lists, nobody reads on: only what is required follows. */
const DEEPEST = 6;

/**
 * A value for a schema: its example, else its properties' examples put together, else the simplest value that the
 * schema's type and bounds allow; undefined where a schema has no end without itself.
 */
export function sample(model: Model, schema: unknown, within: readonly (readonly Schema[])[] = []): unknown {
  const parts = chosenParts(model, schema);
  if (parts.some((part) => within.some((level) => level.includes(part)))) return undefined;
  const types = typesOf(model.schemas, schema);
  for (const { const: constant, example, examples, default: preset, enum: allowed } of parts) {
    const written = [example, examples?.[0], preset].flatMap((each) =>
      each === undefined ? [] : asValue(types, each),
    );
    const value = constant ?? written[0] ?? allowed?.[0];
    if (value !== undefined) return value;
  }
  const inside = [...within, parts];
  // What several parts say of a property holds together: a child narrows what its parent leaves open.
  const said = new Map<string, unknown[]>();
  for (const [name, property] of parts.flatMap((part) => Object.entries(part.properties ?? {})))
    said.set(name, [...(said.get(name) ?? []), property]);
  const properties = [...said].map(([name, all]) => [name, all.length === 1 ? all[0] : { allOf: all }] as const);
  const all: Schema = Object.assign({}, ...parts);
  const type = [all.type ?? (properties.length > 0 ? 'object' : [])].flat()[0];
  if (type === 'object') {
    const required = parts.flatMap((part) => part.required ?? []);
    const shown = isDeep(inside) ? properties.filter(([name]) => required.includes(name)) : properties;
    const values = shown.map(([name, property]) => [name, sample(model, property, inside)]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }
  return type === 'array' ? items(model, all, inside) : simplest(all, type);
}

function isDeep(inside: readonly unknown[]): boolean {
  return inside.length > DEEPEST;
}

/** The parts of a schema, with the first choice wherever it leaves one. */
function chosenParts(model: Model, schema: unknown): Schema[] {
  return schemaParts(model, schema).flatMap((part) => [
    part,
    ...(part.anyOf ?? part.oneOf ?? []).slice(0, 1).flatMap((choice) => chosenParts(model, choice)),
  ]);
}

function items(model: Model, array: Schema, inside: readonly (readonly Schema[])[]): unknown[] {
  const { items: schema, prefixItems = [] } = array;
  const minItems = array.minItems ?? Math.max(isDeep(inside) ? 0 : 1, prefixItems.length);
  if (minItems === 0 && prefixItems.length === 0) return [];
  const first = prefixItems.map((member) => sample(model, member, inside));
  const item = schema === false ? undefined : sample(model, schema, inside);
  return item === undefined
    ? first
    : [...first, ...Array.from({ length: Math.max(0, minItems - first.length) }, () => item)];
}

/** The simplest value that is no object and no list, within the bounds that a schema itself has. */
export function simplest(schema: Schema, type: string | undefined): unknown {
  if (type === 'boolean') return true;
  if (type === 'null' || type === undefined) return null;
  if (type === 'string') {
    const { format = '', pattern, minLength = 0, maxLength = Infinity } = schema;
    const text = (FORMATS[format] ?? 'string').padEnd(minLength, '.').slice(0, maxLength);
    if (pattern === undefined || matches(pattern, text)) return text;
    return textFor(pattern, minLength, maxLength) ?? text;
  }
  const step = schema.multipleOf ?? 1;
  const { minimum, exclusiveMinimum: over, maximum, exclusiveMaximum: under } = schema;
  if (over !== undefined) return (Math.floor(over / step) + 1) * step;
  if (minimum !== undefined) return Math.ceil(minimum / step) * step;
  if (under !== undefined && under <= 0) return (Math.ceil(under / step) - 1) * step;
  return maximum !== undefined && maximum < 0 ? Math.floor(maximum / step) * step : 0;
}
