import { fieldsOf } from '../openapi/components.ts';
import { isOfType } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import { type Schema, schemaParts } from './schema.ts';

/** The schemas that references lead to. */
type Schemas = Pick<Model, 'schemas'>;

/** What is wrong with `value`, as a sentence about `label`; undefined when it fits. `format` is not checked. */
export function problemOf(model: Schemas, schema: unknown, value: unknown, label: string): string | undefined {
  return first(schemaParts(model, schema), (part) => own(model, part, value, label));
}

function own(model: Schemas, schema: Schema, value: unknown, label: string): string | undefined {
  const expected = (what: string): string => `Expected ${label} to ${what}.`;
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return expected(`be of type ${types.join(' or ')}`);
  if (schema.enum && !schema.enum.some((allowed) => same(allowed, value))) {
    return expected(`be one of ${schema.enum.map((allowed) => JSON.stringify(allowed)).join(', ')}`);
  }
  if (schema.const !== undefined && !same(schema.const, value)) return expected(`be ${JSON.stringify(schema.const)}`);
  const choice = choiceProblem(model, schema, value, label);
  if (choice !== undefined) return choice;
  if (schema.not !== undefined && problemOf(model, schema.not, value, label) === undefined)
    return expected('be something else');
  if (typeof value === 'number') return numberProblem(schema, value, expected);
  if (typeof value === 'string') return stringProblem(schema, value, expected);
  if (Array.isArray(value)) return arrayProblem(model, schema, value, label, expected);
  return typeof value === 'object' && value !== null ? objectProblem(model, schema, value, label, expected) : undefined;
}

/** One alternative that fits is enough, for `oneOf` too: most that are meant to exclude each other do not say how. */
function choiceProblem(model: Schemas, schema: Schema, value: unknown, label: string): string | undefined {
  for (const members of [schema.anyOf, schema.oneOf]) {
    if (!members || members.some((member) => problemOf(model, member, value, label) === undefined)) continue;
    const property = schema.discriminator?.propertyName;
    if (property !== undefined && typeof value === 'object' && value !== null) {
      const given = Object.hasOwn(value, property) ? (value as Record<string, unknown>)[property] : undefined;
      const allowed = members.map((member) => [member, valuesOf(model, member, property)] as const);
      const chosen = allowed.find(([, values]) => values.includes(given));
      if (chosen) return problemOf(model, chosen[0], value, label);
      const all = allowed.flatMap(([, values]) => values).map((each) => JSON.stringify(each));
      if (all.length > 0)
        return `Expected ${label}.${property} to be one of ${all.join(', ')}, by which the form is chosen.`;
    }
    return `Expected ${label} to fit one of the forms that the contract allows.`;
  }
  return undefined;
}

/** The values by which a property chooses an alternative. */
function valuesOf(model: Schemas, member: unknown, property: string): readonly unknown[] {
  const declared = schemaParts(model, fieldsOf(model.schemas, member).get(property)?.schema);
  const narrowed = schemaParts(model, member).flatMap((part) => (part.properties?.[property] as Schema)?.enum ?? []);
  if (narrowed.length > 0) return narrowed;
  return declared.flatMap((part) => part.enum ?? (part.const === undefined ? [] : [part.const]));
}

type Expected = (what: string) => string;

function numberProblem(schema: Schema, value: number, expected: Expected): string | undefined {
  const { minimum, maximum, exclusiveMinimum: over, exclusiveMaximum: under, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return expected(`be at least ${minimum}`);
  if (maximum !== undefined && value > maximum) return expected(`be at most ${maximum}`);
  if (over !== undefined && value <= over) return expected(`be more than ${over}`);
  if (under !== undefined && value >= under) return expected(`be less than ${under}`);
  if (multipleOf !== undefined && Math.abs(value / multipleOf - Math.round(value / multipleOf)) > 1e-9) {
    return expected(`be a multiple of ${multipleOf}`);
  }
  return undefined;
}

function stringProblem({ minLength = 0, maxLength = Infinity, pattern }: Schema, value: string, expected: Expected) {
  const { length } = [...value];
  if (length < minLength) return expected(`have at least ${minLength} characters`);
  if (length > maxLength) return expected(`have at most ${maxLength} characters`);
  return pattern !== undefined && !matches(pattern, value) ? expected(`match ${pattern}`) : undefined;
}

/** Patterns are meant for Unicode mode, but many a document holds one that only the older mode reads. */
export function matches(pattern: string, value: string): boolean {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(value);
    } catch {}
  }
  return true;
}

function arrayProblem(
  model: Schemas,
  { minItems = 0, maxItems = Infinity, uniqueItems, prefixItems = [], items }: Schema,
  value: readonly unknown[],
  label: string,
  expected: Expected,
): string | undefined {
  if (value.length < minItems) return expected(`have at least ${minItems} items`);
  if (value.length > maxItems) return expected(`have at most ${maxItems} items`);
  if (uniqueItems && new Set(value.map(canonical)).size < value.length) return expected('have no item twice');
  return first(value, (item, index) =>
    problemOf(model, index < prefixItems.length ? prefixItems[index] : items, item, `${label}[${index}]`),
  );
}

function objectProblem(
  model: Schemas,
  { required, properties = {}, patternProperties = {}, additionalProperties, ...bounds }: Schema,
  value: object,
  label: string,
  expected: Expected,
): string | undefined {
  const missing = required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return expected(`have the property \`${missing}\``);
  const { minProperties = 0, maxProperties = Infinity } = bounds;
  const { length } = Object.keys(value);
  if (length < minProperties) return expected(`have at least ${minProperties} properties`);
  if (length > maxProperties) return expected(`have at most ${maxProperties} properties`);
  return first(Object.entries(value), ([name, property]) => {
    const patterned = Object.entries(patternProperties).filter(([pattern]) => matches(pattern, name));
    const problem = first(patterned, ([, member]) => problemOf(model, member, property, `${label}.${name}`));
    if (problem !== undefined) return problem;
    const named = Object.hasOwn(properties, name);
    const other = patterned.length > 0 ? true : additionalProperties;
    if (!named && other === false) return expected(`have no property \`${name}\``);
    return problemOf(model, named ? properties[name] : other, property, `${label}.${name}`);
  });
}

function first<Item>(items: readonly Item[], problem: (item: Item, index: number) => string | undefined) {
  for (const [index, item] of items.entries()) {
    const found = problem(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** JSON text in which the order of properties does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
