import { getString, isObject, type Json } from './json.ts';
import { at, decodeFragment, keysOf } from './pointer.ts';

/** What cannot be expressed, with the place and what follows from it. */
export interface Finding {
  /** A JSON Pointer into the document as it was given. */
  readonly pointer: string;
  /** What is told after the place: `has no name; it is left out`. */
  readonly message: string;
}

/** Where findings go. */
export type Warn = (pointer: string, message: string) => void;

/** A value and where it stands. */
export interface Located {
  readonly value: Json;
  readonly pointer: string;
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
    let place = pointer;
    for (let reference = getString(current, '$ref'); reference !== undefined; reference = getString(current, '$ref')) {
      if (!reference.startsWith('#') || seen.has(reference)) return undefined;
      seen.add(reference);
      place = decodeFragment(reference.slice(1));
      current = this.at(place);
    }
    return isObject(current) ? { value: current, pointer: place } : undefined;
  }

  /** What a JSON Pointer leads to. */
  at(pointer: string): unknown {
    return at(this.root, pointer);
  }

  /** What a value stands for, where its place does not matter. */
  follow(value: unknown): Json | undefined {
    return this.resolve(value, '')?.value;
  }

  /** The name of the component schema that `schema` refers to, where it is nothing but such a reference. */
  schemaName(schema: unknown): string | undefined {
    const reference = getString(schema, '$ref');
    return reference === undefined ? undefined : schemaNameIn(reference);
  }
}

/** The name of the component schema that a reference leads to; undefined where it leads elsewhere. */
export function schemaNameIn(reference: string): string | undefined {
  if (!reference.startsWith('#/components/schemas/')) return undefined;
  const [, , name, deeper] = keysOf(decodeFragment(reference.slice(1)));
  return deeper === undefined ? name : undefined;
}
