import { schemasOf } from '../../../src/openapi/components.ts';
import type { DocumentReader } from '../../../src/openapi/document.ts';
import { entriesOf, get, getArray, getString, isObject } from '../../../src/openapi/json.ts';
import { limitsInWords, sourceInWords } from '../../generate/describe.ts';
import { headingSlug } from '../names.ts';
import { blocks, code, jsonFence, plain, prose, table } from './text.ts';

/** A link to the section of a schema: its address follows from how that is headed. */
export function schemaLink(name: string): string {
  return `[${plain(name)}](#${headingSlug(`Schema ${name}`)})`;
}

const MOST_DEPTH = 6;

/** What values a schema allows, in a few words; component schemas are links to their sections. */
export function typeInWords(document: DocumentReader, schema: unknown, depth = 0): string {
  const name = document.schemaName(schema);
  if (name !== undefined) return schemaLink(name);
  const resolved = document.follow(schema);
  if (!isObject(resolved) || depth > MOST_DEPTH) return 'any';
  for (const [keyword, joiner] of [
    ['oneOf', ' or '],
    ['anyOf', ' or '],
    ['allOf', ' and '],
  ] as const) {
    const parts = getArray(resolved, keyword);
    if (parts.length > 0) return alternatives(document, parts, joiner, depth);
  }
  const declared = get(resolved, 'type');
  const types = (Array.isArray(declared) ? declared : [declared]).filter((type) => typeof type === 'string');
  if (get(resolved, 'nullable') === true) types.push('null');
  const words = types.map((type) => {
    if (type === 'array') return `array of ${typeInWords(document, get(resolved, 'items'), depth + 1)}`;
    const format = getString(resolved, 'format');
    return format === undefined || type === 'null' ? plain(type) : `${plain(type)} (${plain(format)})`;
  });
  if (words.length > 0) return words.join(' or ');
  if (get(resolved, 'properties')) return 'object';
  const kinds = listed(resolved).map((value) =>
    value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value,
  );
  return [...new Set(kinds)].join(' or ') || 'any';
}

function alternatives(document: DocumentReader, parts: readonly unknown[], joiner: string, depth: number): string {
  return [...new Set(parts.map((part) => typeInWords(document, part, depth + 1)))].join(joiner);
}

function listed(schema: unknown): readonly unknown[] {
  const only = get(schema, 'const');
  return only === undefined ? getArray(schema, 'enum') : [only];
}

/** The values that a schema or the items of its list allow; an `anyOf` of an enum and its own type is open. */
function valuesInWords(document: DocumentReader, schema: unknown): string | undefined {
  const items = document.follow(get(schema, 'items'));
  const [first, second] = getArray(items ?? schema, 'anyOf');
  const open = listed(first).length > 0 && second !== undefined && get(first, 'type') === get(second, 'type');
  const values = open ? listed(first) : listed(items ?? schema);
  if (values.length === 0) return undefined;
  const words = values.map((value) => code(typeof value === 'string' ? value : JSON.stringify(value))).join(', ');
  return `${values.length === 1 && !open ? 'Always' : 'One of'} ${words}${open ? ', or another' : ''}.`;
}

/** That something is deprecated, and when it ends. */
export function deprecatedInWords(owner: unknown): string | undefined {
  const day = getString(owner, 'x-sunset');
  if (get(owner, 'deprecated') !== true) return undefined;
  return day === undefined ? '**Deprecated.**' : `**Deprecated:** ends on ${plain(day)}.`;
}

/** All that is to be said of a schema beside its type. */
export function schemaProse(document: DocumentReader, schema: unknown): string {
  const resolved = isObject(schema) ? schema : {};
  const target = document.follow(schema);
  const text = getString(resolved, 'description') ?? getString(target, 'description') ?? getString(target, 'title');
  const from = get(resolved, 'default');
  const example = get(resolved, 'example') ?? getArray(resolved, 'examples')[0];
  const flags = [
    get(target, 'x-sensitive') === true ? '**Holds secrets:** keep it out of logs.' : undefined,
    deprecatedInWords(resolved),
    get(resolved, 'readOnly') === true ? 'Read only.' : undefined,
    get(resolved, 'writeOnly') === true ? 'Write only.' : undefined,
    valuesInWords(document, target),
    limitsInWords(resolved),
    from === undefined ? undefined : `Default: ${code(JSON.stringify(from))}.`,
    example === undefined || isObject(example) ? undefined : `Example: ${code(JSON.stringify(example))}.`,
    sourceInWords(resolved),
  ];
  return [text === undefined ? undefined : prose(text), ...flags].filter((part) => part).join(' ');
}

type Row = readonly [name: string, type: string, required: string, description: string];

/** The section of one component schema. */
export function schemaSection(document: DocumentReader, name: string, level: number): string {
  const schema = get(schemasOf(document.root), name);
  const rows = propertyRows(document, schema, '', 0);
  const example = getArray(schema, 'examples')[0] ?? get(schema, 'example');
  return blocks(
    `${'#'.repeat(level)} Schema ${code(name)}`,
    schemaProse(document, schema),
    rows.length > 0 ? undefined : `Type: ${typeInWords(document, isObject(schema) ? schema : {})}.`,
    table(['Property', 'Type', 'Required', 'Description'], rows),
    isObject(example) ? blocks('Example:', jsonFence(example)) : undefined,
  );
}

/** The properties of a schema, those of objects described in place with a dot, of lists with `[]`. */
function propertyRows(document: DocumentReader, schema: unknown, prefix: string, depth: number): Row[] {
  if (!isObject(schema) || depth > MOST_DEPTH) return [];
  const required = getArray(schema, 'required');
  const own = entriesOf(schema, 'properties').flatMap(([name, property]): Row[] => {
    const path = `${prefix}${name}`;
    const row: Row = [
      code(path),
      typeInWords(document, property),
      required.includes(name) ? 'yes' : 'no',
      schemaProse(document, property),
    ];
    return [row, ...nestedRows(document, property, path, depth)];
  });
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) =>
    getArray(schema, keyword).flatMap((part) =>
      document.schemaName(part) === undefined ? propertyRows(document, part, prefix, depth + 1) : [],
    ),
  );
  return [...own, ...parts];
}

function nestedRows(document: DocumentReader, property: unknown, path: string, depth: number): Row[] {
  if (typeof get(property, '$ref') === 'string') return [];
  const inside = { '.': property, '[].': get(property, 'items'), '.*.': get(property, 'additionalProperties') };
  return Object.entries(inside).flatMap(([mark, schema]) =>
    typeof get(schema, '$ref') === 'string' ? [] : propertyRows(document, schema, `${path}${mark}`, depth + 1),
  );
}
