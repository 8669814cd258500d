import { canonical, lists } from './canonical.ts';
import { opened } from './closed.ts';
import { refTo, schemasOf } from './components.ts';
import { breakCycles } from './cycles.ts';
import { directed, isDirected } from './directions.ts';
import { discriminated } from './discriminators.ts';
import { DocumentReader, type Finding, schemaNameIn, type Warn } from './document.ts';
import { getObject, getString, isObject, type Json } from './json.ts';
import { Names, typeName } from './names.ts';
import { decodeFragment, keysOf } from './pointer.ts';
import { requiredByOwners } from './required.ts';
import { type Kind, mapChildren, mapSchema, type Visit } from './walk.ts';

/** A document in the one form that everything is made from, and what could not be brought into it. */
export interface NormalDocument {
  readonly document: Json;
  /** Whether any schema has `hides`. */
  readonly hides: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Brings a bundled document of OpenAPI 3.0 or 3.1 into one form; the document itself is left as it is. Afterwards
 *
 * - every reference leads to a component, of a schema to a schema under a name, and no other object refers to a
 *   reference;
 * - schemas are those of 3.1, with null in one spelling;
 * - no schema holds itself but through a property or an item;
 * - what a discriminator says stands in the schemas that it chooses among;
 * - no part of an `allOf` is closed for the properties of another;
 * - what an `allOf` requires stands where the property does;
 * - requests and answers each have the schemas that they carry (`hides`: the names of what they never carry).
 */
export function normalise(root: Json): NormalDocument {
  const findings: Finding[] = [];
  const warn: Warn = (pointer, message, mistake) => {
    findings.push({ pointer, message, ...(mistake && { mistake }) });
  };
  const document = [breakCycles, discriminated, opened, requiredByOwners, directed].reduce(
    (before, step) => step(before, warn),
    new Referring(new DocumentReader(root, warn)).document(),
  );
  return { document, hides: isDirected(document), findings };
}

/** Sees to it that references lead to components, and brings schemas into their form on the way. */
class Referring {
  readonly #given: DocumentReader;
  readonly #old: boolean;
  /** The places that references lead to and that are no components, with the name that each gets. */
  readonly #names = new Map<string, string>();
  readonly #hoisted = new Map<string, unknown>();
  readonly #taken: Names;
  readonly #wanted: ReadonlySet<string>;
  /** What is being put in the place of a reference, from the outside in. */
  readonly #within: string[] = [];

  constructor(given: DocumentReader) {
    this.#given = given;
    this.#old = /^3\.0/.test(getString(given.root, 'openapi') ?? '');
    this.#wanted = placesReferredTo(given.root);
    this.#taken = new Names(new Set(Object.keys(schemasOf(given.root))));
  }

  document(): Json {
    const visited = this.#children('document', this.#given.root, '');
    if (this.#hoisted.size === 0) return visited;
    const components = getObject(visited, 'components');
    const schemas = { ...getObject(components, 'schemas'), ...Object.fromEntries(this.#hoisted) };
    return { ...visited, components: { ...components, schemas } };
  }

  #children(kind: Kind, value: Json, pointer: string): Json {
    return mapChildren(kind, value, pointer, this.#visit);
  }

  readonly #visit: Visit = (kind, child, pointer) => {
    if (kind === 'schema') return this.#schemaAt(child, pointer);
    const reference = getString(child, '$ref');
    if (reference === undefined) return isObject(child) ? this.#children(kind, child, pointer) : child;
    const found = this.#object(kind, reference, pointer);
    if (kind !== 'pathItem' || !isObject(found)) return found;
    const { $ref: _, ...own } = child as Json;
    return { ...found, ...this.#children(kind, own, pointer) };
  };

  /** A reference to a component stays, unless that is a reference itself; any other gives way to what it leads to. */
  #object(kind: Kind, reference: string, pointer: string): unknown {
    const target = this.#given.resolve({ $ref: reference }, pointer);
    if (!target || this.#within.includes(target.pointer)) {
      this.#given.warn(pointer, `refers to \`${reference}\`, which leads nowhere; it is left out`, true);
      return undefined;
    }
    const [top, , , deeper] = keysOf(target.pointer);
    const named = top === 'components' && deeper === undefined;
    const isComponent = /^\/components\/[^/]+\/[^/]+$/.test(pointer);
    if (named && !isComponent && kind !== 'pathItem') return { $ref: `#${target.pointer}` };
    this.#within.push(target.pointer);
    const found = this.#children(kind, target.value, target.pointer);
    this.#within.pop();
    return found;
  }

  #schemaAt(schema: unknown, pointer: string): unknown {
    return this.#wanted.has(pointer) && !isNamed(pointer)
      ? this.#hoist(schema, pointer)
      : this.#schema(schema, pointer);
  }

  #schema(schema: unknown, pointer: string): unknown {
    if (typeof schema === 'boolean') return schema ? {} : schema;
    if (!isObject(schema)) {
      this.#given.warn(pointer, 'is no schema; anything fits', true);
      return {};
    }
    const inner = mapSchema(lists(schema), pointer, (child, at) => this.#schemaAt(child, at));
    const reference = getString(inner, '$ref');
    const led = reference === undefined ? inner : this.#reference(inner, reference, pointer);
    return canonical(led, pointer, this.#old, this.#given.warn);
  }

  #reference(form: Json, reference: string, pointer: string): Json {
    const { $ref: _, ...notes } = form;
    const target = reference.startsWith('#') ? decodeFragment(reference.slice(1)) : '';
    const found = reference.startsWith('#') ? this.#given.at(target) : undefined;
    if (found === undefined || target === '') {
      this.#given.warn(pointer, `refers to \`${reference}\`, which leads nowhere; anything fits`, true);
      return notes;
    }
    return isNamed(target) ? { $ref: `#${target}`, ...notes } : { ...this.#hoist(found, target), ...notes };
  }

  /** Gives a schema in the middle of something a name of its own, and returns the reference to it. */
  #hoist(schema: unknown, pointer: string): Json {
    let name = this.#names.get(pointer);
    if (name === undefined) {
      name = this.#taken.take(nameFor(pointer));
      this.#names.set(pointer, name);
      this.#hoisted.set(name, undefined);
      this.#hoisted.set(name, this.#schema(schema, pointer));
    }
    return refTo(name);
  }
}

function isNamed(pointer: string): boolean {
  return schemaNameIn(`#${pointer}`) !== undefined;
}

/** Every place in the document that a reference leads to. */
function placesReferredTo(root: Json): ReadonlySet<string> {
  const places = new Set<string>();
  const pending: unknown[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const item of Object.values(value)) if (typeof item === 'object') pending.push(item);
    const reference = (value as Json)['$ref'];
    if (typeof reference === 'string' && reference.startsWith('#/')) places.add(decodeFragment(reference.slice(1)));
  }
  return places;
}

/** Keys of a pointer that say how a document is built, and nothing of what stands there. */
const STRUCTURE =
  /^(components|schemas|responses|paths|content|schema|properties|\$defs|definitions|parameters|(.+\/.+))$/;

/** A name for what stands in the middle of something: `UserAddress`, and `NotFoundResponse` for what that answer holds. */
function nameFor(pointer: string): string {
  const keys = keysOf(pointer);
  const words = keys.filter((key) => !STRUCTURE.test(key));
  const path = keys[0] === 'paths' ? [keys[1] ?? ''] : [];
  const answer = keys[1] === 'responses' && keys.at(-1) === 'schema' ? ['response'] : [];
  return typeName([...path, ...words.map((key) => (key === 'items' ? 'item' : key)), ...answer].join(' '));
}
