import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { DocumentError, type Place, start } from './error.ts';
import { placesOfJson } from './json-places.ts';
import { parseYaml, placesOf } from './yaml.ts';

/** A document larger than this is a mistake, or an attack; the tree of YAML takes fifty times the memory of its text. */
const MOST_BYTES = { json: 64 * 1024 * 1024, yaml: 24 * 1024 * 1024 };
/** Every tool here follows a document by calling itself. */
export const MOST_LEVELS = 500;

/** One file, read and parsed once. */
export interface Read {
  readonly value: unknown;
  readonly hash: string;
  /** How many keys the text of a JSON file has; the parser keeps one of two that are equal. */
  readonly keys: number | undefined;
}

/** Reads JSON and YAML; anything else that a document refers to is text, unless it is the document itself. */
export function readDocumentFile(file: string, isRoot: boolean): Read {
  const isJson = extname(file) === '.json';
  const most = MOST_BYTES[isJson ? 'json' : 'yaml'];
  const size = readable(file, () => statSync(file)).size;
  if (size > most) {
    throw new DocumentError(
      `The file has ${size} bytes, more than the ${most} that are read. Split it${isJson ? '' : ', or write it as JSON'}.`,
      start(file),
    );
  }
  const bytes = readable(file, () => readFileSync(file));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const text = textOf(bytes);
  try {
    if (isJson) return { value: parseJson(file, text), hash, keys: keysIn(text) };
    return { value: isRoot || !isText(file) ? parseYaml(file, text) : text, hash, keys: undefined };
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    throw error;
  }
}

export function isText(file: string): boolean {
  return !['.json', '.yaml', '.yml'].includes(extname(file));
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new DocumentError(
      'The file is not JSON. Correct it here, or name it .yaml.',
      placeOfMistake(file, text, error),
    );
  }
}

/** Where JSON's own message has no position, YAML's parser, slower, reads JSON too and has one. */
function placeOfMistake(file: string, text: string, error: unknown): Place {
  const [, position] = / at position (\d+)/.exec((error as Error).message) ?? [];
  if (position !== undefined) {
    const lines = text.slice(0, Number(position)).split('\n');
    return { file, line: lines.length, column: lines.at(-1)!.length + 1 };
  }
  try {
    parseYaml(file, text);
    return start(file);
  } catch (mistake) {
    return mistake instanceof DocumentError ? mistake.place : start(file);
  }
}

/** Outside of strings, JSON has a colon after each key and nowhere else. */
function keysIn(text: string): number {
  let keys = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x3a) keys += 1;
    if (code !== 0x22) continue;
    for (index += 1; text.charCodeAt(index) !== 0x22; index += 1) if (text.charCodeAt(index) === 0x5c) index += 1;
  }
  return keys;
}

/** The place of a key that a JSON file has twice: YAML's parser refuses it. */
export function duplicateKey(file: string): DocumentError {
  try {
    parseYaml(file, textOf(readFileSync(file)));
  } catch (error) {
    if (error instanceof DocumentError) return error;
  }
  return new DocumentError('A key of this file stands twice in one object. Take one of the two out.', start(file));
}

/** At the start of the file: looking for the place would overflow the stack as well. */
export function tooDeep(file: string): DocumentError {
  return new DocumentError(
    `The file nests deeper than ${MOST_LEVELS} levels. Write what is inside as components.`,
    start(file),
  );
}

export function readable<Result>(file: string, read: () => Result): Result {
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

/** Where JSON Pointers lead in a file. Reads it anew, with a parser that keeps places: for messages only. */
export function placesIn(file: string): (pointer: string) => Place {
  const text = textOf(readFileSync(file));
  return extname(file) === '.json' ? placesOfJson(file, text) : placesOf(file, text);
}
