import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodeFragment, keysOf, toPointer } from '../../src/openapi/pointer.ts';
import { DocumentError, isInside, start } from './error.ts';
import { MOST_LEVELS, placesIn, tooDeep } from './file.ts';

/** YAML aliases can make a small file unfold into more nodes than any memory holds. */
const MOST_NODES = 5_000_000;
/** How many references may stand in the way of one. */
const MOST_STEPS = 1_000;

type Mapping = Record<string, unknown>;

/** A string that a tool may follow: a `$ref` even in an example, a discriminator's target, an example's file. */
export interface Reference {
  readonly kind: '$ref' | 'mapping' | 'externalValue';
  readonly from: string;
  readonly keys: readonly string[];
  readonly target: string;
  /** What holds it. */
  readonly holder: Mapping;
}

/** What one walk through a file finds. */
export interface Contents {
  readonly references: readonly Reference[];
  /** The names that a `#name` may lead to. */
  readonly anchors: ReadonlySet<string>;
  /** How many keys its objects have. */
  readonly keys: number;
}

export function contentsOf(from: string, content: unknown): Contents {
  const references: Reference[] = [];
  const anchors = new Set<string>();
  const path: string[] = [];
  let nodes = 0;
  let count = 0;
  const walk = (value: unknown): void => {
    nodes += 1;
    if (typeof value !== 'object' || value === null) return;
    if (path.length > MOST_LEVELS) throw endless(from, content, path);
    if (nodes > MOST_NODES)
      throw new DocumentError('The aliases of this file unfold into too many nodes. Write it with fewer.', start(from));
    const holder = value as Mapping;
    const names = Object.keys(holder);
    if (!Array.isArray(value)) count += names.length;
    for (const key of names) {
      const item = holder[key];
      path.push(key);
      const kind = typeof item === 'string' ? kindOf(path, item) : undefined;
      if (kind) references.push({ kind, from, keys: [...path], target: item as string, holder });
      else if (typeof item === 'string' && (key === '$anchor' || key === '$dynamicAnchor')) anchors.add(item);
      walk(item);
      path.pop();
    }
  };
  walk(content);
  return { references, anchors, keys: count };
}

function kindOf(path: readonly string[], target: string): Reference['kind'] | undefined {
  const key = path.at(-1);
  if (key === '$ref') return key;
  if (key === 'externalValue' && path.at(-3) === 'examples') return key;
  // `com.example.Dog` is the name of a schema.
  const isMapping = path.at(-2) === 'mapping' && path.at(-3) === 'discriminator';
  return isMapping && /[/:#]|\.(json|ya?ml)$/.test(target) ? 'mapping' : undefined;
}

/** An alias that holds itself, or real depth: only now is it worth to look which. */
function endless(from: string, content: unknown, path: readonly string[]): DocumentError {
  const above = new Set<unknown>();
  let value = content;
  for (const [level, key] of path.entries()) {
    if (above.has(value)) {
      const place = placesIn(from)(toPointer(path.slice(0, level)));
      return new DocumentError('An alias of this file holds itself. Use a `$ref` for what is recursive.', place);
    }
    above.add(value);
    value = (value as Mapping)[key];
  }
  return tooDeep(from);
}

export const MISSING = 'names a file that does not exist';

/** The file that a reference leads to, or what speaks against following it. */
export function fileOf({ target, from }: Reference, root: string, folder: string): { readonly file: string } | string {
  const [path = ''] = target.split('#', 1);
  if (path === '') return { file: from };
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//'))
    return 'leads out of this machine or names a scheme; nothing is fetched';
  if (path.startsWith('/') || path.includes('\\') || /[%?\0]/.test(path)) return 'is no plain relative path';
  const file = resolve(dirname(from), path);
  try {
    const inside = isInside(file, dirname(root)) && realpathSync(file).startsWith(folder);
    return inside ? { file } : "leads out of the root document's folder";
  } catch {
    return MISSING;
  }
}

interface Spot {
  readonly file: string;
  readonly value: unknown;
}

/** What a reference leads to, through other references that stand in the way of its pointer. */
export function find(
  target: string,
  from: string,
  files: ReadonlyMap<string, unknown>,
  contents: ReadonlyMap<string, Contents>,
): Spot | undefined {
  let steps = 0;
  const follow = (reference: string, file: string): Spot | undefined => {
    steps += 1;
    if (steps > MOST_STEPS) return undefined;
    const [path = '', fragment = ''] = reference.split('#');
    const named = path === '' ? file : resolve(dirname(file), path);
    let spot: Spot | undefined = files.has(named) ? { file: named, value: files.get(named) } : undefined;
    if (!fragment.startsWith('/'))
      return fragment === '' || contents.get(named)?.anchors.has(fragment) ? spot : undefined;
    for (const key of keysOf(decodeFragment(fragment))) {
      while (spot && !has(spot.value, key)) {
        const { value, file } = spot;
        spot = has(value, '$ref') && typeof value.$ref === 'string' ? follow(value.$ref, file) : undefined;
      }
      if (!spot || !has(spot.value, key)) return undefined;
      spot = { file: spot.file, value: spot.value[key] };
    }
    return spot;
  };
  return follow(target, from);
}

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** Keywords whose content is data, in which `$ref` is a word like any other. */
const DATA = /^(example|default|const|enum|value|x-.*)$/;
/** What stands above names of the author's own. */
const NAMES =
  /^(properties|patternProperties|\$defs|definitions|dependentSchemas|schemas|responses|parameters|headers|examples|requestBodies|securitySchemes|links|callbacks|pathItems|paths|webhooks|content|encoding|variables)$/;

/** Whether a place is within an example, a default or the like, and so asks for nothing. */
export function isData(keys: readonly string[]): boolean {
  return keys.some((key, index) =>
    key === 'examples' ? /^\d+$/.test(keys[index + 1] ?? '') : DATA.test(key) && !NAMES.test(keys[index - 1] ?? ''),
  );
}
