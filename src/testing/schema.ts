import type { Contract, Schema, SchemaOrBoolean } from './document.ts';

/** A schema and all that it includes by `$ref` and `allOf`, which hold together; so each is read by itself. */
export function partsOf(
  contract: Contract,
  schema: SchemaOrBoolean | undefined,
  seen: Set<Schema> = new Set(),
): Schema[] {
  if (typeof schema !== 'object' || seen.has(schema)) return schema === false ? [{ not: true }] : [];
  seen.add(schema);
  const parts = [schema];
  if (schema.$ref !== undefined) parts.push(...partsOf(contract, contract.resolve(schema), seen));
  for (const member of schema.allOf ?? []) parts.push(...partsOf(contract, member, seen));
  return parts;
}

/** The properties that a schema names, from all its parts. */
export function propertiesOf(
  contract: Contract,
  schema: SchemaOrBoolean | undefined,
): Readonly<Record<string, SchemaOrBoolean>> {
  return Object.fromEntries(partsOf(contract, schema).flatMap(({ properties }) => Object.entries(properties ?? {})));
}

/** The JSON types that a schema names; none where it does not say. */
export function typesOf(contract: Contract, schema: SchemaOrBoolean | undefined): readonly string[] {
  return partsOf(contract, schema).flatMap(({ type }) => type ?? []);
}

/** The schema of an array's items. */
export function itemsOf(contract: Contract, schema: SchemaOrBoolean | undefined): SchemaOrBoolean | undefined {
  return partsOf(contract, schema).find(({ items }) => items !== undefined)?.items;
}

/** The name under `components.schemas` that a schema refers to. */
export function nameOf(schema: SchemaOrBoolean | undefined): string | undefined {
  const reference = typeof schema === 'object' ? schema.$ref : undefined;
  return reference?.startsWith('#/components/schemas/') ? reference.split('/').pop() : undefined;
}

/** What is wrong with `value`, as a sentence about `label`; undefined when it fits. `format` is not checked. */
export function problemOf(
  contract: Contract,
  schema: SchemaOrBoolean | undefined,
  value: unknown,
  label: string,
): string | undefined {
  // Also beside `allOf`, where `nullable` adds to what is in there: OpenAPI 3.0 has no other way to say so.
  if (value === null && typeof schema === 'object' && contract.resolve(schema).nullable) return undefined;
  for (const part of partsOf(contract, schema)) {
    const problem = own(contract, part, value, label);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function own(contract: Contract, schema: Schema, value: unknown, label: string): string | undefined {
  const expected = (what: string): string => `Expected ${label} to ${what}.`;
  const fits = (member: SchemaOrBoolean): boolean => problemOf(contract, member, value, label) === undefined;
  if (value === null && schema.nullable) return undefined;
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return expected(`be of type ${types.join(' or ')}`);
  if (schema.enum && !schema.enum.some((allowed) => same(allowed, value))) {
    return expected(`be one of ${schema.enum.map((allowed) => JSON.stringify(allowed)).join(', ')}`);
  }
  if (schema.const !== undefined && !same(schema.const, value)) return expected(`be ${JSON.stringify(schema.const)}`);
  if (schema.anyOf && !schema.anyOf.some(fits)) return expected('fit one of the forms that the contract allows');
  if (schema.oneOf && schema.oneOf.filter(fits).length !== 1) {
    return expected('fit exactly one of the forms that the contract allows');
  }
  if (schema.not !== undefined && fits(schema.not)) return expected('be something else');
  if (typeof value === 'number') return numberProblem(schema, value, expected);
  if (typeof value === 'string') return stringProblem(schema, value, expected);
  if (Array.isArray(value)) return arrayProblem(contract, schema, value, label, expected);
  return typeof value === 'object' && value !== null
    ? objectProblem(contract, schema, value, label, expected)
    : undefined;
}

type Expected = (what: string) => string;

function numberProblem(schema: Schema, value: number, expected: Expected): string | undefined {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return expected(`be at least ${minimum}`);
  if (maximum !== undefined && value > maximum) return expected(`be at most ${maximum}`);
  // A number in 3.1; in 3.0 a boolean about the minimum or maximum.
  const over = above === true ? minimum : above;
  const under = below === true ? maximum : below;
  if (typeof over === 'number' && value <= over) return expected(`be more than ${over}`);
  if (typeof under === 'number' && value >= under) return expected(`be less than ${under}`);
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
function matches(pattern: string, value: string): boolean {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(value);
    } catch {}
  }
  return true;
}

function arrayProblem(
  contract: Contract,
  { minItems = 0, maxItems = Infinity, uniqueItems, prefixItems = [], items }: Schema,
  value: readonly unknown[],
  label: string,
  expected: Expected,
): string | undefined {
  if (value.length < minItems) return expected(`have at least ${minItems} items`);
  if (value.length > maxItems) return expected(`have at most ${maxItems} items`);
  if (uniqueItems && new Set(value.map(canonical)).size < value.length) return expected('have no item twice');
  return first(value, (item, index) =>
    problemOf(contract, index < prefixItems.length ? prefixItems[index] : items, item, `${label}[${index}]`),
  );
}

function objectProblem(
  contract: Contract,
  { required, properties = {}, patternProperties = {}, additionalProperties }: Schema,
  value: object,
  label: string,
  expected: Expected,
): string | undefined {
  const missing = required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return expected(`have the property \`${missing}\``);
  return first(Object.entries(value), ([name, property]) => {
    const patterned = Object.entries(patternProperties).filter(([pattern]) => matches(pattern, name));
    const problem = first(patterned, ([, member]) => problemOf(contract, member, property, `${label}.${name}`));
    if (problem !== undefined) return problem;
    const named = Object.hasOwn(properties, name);
    const other = patterned.length > 0 ? true : additionalProperties;
    if (!named && other === false) return expected(`have no property \`${name}\``);
    return problemOf(contract, named ? properties[name] : other, property, `${label}.${name}`);
  });
}

function first<Item>(items: readonly Item[], problem: (item: Item, index: number) => string | undefined) {
  for (const [index, item] of items.entries()) {
    const found = problem(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
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
