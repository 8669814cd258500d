import { get, type Json } from '../../src/openapi/json.ts';
import { decodeFragment, keysOf } from '../../src/openapi/pointer.ts';

/** Tells which schemas are written alike in two normalised documents, with all that they lead to: most of them. */
export class Alike {
  readonly #names: ReadonlySet<string>;

  constructor(before: Json, after: Json) {
    const texts = new Map<string, string>();
    for (const [name, schema] of Object.entries(before)) {
      const text = JSON.stringify(schema);
      if (text === JSON.stringify(get(after, name))) texts.set(name, text);
    }
    const targets = new Map([...texts].map(([name, text]) => [name, targetsIn(text)]));
    for (let size = -1; size !== targets.size; ) {
      size = targets.size;
      for (const [name, led] of targets) if (!led.every((target) => targets.has(target))) targets.delete(name);
    }
    this.#names = new Set(targets.keys());
  }

  has(before: unknown, after: unknown): boolean {
    const text = JSON.stringify(before);
    return text === JSON.stringify(after) && targetsIn(text).every((target) => this.#names.has(target));
  }
}

function targetsIn(text: string): string[] {
  return referencesIn(text).map((pointer) => keysOf(pointer)[2] ?? '');
}

/** Where the references in a text of JSON lead. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/"\$ref":"#([^"]*)"/g)].map(([, fragment = '']) => decodeFragment(fragment));
}
