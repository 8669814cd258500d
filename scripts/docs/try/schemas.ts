import { targetOf } from '../../../src/openapi/components.ts';
import { get, isObject, type Json } from '../../../src/openapi/json.ts';
import { mapSchema } from '../../../src/openapi/walk.ts';

/** What says nothing of which values fit. */
const PROSE = /^(title|description|example|examples|externalDocs|xml|deprecated|\$comment|x-.*)$/;

/** A schema as far as values are judged by it. */
export function pruned(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const kept = Object.fromEntries(Object.entries(schema).filter(([name]) => !PROSE.test(name)));
  return mapSchema(kept, '', (child) => pruned(child));
}

/** The component schemas of a document, pruned, each looked at once for all operations that reach it. */
export class Components {
  readonly #schemas: Json;
  readonly #known = new Map<string, { readonly schema: unknown; readonly names: ReadonlySet<string> }>();

  constructor(schemas: Json) {
    this.#schemas = schemas;
  }

  /** Those that others reach, by name. */
  reached(from: readonly unknown[]): Json {
    const found = new Set(from.flatMap((schema) => [...namesIn(schema)]));
    for (const name of found) for (const next of this.#get(name).names) found.add(next);
    return Object.fromEntries([...found].map((name) => [name, this.#get(name).schema]));
  }

  #get(name: string) {
    let known = this.#known.get(name);
    if (!known) {
      const schema = pruned(get(this.#schemas, name));
      known = { schema, names: namesIn(schema) };
      this.#known.set(name, known);
    }
    return known;
  }
}

/** The components that a schema itself refers to. */
function namesIn(schema: unknown, names = new Set<string>()): Set<string> {
  if (!isObject(schema)) return names;
  const name = targetOf(schema);
  if (name !== undefined) names.add(name);
  mapSchema(schema, '', (child) => {
    namesIn(child, names);
    return child;
  });
  return names;
}
