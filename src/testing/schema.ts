import { fieldsOf, type Part, partsOf, typesOf } from '../openapi/components.ts';
import type { Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';

/** A normalised schema, as far as the emulator reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: unknown;
  readonly prefixItems?: readonly unknown[];
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly properties?: Json;
  readonly patternProperties?: Json;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly not?: unknown;
  readonly discriminator?: { readonly propertyName: string };
  readonly hides?: readonly string[];
}

const NOTHING: readonly Schema[] = [{ not: {} }];

/** A schema and all that it includes by `$ref` and `allOf`, which hold together; so each is read by itself. */
export function schemaParts({ schemas }: Pick<Model, 'schemas'>, schema: unknown): readonly Schema[] {
  return schema === false ? NOTHING : partsOf(schemas, schema).map((part: Part) => part.schema as Schema);
}

/** The properties that a schema names, from all its parts. */
export function propertiesOf({ schemas }: Model, schema: unknown): Json {
  return Object.fromEntries([...fieldsOf(schemas, schema)].map(([name, field]) => [name, field.schema]));
}

/** The schema of an array's items. */
export function itemsOf(model: Model, schema: unknown): unknown {
  return schemaParts(model, schema).find(({ items }) => items !== undefined)?.items;
}

/** A text of a path as the value that the item has: a number where it can be nothing else. */
export function typed({ schemas }: Model, schema: unknown, text: string): unknown {
  const types = typesOf(schemas, schema);
  return !types.includes('string') && (types.includes('integer') || types.includes('number')) ? Number(text) : text;
}

/** `value` without the properties that no value of its schema carries the way it goes. */
export function carried(model: Model, schema: unknown, value: unknown): unknown {
  if (!model.hides || typeof value !== 'object' || value === null) return value;
  return schemaParts(model, schema).reduce<unknown>((left, part) => carriedBy(model, part, left), value);
}

function carriedBy(model: Model, part: Schema, value: unknown): unknown {
  const { hides = [], properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = part;
  if (Array.isArray(value)) return value.map((item) => carried(model, items, item));
  const kept = Object.entries(value as object).filter(([name]) => !hides.includes(name));
  const inside = kept.map(([name, property]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    return [name, carried(model, schema, property)];
  });
  return [...anyOf, ...oneOf].reduce((left, choice) => carried(model, choice, left), Object.fromEntries(inside));
}
