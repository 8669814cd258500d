import type { Warn } from './document.ts';
import { asValue, get, getArray, getString, isObject, type Json } from './json.ts';

/** Keywords that say something of a schema but allow and refuse nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['title', 'description', 'summary', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['xml', 'externalDocs', '$comment', 'nullable'],
]);
const NULL: Json = { type: 'null' };
const MAY_SAY_NULL = ['nullable', 'allOf', 'anyOf', 'oneOf'];

/** Keywords of JSON Schema that nothing here can follow. */
const UNSUPPORTED = ['$dynamicRef', '$recursiveRef', '$id', '$anchor'] as const;

/** Tuples in the words of 2020-12: to be done before the children of a schema are looked at. */
export function lists(schema: Json): Json {
  if (!Array.isArray(schema['items'])) return schema;
  const { items, additionalItems, ...rest } = schema;
  return { ...rest, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) };
}

/**
 * One schema, whose children are in it already, in the one form that all of this project reads: JSON Schema as OpenAPI 3.1 has it,
 * with null in one spelling (in `type`, or as the last of `anyOf`), and `$ref` with nothing but annotations beside it.
 *
 * @param old Whether the document is of OpenAPI 3.0, where a reference hides what stands beside it.
 */
export function canonical(schema: Json, pointer: string, old: boolean, warn: Warn): Json {
  for (const keyword of UNSUPPORTED) {
    if (schema[keyword] !== undefined && typeof schema[keyword] === 'string')
      warn(pointer, `has \`${keyword}\`, which is not followed`);
  }
  if (typeof schema['$ref'] === 'string') return reference(schema, old);
  return single(nullable(values(bounds(schema), pointer, warn)));
}

/** The keywords of `schema` in two: what constrains, and what annotates. */
function split(schema: Json): { readonly rules: Json; readonly notes: Json } {
  const entries = Object.entries(schema);
  return {
    rules: Object.fromEntries(entries.filter(([key]) => !isNote(key))),
    notes: Object.fromEntries(entries.filter(([key]) => isNote(key))),
  };
}

/** Whether a keyword only annotates. */
export function isNote(key: string): boolean {
  return ANNOTATIONS.has(key) || key.startsWith('x-');
}

function reference(schema: Json, old: boolean): Json {
  const keys = Object.keys(schema);
  if (keys.length === 1) return schema;
  const { rules, notes } = split(schema);
  const { $ref, ...others } = rules;
  const target: Json = { $ref };
  // Strictly, 3.0 ignores it here. But whoever writes it means it, and an answer with null must not be refused.
  if (get(schema, 'nullable') === true) return withNull(target, notes);
  return old || Object.keys(others).length === 0 ? { ...target, ...notes } : { allOf: [target, others], ...notes };
}

function withNull(schema: Json, notes: Json): Json {
  const { nullable: _, ...rest } = notes;
  return { anyOf: [schema, NULL], ...rest };
}

/** In 3.0, `exclusiveMinimum` is a boolean that changes `minimum`. */
function bounds(schema: Json): Json {
  let changed = schema;
  for (const [inclusive, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof schema[exclusive] !== 'boolean') continue;
    const { [inclusive]: bound, [exclusive]: strict, ...rest } = changed;
    changed = bound === undefined ? rest : { ...rest, [strict ? exclusive : inclusive]: bound };
  }
  return changed;
}

function values(schema: Json, pointer: string, warn: Warn): Json {
  if (schema['const'] === null) {
    const { const: _, ...rest } = schema;
    return { ...rest, ...NULL };
  }
  const listed = schema['enum'];
  if (!Array.isArray(listed)) return schema;
  const lost = listed.filter((value) => Number.isInteger(value) && !Number.isSafeInteger(value));
  if (lost.length > 0) {
    warn(`${pointer}/enum`, 'has an integer that JavaScript cannot hold; it is taken for any number');
    const { enum: _, ...rest } = schema;
    return rest;
  }
  const types = typeof schema['type'] === 'string' ? [schema['type']] : [];
  // Written without quotes, `1` is a number to the parser also where the type is text.
  const distinct = [...new Set(listed.map((value) => asValue(types, value)[0] ?? value))];
  const same = distinct.length === listed.length && distinct.every((value, index) => value === listed[index]);
  return same ? schema : { ...schema, enum: distinct };
}

/** Null in one spelling. */
function nullable(schema: Json): Json {
  const declared = schema['type'];
  // Most schemas have nothing of it, and a large document has a hundred thousand.
  if (typeof declared === 'string' && !MAY_SAY_NULL.some((keyword) => keyword in schema)) return schema;
  const types = Array.isArray(declared)
    ? [...new Set(declared as unknown[])]
    : declared === undefined
      ? []
      : [declared];
  const combined = ['allOf', 'anyOf', 'oneOf'].some((keyword) => getArray(schema, keyword).length > 0);
  if (schema['nullable'] === true) {
    const { nullable: _, ...rest } = schema;
    if (combined) {
      const { rules, notes } = split(rest);
      return withNull(single(spelled(rules)), notes);
    }
    const listed = rest['enum'];
    return {
      ...rest,
      ...(types.length > 0 && { type: [...types.filter((type) => type !== 'null'), 'null'] }),
      // Strictly, a list of values without null refuses it. But nobody writes `nullable` to mean that.
      ...(Array.isArray(listed) && !listed.includes(null) && { enum: [...listed, null] }),
    };
  }
  const { nullable: stated, ...rest } = schema;
  const plain = stated === undefined ? schema : rest;
  return combined
    ? spelled(plain)
    : Array.isArray(declared) && types.length === 1
      ? { ...plain, type: types[0] }
      : plain;
}

/** `oneOf` or `anyOf` with null among its members, and nothing else that constrains: null apart from the rest. */
function spelled(schema: Json): Json {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const members = getArray(schema, keyword);
    const others = members.filter((member) => !isNull(member));
    if (others.length === members.length) continue;
    if (others.length === 0) return schema;
    const { rules, notes } = split(schema);
    const { [keyword]: _, discriminator, ...rest } = rules;
    if (Object.keys(rest).length > 0) return schema;
    const inner =
      others.length === 1 ? others[0] : { [keyword]: others, ...(discriminator !== undefined && { discriminator }) };
    return { anyOf: [inner, NULL], ...notes };
  }
  return schema;
}

export function isNull(schema: unknown): boolean {
  if (getString(schema, 'type') === 'null' || (isObject(schema) && schema['const'] === null)) return true;
  const [only, another] = getArray(schema, 'enum');
  return only === null && another === undefined && getArray(schema, 'enum').length === 1;
}

/** `allOf` without members that only annotate; of one member, with nothing else that constrains, it is that one. */
export function single(schema: Json): Json {
  const members = getArray(schema, 'allOf');
  if (members.length === 0) return schema;
  const isNote = (member: unknown): boolean => isObject(member) && Object.keys(split(member).rules).length === 0;
  const parts = members.filter((member) => !isNote(member));
  const { allOf: _, ...whole }: Json = Object.assign({}, ...members.filter(isNote), schema);
  const { rules, notes } = split(whole);
  const others = Object.keys(rules).filter((key) => !(key === 'type' && rules['type'] === 'object'));
  if (parts.length === 1 && others.length === 0 && isObject(parts[0])) return { ...parts[0], ...notes };
  return parts.length === members.length ? schema : { ...whole, ...(parts.length > 0 && { allOf: parts }) };
}
