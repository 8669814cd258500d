import { dirname, resolve } from 'node:path';
import { get, getArray, getString } from '../../src/openapi/json.ts';
import { at, decodeFragment, escapeKey } from '../../src/openapi/pointer.ts';
import type { LoadedDocument } from '../load.ts';

/** Where schemas are used, by the object that each is in its file. */
export interface Uses {
  readonly inRequest: ReadonlySet<unknown>;
  readonly inAnswer: ReadonlySet<unknown>;
  /** Enums that stand beside a plain string wherever they are used: any other value may come. */
  readonly open: ReadonlySet<unknown>;
}

/** A value and where it stands. */
export interface InFile {
  readonly value: unknown;
  readonly file: string;
  readonly pointer: string;
}

/** What `key` of a value holds. */
export function child({ value, file, pointer }: InFile, key: string): InFile {
  const own = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  const item = own ? (value as Record<string, unknown>)[key] : undefined;
  return { value: item, file, pointer: `${pointer}/${escapeKey(key)}` };
}

export function rootOf({ root, file }: LoadedDocument): InFile {
  return { value: root, file, pointer: '' };
}

/** Follows references from file to file; what they lead to, or undefined where they lead nowhere. */
export function follow(document: LoadedDocument, from: InFile): InFile {
  let { value, file, pointer } = from;
  const seen = new Set<unknown>();
  for (let target = getString(value, '$ref'); target !== undefined; target = getString(value, '$ref')) {
    if (seen.has(value)) break;
    seen.add(value);
    const [path = '', fragment = ''] = target.split('#', 2);
    if (path !== '') file = resolve(dirname(file), path);
    pointer = decodeFragment(fragment);
    value = at(document.files.get(file), pointer);
  }
  return { value, file, pointer };
}

/** Whether a list of alternatives has one that takes every string. */
export function hasAnyString(items: readonly unknown[]): boolean {
  const free = ['enum', 'const', 'pattern', 'format', 'maxLength', 'allOf', 'not', '$ref'];
  return items.some(
    (item) => getString(item, 'type') === 'string' && !free.some((key) => get(item, key) !== undefined),
  );
}

/** Goes through everything that operations use. */
export function usesOf(document: LoadedDocument): Uses {
  const found = { request: new Set<unknown>(), answer: new Set<unknown>(), open: new Set<unknown>() };
  const closed = new Set<unknown>();
  const walk = (from: InFile, answer: boolean, open: boolean): void => {
    const place = follow(document, from);
    const { value } = place;
    if (typeof value !== 'object' || value === null) return;
    (open ? found.open : closed).add(value);
    const seen = answer ? found.answer : found.request;
    if (seen.has(value)) return;
    seen.add(value);
    for (const key of Object.keys(value)) {
      if (key === 'example' || key === 'examples') continue;
      const item = child(place, key);
      const opens = (key === 'anyOf' || key === 'oneOf') && hasAnyString(getArray(value, key));
      if (opens) for (const index of getArray(value, key).keys()) walk(child(item, String(index)), answer, true);
      else walk(item, answer || key === 'responses', false);
    }
  };
  const paths = child(rootOf(document), 'paths');
  for (const path of Object.keys(paths.value ?? {})) walk(child(paths, path), false, false);
  const open = new Set([...found.open].filter((value) => !closed.has(value)));
  return { inRequest: found.request, inAnswer: found.answer, open };
}
