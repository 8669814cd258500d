import { countsOf } from './describe.ts';
import type { Json, OpenApiDocument } from './document.ts';
import { entriesOf, escapeKey, get, getArray, getString, isObject } from './document.ts';

const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
/**
 * Turns schemas of OpenAPI 3.0 and 3.1 into JSON Schema that judges answers tolerantly: fields and enum values that are
 * not known yet pass. `not`, `if` and the like are left out and `oneOf` becomes `anyOf`, since these refuse more when
 * what they hold allows more.
 */
export class AnswerSchemas {
  /** The converted schemas, by the key with which others refer to them. */
  readonly shared = new Map<string, unknown>();
  readonly #document: OpenApiDocument;
  readonly #keys = new Map<string, string>();
  readonly #pending: (() => void)[] = [];

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /** Converts a schema, with all that it refers to, and returns its key. */
  add(schema: unknown, pointer: string): string {
    const { value, pointer: at } = this.#document.resolve(schema, pointer) ?? { value: {}, pointer };
    const key = this.#keyOf(value, at);
    for (let convert = this.#pending.pop(); convert; convert = this.#pending.pop()) convert();
    return key;
  }

  #keyOf(schema: Json, pointer: string): string {
    const known = this.#keys.get(pointer);
    if (known !== undefined) return known;
    const key = `answer${this.#keys.size}`;
    this.#keys.set(pointer, key);
    this.#pending.push(() => this.shared.set(key, this.#convert(schema, pointer)));
    return key;
  }

  #convert(schema: unknown, pointer: string): Json {
    if (!isObject(schema)) return {};
    const values = getArray(schema, 'enum');
    const types = typesOf(schema, values);
    const combined = this.#combine(schema, pointer);
    const nullable = get(schema, 'nullable') === true || values.includes(null);
    const plain = types.length > 0 && combined.length === 0;
    const allowed = [...new Set(nullable && plain ? [...types, 'null'] : types)];
    const own = {
      ...(allowed.length > 0 && { type: allowed.length === 1 ? allowed[0] : allowed }),
      ...countsOf(schema),
      ...this.#ofStrings(schema, pointer),
      ...this.#ofArrays(schema, pointer),
      ...this.#ofObjects(schema, pointer),
    };
    const [only] = combined;
    const whole =
      only === undefined
        ? own
        : combined.length === 1 && Object.keys(own).length === 0
          ? only
          : { ...own, allOf: combined };
    return nullable && !plain ? { anyOf: [{ type: 'null' }, whole] } : whole;
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
    // An answer never holds what can only be written.
    const required = getArray(schema, 'required').filter((name) => {
      const property = typeof name === 'string' ? get(get(schema, 'properties'), name) : undefined;
      return typeof name === 'string' && get(this.#document.resolve(property, '')?.value, 'writeOnly') !== true;
    });
    const convert = (keyword: string, entries: readonly [string, unknown][]): Json =>
      Object.fromEntries(
        entries.map(([key, item]) => [key, this.#convert(item, `${pointer}/${keyword}/${escapeKey(key)}`)]),
      );
    return {
      ...(required.length > 0 && { required: [...new Set(required)] }),
      ...(properties.length > 0 && { properties: convert('properties', properties) }),
      ...(patterns.length > 0 && { patternProperties: convert('patternProperties', patterns) }),
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
    const reference = getString(schema, '$ref');
    if (reference !== undefined) {
      const target = this.#document.resolve(schema, pointer);
      if (target) all.push({ $ref: this.#keyOf(target.value, target.pointer) });
      else
        this.#document.warn(pointer, `refers to \`${reference}\`, which leads nowhere; answers are not judged by it`);
    }
    return all;
  }

  #each(items: readonly unknown[], pointer: string): Json[] {
    return items.map((item, index) => this.#convert(item, `${pointer}/${index}`));
  }

  #isPattern(pattern: string, pointer: string): boolean {
    try {
      return new RegExp(pattern, 'u') instanceof RegExp;
    } catch {
      this.#document.warn(pointer, 'is no regular expression of JavaScript; answers are not judged by it');
      return false;
    }
  }
}

/** The types that a schema names, or those of the only values that it allows. */
function typesOf(schema: Json, values: readonly unknown[]): string[] {
  const declared = get(schema, 'type');
  const named = (Array.isArray(declared) ? (declared as unknown[]) : [declared]).filter((type) => TYPES.has(type));
  if (named.length > 0) return named as string[];
  const constant = get(schema, 'const');
  return [...values, ...(constant === undefined ? [] : [constant])].filter((value) => value !== null).map(typeOf);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
