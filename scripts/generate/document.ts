/** A JSON object of a document. */
export type Json = Readonly<Record<string, unknown>>;

/** What the generator cannot express: it says so, with the place, and goes on. */
export type Warn = (pointer: string, message: string) => void;

/** A value and where it stands in the bundled document. */
export interface Located {
  readonly value: Json;
  readonly pointer: string;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The property `name` of `value` itself, never of its prototype. */
export function get(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function getObject(value: unknown, name: string): Json | undefined {
  const found = get(value, name);
  return isObject(found) ? found : undefined;
}

export function getString(value: unknown, name: string): string | undefined {
  const found = get(value, name);
  return typeof found === 'string' ? found : undefined;
}

export function getArray(value: unknown, name: string): readonly unknown[] {
  const found = get(value, name);
  return Array.isArray(found) ? found : [];
}

export function entriesOf(value: unknown, name: string): [string, unknown][] {
  return Object.entries(getObject(value, name) ?? {});
}

export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A bundled document, in which every reference is a fragment. */
export class OpenApiDocument {
  readonly root: Json;
  readonly warn: Warn;

  constructor(root: Json, warn: Warn) {
    this.root = root;
    this.warn = warn;
  }

  /** Follows references until something else comes; undefined where they lead nowhere or in a circle. */
  resolve(value: unknown, pointer: string): Located | undefined {
    const seen = new Set<string>();
    let current: unknown = value;
    let at = pointer;
    for (let reference = getString(current, '$ref'); reference !== undefined; reference = getString(current, '$ref')) {
      if (!reference.startsWith('#') || seen.has(reference)) return undefined;
      seen.add(reference);
      at = decodeFragment(reference.slice(1));
      current = this.at(at);
    }
    return isObject(current) ? { value: current, pointer: at } : undefined;
  }

  /** What a JSON Pointer leads to. */
  at(pointer: string): unknown {
    let current: unknown = this.root;
    for (const key of pointer.split('/').slice(1)) {
      const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
      current = (current as Record<string, unknown>)[name];
    }
    return current;
  }

  /** The name of the component schema that `schema` refers to, where it is nothing but such a reference. */
  schemaName(schema: unknown): string | undefined {
    const prefix = '#/components/schemas/';
    const reference = getString(schema, '$ref');
    if (!reference?.startsWith(prefix)) return undefined;
    const name = decodeFragment(reference.slice(prefix.length));
    return name.includes('/') ? undefined : name.replaceAll('~1', '/').replaceAll('~0', '~');
  }
}

export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
