import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, resolve, sep } from 'node:path';
import { CORE_SCHEMA, load as parseYaml, Type, YAMLException } from 'js-yaml';
import { LineCounter, parseDocument } from 'yaml';

/** A document larger than this is a mistake, or an attack. */
const MOST_BYTES = 64 * 1024 * 1024;
/** YAML aliases can make a small file unfold into more nodes than any memory holds. */
const MOST_NODES = 5_000_000;
/** Every tool here follows a document by calling itself. */
const MOST_LEVELS = 500;

/** A place in a file, as people count. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A document that cannot be read, with the place to look at. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** An OpenAPI document with all files that it refers to. */
export interface LoadedDocument {
  /** The absolute path of the root file. */
  readonly file: string;
  /** What the root file holds. */
  readonly root: Readonly<Record<string, unknown>>;
  /** All files read, by absolute path, the root first. */
  readonly files: ReadonlyMap<string, unknown>;
}

/**
 * Reads a document and every file that it refers to, before anything else sees it: Redocly fetches remote references
 * while it loads, whatever its rules say of them. A reference may lead to a place in the same file, or to a file in the
 * root file's folder; any other is refused.
 *
 * @throws {DocumentError} Names the file, the line and what to do.
 */
export function loadDocument(path: string): LoadedDocument {
  const file = resolve(path);
  const files = new Map<string, unknown>();
  const folder = readable(file, () => realpathSync(dirname(file))) + sep;
  const pending = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (files.has(next)) continue;
    const content = parseFile(next);
    files.set(next, content);
    for (const reference of references(content, next)) pending.push(referencedFile(reference, next, folder));
  }
  const root = files.get(file);
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throw new DocumentError(
      'This is no OpenAPI document: expected a mapping with `openapi`, `info` and `paths`.',
      start(file),
    );
  }
  const version: unknown = (root as Record<string, unknown>)['openapi'];
  if (typeof version !== 'string' || !/^3\.[01]\.\d+/.test(version)) {
    throw new DocumentError(
      'Expected `openapi` to be a version 3.0 or 3.1, such as 3.1.0, in quotes where it could be a number.',
      placeOf(file, '/openapi'),
    );
  }
  return { file, root: root as Record<string, unknown>, files };
}

interface Reference {
  readonly pointer: string;
  readonly target: string;
}

/** Every string that a tool may follow: `$ref` wherever it stands, even in an example, and the targets of discriminators. */
function references(content: unknown, file: string): Reference[] {
  const found: Reference[] = [];
  const keys: string[] = [];
  const above = new Set<unknown>();
  let nodes = 0;
  const walk = (value: unknown): void => {
    nodes += 1;
    if (typeof value !== 'object' || value === null) return;
    if (keys.length > MOST_LEVELS) throw tooDeep(file);
    if (nodes > MOST_NODES)
      throw new DocumentError('The aliases of this file unfold into too many nodes. Write it with fewer.', start(file));
    if (above.has(value)) {
      throw new DocumentError(
        'An alias of this file holds itself. Use a `$ref` for what is recursive.',
        placeOf(file, toPointer(keys)),
      );
    }
    above.add(value);
    const mapping = keys.at(-1) === 'mapping' && keys.at(-2) === 'discriminator';
    for (const key of Object.keys(value)) {
      const item = (value as Record<string, unknown>)[key];
      keys.push(key);
      const followed = typeof item === 'string' && (key === '$ref' || (mapping && /[/.:]/.test(item)));
      if (followed) found.push({ pointer: toPointer(keys), target: item });
      else walk(item);
      keys.pop();
    }
    above.delete(value);
  };
  walk(content);
  return found;
}

/** The file that a reference leads to; the file itself for a fragment. */
function referencedFile({ pointer, target }: Reference, from: string, folder: string): string {
  const refuse = (why: string): never => {
    throw new DocumentError(
      `${why} Refer to a file in the folder of the root document, by a relative path, or copy it there.`,
      placeOf(from, pointer),
    );
  };
  const [path = ''] = target.split('#', 1);
  if (path === '') return from;
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//'))
    refuse('This reference leads out of this machine or names a scheme; nothing is fetched.');
  if (path.startsWith('/') || path.includes('\\') || /[%?\0]/.test(path))
    refuse('This reference is no plain relative path.');
  const file = resolve(dirname(from), path);
  let real = '';
  try {
    real = realpathSync(file);
  } catch {
    refuse('The file of this reference does not exist.');
  }
  if (!real.startsWith(folder)) refuse("This reference leads out of the root document's folder.");
  return file;
}

function parseFile(file: string): unknown {
  const size = readable(file, () => statSync(file)).size;
  if (size > MOST_BYTES) {
    throw new DocumentError(
      `The file has ${size} bytes, more than the ${MOST_BYTES} that are read. Split it.`,
      start(file),
    );
  }
  const text = readable(file, () => readFileSync(file, 'utf8'));
  return extname(file) === '.json' ? parseJson(file, text) : parseYamlFile(file, text);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (parseError) {
    if (parseError instanceof RangeError) throw tooDeep(file);
    // JSON's own message has no line; YAML's parser, slower, reads JSON too and has one.
    const [error] = parseDocument(text).errors;
    const [at] = error?.linePos ?? [{ line: 1, col: 1 }];
    throw new DocumentError('The file is not JSON. Correct it here, or name it .yaml.', {
      file,
      line: at.line,
      column: at.col,
    });
  }
}

/** YAML 1.2 with merge keys: a date stays the text that it is. */
const SCHEMA = CORE_SCHEMA.extend({
  implicit: [new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' })],
});

function parseYamlFile(file: string, text: string): unknown {
  try {
    return parseYaml(text, { filename: file, schema: SCHEMA });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    if (!(error instanceof YAMLException)) throw error;
    const { line = 0, column = 0 } = error.mark ?? {};
    throw new DocumentError(`The file is not YAML: ${error.reason}.`, { file, line: line + 1, column: column + 1 });
  }
}

/** At the start of the file: looking for the place would overflow the stack as well. */
function tooDeep(file: string): DocumentError {
  return new DocumentError(
    `The file nests deeper than ${MOST_LEVELS} levels. Write what is inside as components.`,
    start(file),
  );
}

function readable<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DocumentError(
      `The file cannot be read (${code ?? 'unknown reason'}). Check its path and rights.`,
      start(file),
    );
  }
}

/** Where a JSON Pointer leads in a file. Reads the file anew, with a parser that keeps places: for errors only. */
export function placeOf(file: string, pointer: string): Place {
  return placesIn(file)(pointer);
}

/** The same for many pointers, with one reading. */
export function placesIn(file: string): (pointer: string) => Place {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  return (pointer) => {
    const keys = pointer
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    for (let length = keys.length; length > 0; length -= 1) {
      const path = keys.slice(0, length);
      const node = (document.getIn(path, true) ?? document.getIn(path.map(asKey), true)) as
        | { range?: [number, number, number] }
        | undefined;
      if (!node?.range) continue;
      const { line, col } = lines.linePos(node.range[0]);
      return { file, line, column: col };
    }
    return start(file);
  };
}

function asKey(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

function toPointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function start(file: string): Place {
  return { file, line: 1, column: 1 };
}
