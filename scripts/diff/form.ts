import { isNote } from '../../src/openapi/canonical.ts';
import { targetOf } from '../../src/openapi/components.ts';
import { get, getArray, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import { both } from './intersect.ts';
import { CONDITIONS, type Form, IN_SCHEMAS, type Spot } from './meaning.ts';
import { notesOf, partsAt } from './notes.ts';

/** Keywords that are read by themselves, or that say nothing. */
const OWN =
  /^(\$ref|type|enum|const|properties|required|hides|allOf|anyOf|oneOf|not|if|then|else|contains|contentSchema|discriminator|\$defs|definitions|\$schema|\$id|\$anchor)$/;

/** A schema without its wrapping. */
export interface Peeled {
  readonly inner: Spot;
  readonly notes: ReadonlyMap<string, Spot>;
  /** Whether it is a component. */
  readonly isNamed: boolean;
}

/** Reads the schemas of one normalised document. */
export class Forms {
  readonly #schemas: Json;

  constructor(schemas: Json) {
    this.#schemas = schemas;
  }

  /** A schema without what only wraps it: its own notes, null as an alternative, the reference that it is. */
  peel({ value, pointer }: Spot): Peeled {
    const notes = notesOf({ value, pointer }, isNote);
    const others = keywords(value);
    const options = getArray(value, 'anyOf');
    const index = options.findIndex((option) => !isNull(option));
    const nullable = others.length === 1 && options.length === 2 && options.filter(isNull).length === 1;
    if (nullable) {
      const peeled = this.peel({ value: options[index], pointer: `${pointer}/anyOf/${index}` });
      return { ...peeled, notes: new Map([...peeled.notes, ...notes]) };
    }
    const target = targetOf(value);
    const inner = { value: target === undefined ? value : get(this.#schemas, target), pointer };
    return { inner, notes, isNamed: target !== undefined };
  }

  /** The name of the component that a schema is, null or not. */
  nameOf(value: unknown): string | undefined {
    const [only, another] = getArray(value, 'anyOf').filter((option) => !isNull(option));
    return targetOf(value) ?? (another === undefined ? targetOf(only) : undefined);
  }

  /** The types that a schema allows, `null` among them; undefined where it allows all. */
  types(value: unknown): ReadonlySet<string> | undefined {
    return this.form({ value, pointer: '' }).types;
  }

  form({ value, pointer }: Spot): Form {
    const target = targetOf(value);
    if (target !== undefined) return this.form({ value: get(this.#schemas, target), pointer });
    if (!isObject(value)) return { ...NO_RULES, pointer };
    const members = getArray(value, 'allOf').map((member, index) =>
      this.form({ value: member, pointer: `${pointer}/allOf/${index}` }),
    );
    const unions = ['anyOf', 'oneOf'].flatMap((key) => this.#union(value, key, pointer));
    return closed([...members, ...unions].reduce(both, own(value, pointer)));
  }

  #union(owner: unknown, key: string, pointer: string): Form[] {
    const all = this.#options(owner, key, pointer);
    if (all.length === 0) return [];
    const options = all.filter(({ value }) => !isNull(value));
    const [only, another] = options;
    const nulls = options.length < all.length ? ['null'] : [];
    if (only && !another) return [withTypes(this.form(only), nulls)];
    const kinds = options.map(({ value }) => this.types(value));
    const types = kinds.includes(undefined) ? undefined : new Set([...kinds.flatMap((kind) => [...kind!]), ...nulls]);
    const form = { ...NO_RULES, pointer, types };
    const bare = options.map(({ value }) => keywords(value));
    const isListed = bare.every((keys) => keys.length > 0 && keys.every((name) => /^(type|enum|const)$/.test(name)));
    if (!isListed) return [{ ...form, unions: [{ exclusive: key === 'oneOf', options }] }];
    const listed = options.filter((_, index) => bare[index]!.join() !== 'type');
    const values = listed.flatMap(({ value }) => get(value, 'enum') ?? get(value, 'const'));
    if (listed.length === options.length) return [{ ...form, values: [...values, ...nulls.map(() => null)] }];
    return [{ ...form, suggested: values.length > 0 ? values : undefined }];
  }

  /** Alternatives of alternatives are alternatives. */
  #options(owner: unknown, key: string, pointer: string): Spot[] {
    return getArray(owner, key).flatMap((value, index): Spot[] => {
      const at = `${pointer}/${key}/${index}`;
      const nested = keywords(value).join();
      return nested === key || nested === 'anyOf' ? this.#options(value, nested, at) : [{ value, pointer: at }];
    });
  }
}

const NO_RULES: Omit<Form, 'pointer'> = {
  ...{ types: undefined, values: undefined, suggested: undefined, fields: new Map(), required: new Set<string>() },
  ...{ hides: [], unions: [], conditions: [], rules: new Map(), notes: new Map() },
};

/** What a schema says itself. */
function own(value: Json, pointer: string): Form {
  const spot = { value, pointer };
  const values = Object.hasOwn(value, 'const') ? [value['const']] : (get(value, 'enum') as unknown[] | undefined);
  const isRule = (key: string): boolean => !isNote(key) && !OWN.test(key) && !isImplied(key, value[key]);
  return {
    ...{
      ...NO_RULES,
      pointer,
      values: isEvery(values) ? undefined : values,
      types: ownTypes(value, values),
      fields: partsAt(spot, 'properties'),
    },
    ...{ required: new Set(getStrings(value, 'required')), hides: getStrings(value, 'hides') },
    ...{ rules: notesOf(spot, isRule), notes: notesOf(spot, isNote) },
    conditions: CONDITIONS.filter((key) => key in value).map((key) => ({ key, ...spot })),
  };
}

/** What is put together of parts is closed by a keyword of its own, which says what the plain one does where there is none. */
function closed(form: Form): Form {
  const { unevaluatedProperties: whole, ...rules } = Object.fromEntries(form.rules);
  if (whole?.value !== false || form.unions.length > 0) return form;
  return { ...form, rules: new Map(Object.entries({ additionalProperties: whole, ...rules })) };
}

/** Whether a list has all that is of its type. */
function isEvery(values: readonly unknown[] | undefined): boolean {
  return values?.length === 2 && values.includes(true) && values.includes(false);
}

function keywords(schema: unknown): string[] {
  return isObject(schema) ? Object.keys(schema).filter((key) => !isNote(key)) : [];
}

function isNull(schema: unknown): boolean {
  return get(schema, 'type') === 'null';
}

function withTypes(form: Form, more: readonly string[]): Form {
  const values = form.values && more.length > 0 ? [...form.values, null] : form.values;
  return { ...form, values, types: form.types && new Set([...form.types, ...more]) };
}

/** Whether a keyword says what holds without it. */
function isImplied(key: string, value: unknown): boolean {
  if (/^(uniqueItems|nullable)$/.test(key)) return value === false;
  if (/^min(Length|Items|Properties)$/.test(key)) return value === 0;
  // A hint for what shows a form: it allows every text.
  if (key === 'format') return value === 'password';
  return IN_SCHEMAS.has(key) && (value === true || (isObject(value) && Object.keys(value).length === 0));
}

function ownTypes(schema: Json, values: readonly unknown[] | undefined): ReadonlySet<string> | undefined {
  const given = schema['type'] === undefined ? [] : ([schema['type']].flat() as string[]);
  const found = values?.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value));
  if (found) return new Set(given.includes('integer') ? found.map((t) => (t === 'number' ? 'integer' : t)) : found);
  if (given.length > 0) return new Set(given);
  if (['properties', 'required', 'additionalProperties'].some((key) => key in schema)) return new Set(['object']);
  return 'items' in schema || 'prefixItems' in schema ? new Set(['array']) : undefined;
}
