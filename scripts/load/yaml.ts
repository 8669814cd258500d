import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { keysOf } from '../../src/openapi/pointer.ts';
import { DocumentError, type Place, start } from './error.ts';

const require = createRequire(import.meta.url);

/** YAML 1.2: a date stays the text that it is, and so does `1_000`. What the library would do slowly is done below. */
const OPTIONS = {
  schema: 'core',
  stringKeys: true,
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
} as const;

/** Facts that look like numbers: `1.10` is not 1.1. */
const WRITTEN = [['openapi'], ['swagger'], ['info', 'version']];

/** What a file holds; what an alias names is the same object wherever it stands. */
export function parseYaml(file: string, text: string): unknown {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  const { document, placeAt } = treeOf(file, text);
  const refuse = (message: string, node: { range?: Yaml.Range | null | undefined }): never => {
    throw new DocumentError(message, placeAt(node.range?.[0] ?? 0));
  };
  const unknown = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  for (const { code, message, pos } of [...document.errors, ...unknown]) {
    if (code === 'RESOURCE_EXHAUSTION') throw new RangeError(message);
    refuse(`The file is not YAML: ${message}. Correct it here.`, { range: [pos[0], pos[1], pos[1]] });
  }
  for (const path of WRITTEN) {
    const node = document.getIn(path, true);
    if (isScalar(node) && typeof node.value === 'number') node.value = node.source;
  }

  const anchors = new Map<string, unknown>();
  const read = (node: Yaml.Node): unknown => {
    if (isAlias(node)) {
      if (!anchors.has(node.source)) refuse('Nothing before this alias has its name. Correct the name.', node);
      return anchors.get(node.source);
    }
    const value = isSeq(node) ? [] : isMap(node) ? {} : (node as Yaml.Scalar).value;
    // Known before it is filled: an alias inside may lead here.
    if (node.anchor) anchors.set(node.anchor, value);
    if (isSeq<Yaml.Node>(node)) for (const item of node.items) (value as unknown[]).push(read(item));
    else if (isMap<Yaml.Scalar, Yaml.Node>(node)) fill(value as Mapping, node);
    return value;
  };
  const fill = (mapping: Mapping, { items }: Yaml.YAMLMap<Yaml.Scalar, Yaml.Node>): void => {
    const merged = new Set<string>();
    for (const { key: node, value } of items) {
      const key = node.value as string;
      if (key === '<<' && node.type === 'PLAIN') {
        for (const [name, item] of mergedInto(mapping, value ? read(value) : undefined, node)) {
          set(mapping, name, item);
          merged.add(name);
        }
        continue;
      }
      // What is written goes before what is merged, wherever it stands.
      if (Object.hasOwn(mapping, key) && !merged.delete(key))
        refuse('This key stands here for the second time. Take one of the two out.', node);
      set(mapping, key, value ? read(value) : null);
    }
  };
  const mergedInto = (mapping: Mapping, value: unknown, node: Yaml.Scalar): [string, unknown][] => {
    const sources: unknown[] = Array.isArray(value) ? value : [value];
    if (!sources.every((source) => typeof source === 'object' && source !== null && !Array.isArray(source)))
      refuse('Expected a mapping, an alias of one, or a list of these after `<<`.', node);
    const entries = sources.toReversed().flatMap((source) => Object.entries(source as Mapping));
    return [...new Map(entries)].filter(([name]) => !Object.hasOwn(mapping, name));
  };
  return document.contents ? read(document.contents) : undefined;
}

type Mapping = Record<string, unknown>;

function set(mapping: Mapping, key: string, value: unknown): void {
  if (key !== '__proto__') mapping[key] = value;
  else Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Where the pointers of a file lead, or the nearest that stands above. */
export function placesOf(file: string, text: string): (pointer: string) => Place {
  const { document, placeAt } = treeOf(file, text);
  return (pointer) => {
    const keys = keysOf(pointer);
    for (let length = keys.length; length > 0; length -= 1) {
      const node = document.getIn(keys.slice(0, length), true) as Yaml.Node | undefined;
      if (node?.range) return placeAt(node.range[0]);
    }
    return start(file);
  };
}

interface Tree {
  readonly document: ReturnType<typeof Yaml.parseDocument>;
  readonly placeAt: (offset: number) => Place;
}

function treeOf(file: string, text: string): Tree {
  const { LineCounter, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return { document, placeAt };
}

/** Loaded where it is needed: JSON is read without it, and loading takes longer than most documents. */
function yaml(): typeof Yaml {
  return require('yaml');
}
