import { targetOf } from '../../src/openapi/components.ts';
import { entriesOf, get, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';

/** What in a schema is a value of its own, whatever it looks like. */
const VALUES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum', 'discriminator']);
/** A longer value is a sentence. */
const MOST_LETTERS = 40;
/** Maps whose keys are names that the document chooses. */
const MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);

/** More than this on one page nobody reads in full: schemas, and characters of them in the document. */
const MOST_SCHEMAS = 24;
const MOST_CHARACTERS = 6_000;

/** Which component schemas lead to which: asked for every page, so looked up once. */
export class Reach {
  readonly #schemas: Json;
  readonly #sizes = new Map<string, number>();
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(schemas: Json) {
    this.#schemas = schemas;
  }

  /** The components that can be reached from schemas, the nearest first. */
  from(schemas: readonly unknown[]): string[] {
    const found = new Set(namedIn(schemas));
    for (const name of found) for (const next of this.of(name)) found.add(next);
    return [...found].filter((name) => Object.hasOwn(this.#schemas, name));
  }

  /** The nearest of them: as many as a page can show in full. */
  near(schemas: readonly unknown[]): string[] {
    let left = MOST_CHARACTERS;
    return this.from(schemas)
      .slice(0, MOST_SCHEMAS)
      .filter((name, index) => {
        left -= this.#sizeOf(name);
        return index === 0 || left >= 0;
      });
  }

  #sizeOf(name: string): number {
    const size = this.#sizes.get(name) ?? JSON.stringify(this.#schemas[name]).length;
    this.#sizes.set(name, size);
    return size;
  }

  /** The components that one refers to itself. */
  of(name: string): ReadonlySet<string> {
    const known = this.#known.get(name) ?? namedIn(get(this.#schemas, name));
    this.#known.set(name, known);
    return known;
  }
}

/** The components that a schema refers to, itself or in what stands in it. */
export function namedIn(schema: unknown, names: Set<string> = new Set()): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) namedIn(item, names);
  if (!isObject(schema)) return names;
  const name = targetOf(schema);
  if (name !== undefined) names.add(name);
  for (const [key, child] of Object.entries(schema)) {
    if (typeof child !== 'object' || VALUES.has(key)) continue;
    if (MAPS.has(key)) for (const each of Object.values(child ?? {})) namedIn(each, names);
    else namedIn(child, names);
  }
  return names;
}

/** The schemas that an operation has itself. */
export function schemasOfOperation({ document }: Model, operation: OperationModel): unknown[] {
  const { parameters, accepts, responses } = operation;
  return [
    ...parameters.map(({ schema }) => schema),
    ...(accepts?.contents ?? []).map(({ schema }) => schema),
    ...responses.flatMap(({ contents, source }) => [
      ...contents.map(({ schema }) => schema),
      ...entriesOf(source, 'headers').map(([, header]) => get(document.follow(header), 'schema')),
    ]),
  ];
}

/** The names of all properties in a schema, those of other components left out. */
export function propertiesIn(schema: unknown, names: Set<string> = new Set()): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) propertiesIn(item, names);
  if (!isObject(schema)) return names;
  for (const [key, child] of Object.entries(schema)) {
    if (typeof child !== 'object' || VALUES.has(key)) continue;
    if (key === 'properties') for (const name of Object.keys(child ?? {})) names.add(name);
    if (MAPS.has(key)) for (const each of Object.values(child ?? {})) propertiesIn(each, names);
    else propertiesIn(child, names);
  }
  return names;
}

/** The texts that a schema lists as values. */
export function enumsIn(schema: unknown, values: Set<string> = new Set()): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) enumsIn(item, values);
  if (!isObject(schema)) return values;
  for (const value of getStrings(schema, 'enum')) if (value.length <= MOST_LETTERS) values.add(value);
  for (const [key, child] of Object.entries(schema)) if (!VALUES.has(key)) enumsIn(child, values);
  return values;
}
