import { targetOf } from '../../src/openapi/components.ts';
import { entriesOf, get, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';

import { remembered } from './maps.ts';

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

/** More than this on one page nobody reads in full: schemas, and characters of them in the document, which a large one has on many pages. */
const MOST_SCHEMAS = 24;
const MOST_CHARACTERS = { small: 12_000, large: 6_000 };

/** Which component schemas lead to which: asked for every page, so looked up once. */
export class Reach {
  readonly #schemas: Json;
  readonly #most: number;
  readonly #sizes = new Map<string, number>();
  readonly #named = new Map<string, ReadonlySet<string>>();
  readonly #reached = new WeakMap<readonly unknown[], readonly string[]>();

  constructor(schemas: Json, size: keyof typeof MOST_CHARACTERS = 'small') {
    this.#schemas = schemas;
    this.#most = MOST_CHARACTERS[size];
  }

  /** The components that can be reached from schemas, the nearest first. */
  from(schemas: readonly unknown[]): readonly string[] {
    return remembered(this.#reached, schemas, () => {
      const found = new Set(namedIn(schemas));
      for (const name of found)
        for (const next of remembered(this.#named, name, () => namedIn(this.#schemas[name]))) found.add(next);
      return [...found].filter((name) => Object.hasOwn(this.#schemas, name));
    });
  }

  /** The nearest of them: as many as a page can show in full. */
  near(schemas: readonly unknown[]): readonly string[] {
    let left = this.#most;
    const first = this.from(schemas).slice(0, MOST_SCHEMAS);
    return first.filter((name, index) => {
      left -= remembered(this.#sizes, name, () => JSON.stringify(this.#schemas[name]).length);
      return index === 0 || left >= 0;
    });
  }
}

/** What is said by a value and every schema in it, those of other components left out. */
function collect(
  value: unknown,
  said: (schema: Json) => readonly string[],
  found: Set<string> = new Set(),
): Set<string> {
  if (Array.isArray(value)) for (const item of value) collect(item, said, found);
  if (!isObject(value)) return found;
  for (const each of said(value)) found.add(each);
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || VALUES.has(key)) continue;
    collect(MAPS.has(key) ? Object.values(child ?? {}) : child, said, found);
  }
  return found;
}

/** The components that a schema refers to, itself or in what stands in it. */
export function namedIn(schema: unknown): Set<string> {
  return collect(schema, (each) => {
    const name = targetOf(each);
    return name === undefined ? [] : [name];
  });
}

/** The names of all properties in a schema, those of other components left out. */
export function propertiesIn(schema: unknown): Set<string> {
  return collect(schema, (each) => Object.keys(get(each, 'properties') ?? {}));
}

/** The texts that a schema lists as values. */
export function enumsIn(schema: unknown): Set<string> {
  return collect(schema, (each) => getStrings(each, 'enum').filter(({ length }) => length <= MOST_LETTERS));
}

const ofOperations = new WeakMap<OperationModel, readonly unknown[]>();

/** The schemas that an operation has itself. */
export function schemasOfOperation({ document }: Model, operation: OperationModel): readonly unknown[] {
  const { parameters, accepts, responses } = operation;
  return remembered(ofOperations, operation, () => [
    ...parameters.map(({ schema }) => schema),
    ...(accepts?.contents ?? []).map(({ schema }) => schema),
    ...responses.flatMap(({ contents, source }) => [
      ...contents.map(({ schema }) => schema),
      ...entriesOf(source, 'headers').map(([, header]) => get(document.follow(header), 'schema')),
    ]),
  ]);
}
