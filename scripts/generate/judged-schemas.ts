import { schemasOf, targetOf } from '../../src/openapi/components.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { entriesOf, get, getArray, getString, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { countsOf } from './describe.ts';

const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
/**
 * Turns schemas of a normalised document into JSON Schema that judges answers tolerantly: fields and enum values that
 * are not known yet pass. `not`, `if` and the like are left out and `oneOf` becomes `anyOf`, since these refuse more when
 * what they hold allows more. Bodies that a client sends are held to their enums, and to being closed.
 */
export class JudgedSchemas {
  /** The converted schemas, by the key with which others refer to them. */
  readonly shared = new Map<string, unknown>();
  readonly #document: DocumentReader;
  readonly #way: 'answer' | 'body';
  readonly #keys = new Map<string, string>();
  readonly #pending: (() => void)[] = [];

  constructor(document: DocumentReader, way: 'answer' | 'body') {
    this.#document = document;
    this.#way = way;
  }

  /** Converts a schema, with all that it refers to, and returns its key. */
  add(schema: unknown, pointer: string): string {
    const key = this.#keyOf(schema, pointer);
    for (let convert = this.#pending.pop(); convert; convert = this.#pending.pop()) convert();
    return key;
  }

  #keyOf(schema: unknown, pointer: string): string {
    const name = targetOf(schema);
    const at = name === undefined ? pointer : `/components/schemas/${escapeKey(name)}`;
    const known = this.#keys.get(at);
    if (known !== undefined) return known;
    const key = `${this.#way}${this.#keys.size}`;
    this.#keys.set(at, key);
    const target = name === undefined ? schema : get(schemasOf(this.#document.root), name);
    this.#pending.push(() => this.shared.set(key, this.#convert(target, at)));
    return key;
  }

  #convert(schema: unknown, pointer: string): Json {
    if (!isObject(schema)) return {};
    const types = typesOf(schema);
    const combined = this.#combine(schema, pointer);
    const own = {
      ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
      ...(this.#way === 'body' && valuesOf(schema)),
      ...countsOf(schema),
      ...this.#ofStrings(schema, pointer),
      ...this.#ofArrays(schema, pointer),
      ...this.#ofObjects(schema, pointer),
    };
    const [only] = combined;
    if (only === undefined) return own;
    return combined.length === 1 && Object.keys(own).length === 0 ? only : { ...own, allOf: combined };
  }

  #ofStrings(schema: Json, pointer: string): Json {
    const pattern = getString(schema, 'pattern');
    return pattern !== undefined && this.#isPattern(pattern, `${pointer}/pattern`) ? { pattern } : {};
  }

  #ofArrays(schema: Json, pointer: string): Json {
    const items = get(schema, 'items');
    const first = getArray(schema, 'prefixItems');
    return {
      ...(get(schema, 'uniqueItems') === true && { uniqueItems: true }),
      // In the words of draft 7, the dialect that Ajv writes the least code for.
      ...(first.length > 0 && { items: this.#each(first, `${pointer}/prefixItems`) }),
      ...(isObject(items) && {
        [first.length > 0 ? 'additionalItems' : 'items']: this.#convert(items, `${pointer}/items`),
      }),
    };
  }

  #ofObjects(schema: Json, pointer: string): Json {
    const properties = entriesOf(schema, 'properties');
    const patterns = entriesOf(schema, 'patternProperties').filter(([pattern]) =>
      this.#isPattern(pattern, `${pointer}/patternProperties/${escapeKey(pattern)}`),
    );
    const rest = get(schema, 'additionalProperties');
    const closed = this.#way === 'body' && rest === false;
    // What only answers have is sent back by whoever read, changed and sends the whole.
    const hidden = closed ? getStrings(schema, 'hides').map((name): [string, unknown] => [name, {}]) : [];
    const required = getStrings(schema, 'required');
    const convert = (keyword: string, entries: readonly [string, unknown][]): Json =>
      Object.fromEntries(
        entries.map(([key, item]) => [key, this.#convert(item, `${pointer}/${keyword}/${escapeKey(key)}`)]),
      );
    return {
      ...(required.length > 0 && { required: [...new Set(required)] }),
      ...(properties.length + hidden.length > 0 && { properties: convert('properties', [...properties, ...hidden]) }),
      ...(patterns.length > 0 && { patternProperties: convert('patternProperties', patterns) }),
      ...(closed && { additionalProperties: false }),
      ...(isObject(rest) && { additionalProperties: this.#convert(rest, `${pointer}/additionalProperties`) }),
    };
  }

  /** `$ref` and what combines schemas. */
  #combine(schema: Json, pointer: string): Json[] {
    const all = this.#each(getArray(schema, 'allOf'), `${pointer}/allOf`);
    for (const keyword of ['anyOf', 'oneOf']) {
      const some = this.#each(getArray(schema, keyword), `${pointer}/${keyword}`);
      // Without their enums, the parts of an open enum are the same; an error then names the one thing that is wrong.
      const distinct = [...new Map(some.map((item) => [JSON.stringify(item), item])).values()];
      if (distinct.length === 1) all.push(distinct[0]!);
      if (distinct.length > 1) all.push({ anyOf: distinct });
    }
    if (targetOf(schema) !== undefined) all.push({ $ref: this.#keyOf(schema, pointer) });
    return all;
  }

  #each(items: readonly unknown[], pointer: string): Json[] {
    return items.map((item, index) => this.#convert(item, `${pointer}/${index}`));
  }

  #isPattern(pattern: string, pointer: string): boolean {
    try {
      return new RegExp(pattern, 'u') instanceof RegExp;
    } catch {
      this.#document.warn(pointer, 'is no regular expression of JavaScript; nothing is judged by it');
      return false;
    }
  }
}

/** The only values that a schema allows, where it names them. */
function valuesOf(schema: Json): Json {
  const constant = get(schema, 'const');
  const values = constant === undefined ? getArray(schema, 'enum') : [constant];
  return values.length > 0 ? { enum: values } : {};
}

/** The types that a schema names, or those of the only values that it allows. */
function typesOf(schema: Json): string[] {
  const declared = get(schema, 'type');
  const named = (Array.isArray(declared) ? (declared as unknown[]) : [declared]).filter((type) => TYPES.has(type));
  if (named.length > 0) return named as string[];
  const constant = get(schema, 'const');
  const values = [...getArray(schema, 'enum'), ...(constant === undefined ? [] : [constant])];
  return [...new Set(values.map(typeOf))];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
