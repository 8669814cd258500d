import type { Contract, MediaType, Schema, SchemaOrBoolean } from './document.ts';
import { partsOf } from './schema.ts';

/** The examples that a media type, parameter or header itself carries, in their order. */
export function examplesOf(contract: Contract, media: MediaType): unknown[] {
  if (media.example !== undefined) return [media.example];
  return Object.values(media.examples ?? {}).flatMap((example) => {
    const { value } = contract.resolve(example);
    return value === undefined ? [] : [value];
  });
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
export function sample(
  contract: Contract,
  schema: SchemaOrBoolean | undefined,
  within: readonly Schema[] = [],
): unknown {
  const parts = chosenParts(contract, schema);
  if (parts.some((part) => within.includes(part))) return undefined;
  for (const { const: constant, example, examples, default: preset, enum: allowed } of parts) {
    const value = constant ?? example ?? examples?.[0] ?? preset ?? allowed?.[0];
    if (value !== undefined) return value;
  }
  const inside = [...within, ...parts];
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const all: Schema = Object.assign({}, ...parts);
  const type = [all.type ?? (properties.length > 0 ? 'object' : [])].flat()[0];
  if (type === 'object') {
    const values = properties.map(([name, property]) => [name, sample(contract, property, inside)]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }
  return type === 'array' ? items(contract, all, inside) : primitive(all, type);
}

/** The parts of a schema, with the first choice wherever it leaves one. */
function chosenParts(contract: Contract, schema: SchemaOrBoolean | undefined): Schema[] {
  return partsOf(contract, schema).flatMap((part) => [
    part,
    ...(part.anyOf ?? part.oneOf ?? []).slice(0, 1).flatMap((choice) => chosenParts(contract, choice)),
  ]);
}

function items(
  contract: Contract,
  { items: schema, prefixItems = [], minItems = Math.max(1, prefixItems.length) }: Schema,
  inside: readonly Schema[],
): unknown[] {
  const first = prefixItems.map((member) => sample(contract, member, inside));
  const item = schema === false ? undefined : sample(contract, schema, inside);
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
  const { minimum, exclusiveMinimum: above, maximum, exclusiveMaximum: below } = schema;
  const over = above === true ? minimum : above;
  if (typeof over === 'number') return (Math.floor(over / step) + 1) * step;
  if (minimum !== undefined) return Math.ceil(minimum / step) * step;
  const under = below === true ? maximum : below;
  if (typeof under === 'number' && under <= 0) return (Math.ceil(under / step) - 1) * step;
  return maximum !== undefined && maximum < 0 ? Math.floor(maximum / step) * step : 0;
}
