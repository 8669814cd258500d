import { targetOf } from '../../src/openapi/components.ts';
import { get, getArray, getObject, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { both } from './intersect.ts';
import { CONDITIONS, type Draft, type Form, IN_SCHEMAS, type Spot } from './meaning.ts';

const NOTES =
  /^(title|description|summary|default|examples?|deprecated|readOnly|writeOnly|xml|externalDocs|\$comment|x-.+)$/;
/** Keywords that are read by themselves, or that say nothing. */
const OWN =
  /^(\$ref|type|enum|const|properties|required|hides|allOf|anyOf|oneOf|not|if|then|else|contains|contentSchema|discriminator|\$defs|definitions|\$schema|\$id|\$anchor)$/;

/** A schema without its wrapping. */
export interface Peeled {
  readonly inner: Spot;
  readonly notes: ReadonlyMap<string, Spot>;
  readonly nullable: boolean;
  /** Whether it is a component. */
  readonly isNamed: boolean;
}

/** Reads the schemas of one normalised document. */
export class Forms {
  readonly #schemas: Json;
  readonly #types = new WeakMap<object, ReadonlySet<string> | null>();

  constructor(schemas: Json) {
    this.#schemas = schemas;
  }

  /** A schema without what only wraps it: its own notes, null as an alternative, the reference that it is. */
  peel({ value, pointer }: Spot): Peeled {
    const notes = new Map(
      Object.entries(isObject(value) ? value : {}).flatMap(([key, item]): [string, Spot][] =>
        NOTES.test(key) ? [[key, { value: item, pointer: `${pointer}/${escapeKey(key)}` }]] : [],
      ),
    );
    const others = isObject(value) ? Object.keys(value).filter((key) => !NOTES.test(key)) : [];
    const options = getArray(value, 'anyOf');
    const index = options.findIndex((option) => !isNull(option));
    const nullable = others.length === 1 && options.length === 2 && options.filter(isNull).length === 1;
    if (nullable) {
      const peeled = this.peel({ value: options[index], pointer: `${pointer}/anyOf/${index}` });
      return { ...peeled, notes: new Map([...peeled.notes, ...notes]), nullable };
    }
    const target = targetOf(value);
    const inner = { value: target === undefined ? value : get(this.#schemas, target), pointer };
    return { inner, notes, nullable, isNamed: target !== undefined };
  }

  /** The name of the component that a schema is, null or not. */
  nameOf(value: unknown): string | undefined {
    const [only, another] = getArray(value, 'anyOf').filter((option) => !isNull(option));
    return targetOf(value) ?? (another === undefined ? targetOf(only) : undefined);
  }

  /** The types that a schema allows, `null` among them; undefined where it allows all. */
  types(value: unknown): ReadonlySet<string> | undefined {
    if (!isObject(value)) return undefined;
    const known = this.#types.get(value);
    if (known !== undefined) return known ?? undefined;
    const found = this.form({ value, pointer: '' }).types;
    this.#types.set(value, found ?? null);
    return found;
  }

  form({ value, pointer }: Spot): Form {
    const target = targetOf(value);
    const form = isObject(value) && target === undefined ? this.#own(value, pointer) : empty(pointer);
    const parts = [
      ...(target === undefined ? [] : [{ value: get(this.#schemas, target), pointer }]),
      ...getArray(value, 'allOf').map((member, index) => ({ value: member, pointer: `${pointer}/allOf/${index}` })),
    ];
    for (const part of parts) both(form, this.form(part));
    for (const key of ['anyOf', 'oneOf']) this.#union(form, value, key, pointer);
    return form;
  }

  #own(schema: Json, pointer: string): Draft {
    const form = empty(pointer);
    for (const [key, item] of Object.entries(schema)) {
      const value = key === 'dependentRequired' ? inOrder(item) : item;
      const spot = { value, pointer: `${pointer}/${escapeKey(key)}` };
      if (NOTES.test(key)) form.notes.set(key, spot);
      else if (!OWN.test(key) && !isImplied(key, item)) form.rules.set(key, spot);
    }
    form.conditions = CONDITIONS.filter((key) => key in schema).map((key) => ({ key, value: schema, pointer }));
    form.values = Object.hasOwn(schema, 'const') ? [schema['const']] : (get(schema, 'enum') as unknown[]);
    form.types = ownTypes(schema, form.values);
    form.fields = new Map(
      Object.entries(getObject(schema, 'properties') ?? {}).map(([name, property]) => [
        name,
        { value: property, pointer: `${pointer}/properties/${escapeKey(name)}` },
      ]),
    );
    form.required = new Set(getStrings(schema, 'required'));
    form.hides = getStrings(schema, 'hides');
    return form;
  }

  #union(form: Draft, owner: unknown, key: string, pointer: string): void {
    const all = this.#options(owner, key, pointer);
    if (all.length === 0) return;
    const options = all.filter(({ value }) => !isNull(value));
    const [only, another] = options;
    const nulls = options.length < all.length ? ['null'] : [];
    if (only && !another) {
      both(form, withTypes(this.form(only), nulls));
      return;
    }
    const kinds = options.map(({ value }) => this.types(value));
    const types = kinds.includes(undefined)
      ? undefined
      : new Set([...kinds.flatMap((kind) => [...(kind ?? [])]), ...nulls]);
    const bare = options.map(({ value }) => keywords(value));
    const listed = options.map(({ value }) => [get(value, 'enum') ?? get(value, 'const')].flat());
    const isListed = bare.map((keys) => keys.length > 0 && keys.every((name) => /^(type|enum|const)$/.test(name)));
    const isPlain = bare.map((keys) => keys.join() === 'type');
    const made = { ...empty(pointer), types };
    const values = listed.filter((_, index) => !isPlain[index]).flat();
    if (!isListed.every(Boolean)) made.unions = [{ exclusive: key === 'oneOf', options }];
    else if (!isPlain.includes(true)) made.values = [...values, ...nulls.map(() => null)];
    else if (values.length > 0) made.suggested = values;
    both(form, made);
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

function empty(pointer: string): Draft {
  return {
    ...{ pointer, types: undefined, values: undefined, suggested: undefined },
    ...{
      fields: new Map(),
      required: new Set(),
      hides: [],
      unions: [],
      conditions: [],
      rules: new Map(),
      notes: new Map(),
    },
  };
}

function keywords(schema: unknown): string[] {
  return isObject(schema) ? Object.keys(schema).filter((key) => !NOTES.test(key)) : [];
}

export function isNull(schema: unknown): boolean {
  return get(schema, 'type') === 'null';
}

function withTypes(form: Form, more: readonly string[]): Form {
  const values = form.values && more.length > 0 ? [...form.values, null] : form.values;
  return { ...form, values, types: form.types && new Set([...form.types, ...more]) };
}

function inOrder(lists: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(lists)).map(([key]) => [key, getStrings(lists, key).sort()]));
}

/** Whether a keyword says what holds without it. */
function isImplied(key: string, value: unknown): boolean {
  if (/^(uniqueItems|nullable)$/.test(key)) return value === false;
  if (/^min(Length|Items|Properties)$/.test(key)) return value === 0;
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
