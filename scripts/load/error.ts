import { isAbsolute, relative, sep } from 'node:path';

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
    super(harmless(message));
    this.place = place;
  }
}

export function start(file: string): Place {
  return { file, line: 1, column: 1 };
}

/** A message with its place, as editors and terminals understand it: `file:line:column message`. */
export function placed({ file, line, column }: Place, message: string, shown = fromHere): string {
  return harmless(`${shown(file)}:${line}:${column} ${message}`);
}

/** A path as people at this prompt would write it. */
export function fromHere(path: string): string {
  return isInside(path, process.cwd()) ? relative(process.cwd(), path) || '.' : path;
}

export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A value of a document within a message: one line, and short. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return `\`${text.length > 100 ? `${text.slice(0, 100)}…` : text}\``;
}

/** A document's text must not steer the terminal, nor turn the direction of what stands around it. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '?');
}
