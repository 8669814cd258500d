import { realpathSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { toPointer } from '../src/openapi/pointer.ts';
import { DocumentError, type Place, quoted } from './load/error.ts';
import { duplicateKey, placesIn, readable, readDocumentFile } from './load/file.ts';
import { type Contents, contentsOf, fileOf, find, isData, MISSING, type Reference } from './load/references.ts';
import { checkVersion } from './load/version.ts';

/** An OpenAPI document with all files that it refers to. */
export interface LoadedDocument {
  /** The absolute path of the root file. */
  readonly file: string;
  /** What the root file holds. */
  readonly root: Readonly<Record<string, unknown>>;
  /** All files read, by absolute path, the root first. */
  readonly files: ReadonlyMap<string, unknown>;
  /** Whether its references lead to no other file; what examples name is in it already. */
  readonly isOneFile: boolean;
  /** The SHA-256 of each file as it was read. */
  readonly hashes: ReadonlyMap<string, string>;
  /** What an author should know although the document can be used. */
  readonly warnings: readonly { readonly place: Place; readonly message: string }[];
}

/**
 * Reads a document and every file that it refers to, before anything else sees it: Redocly fetches remote references
 * while it loads, whatever its rules say of them. A reference may lead to a place in the same file, or to a file in the
 * root file's folder; any other is refused, and so is one that leads nowhere. The files of examples become their values.
 *
 * @throws {DocumentError} Names the file, the line and what to do.
 */
export function loadDocument(path: string): LoadedDocument {
  const file = resolve(path);
  const files = new Map<string, unknown>();
  const hashes = new Map<string, string>();
  const contents = new Map<string, Contents>();
  const warnings: LoadedDocument['warnings'][number][] = [];
  // Reading a large file for its places takes long: once for all that is said of it.
  const places = new Map<string, ReturnType<typeof placesIn>>();
  const placeOf = ({ from, keys }: Reference): Place => {
    const find = places.get(from) ?? placesIn(from);
    places.set(from, find);
    return find(toPointer(keys));
  };
  const warn = (reference: Reference, why: string): void =>
    void warnings.push({
      place: placeOf(reference),
      message: `The file of this example, ${quoted(reference.target)}, is left out: it ${why}.`,
    });
  const folder = readable(file, () => realpathSync(dirname(file))) + sep;

  const nowhere = (reference: Reference): DocumentError =>
    new DocumentError(
      `This reference leads nowhere: there is no ${quoted(reference.target)}. Correct it, or write what it names.`,
      placeOf(reference),
    );
  // One file that was put together elsewhere may have kept the names of others in a mapping; the model says so.
  const lost: Reference[] = [];
  const followed: { readonly reference: Reference; readonly named: string }[] = [];
  const pending = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (files.has(next)) continue;
    const { value, hash, keys } = readDocumentFile(next, next === file);
    const found = contentsOf(next, value);
    if (next === file) checkVersion(file, value);
    if (keys !== undefined && keys !== found.keys) throw duplicateKey(next);
    files.set(next, value);
    hashes.set(next, hash);
    contents.set(next, found);
    for (const reference of found.references) {
      const leads = fileOf(reference, file, folder);
      if (typeof leads !== 'string') {
        pending.push(leads.file);
        followed.push({ reference, named: leads.file });
      } else if (reference.kind === 'externalValue') warn(reference, leads);
      else if (reference.kind === 'mapping' && leads === MISSING) lost.push(reference);
      else
        throw new DocumentError(
          `This reference ${leads}: ${quoted(reference.target)}. Refer to a file in the folder of the root document, by a relative path, or copy it there.`,
          placeOf(reference),
        );
    }
  }

  for (const { reference, named } of followed) {
    const { kind, from, keys, target, holder } = reference;
    const spot = find(target, from, files, contents);
    const unread = kind === 'externalValue' ? include(holder, spot, contents) : undefined;
    if (unread !== undefined) warn(reference, unread);
    if (kind === 'externalValue' || isData(keys)) continue;
    if (!spot && kind === 'mapping') lost.push(reference);
    else if (!spot) throw nowhere(reference);
    // A file that names itself is still one file.
    if (named === from && !target.startsWith('#')) holder[keys.at(-1)!] = `#${target.split('#')[1] ?? ''}`;
  }
  const root = files.get(file) as LoadedDocument['root'];
  const isOneFile = followed.every(
    ({ reference: { from, kind }, named }) => from !== file || named === file || kind === 'externalValue',
  );
  if (lost[0] && !isOneFile) throw nowhere(lost[0]);
  return { file, root, files, isOneFile, hashes, warnings };
}

/** Puts what a file holds in the place of its name, since what is made from the document is read elsewhere. */
function include(
  holder: Reference['holder'],
  spot: ReturnType<typeof find>,
  contents: ReadonlyMap<string, Contents>,
): string | undefined {
  if (Object.hasOwn(holder, 'value')) return undefined;
  if (!spot) return 'leads nowhere';
  // References lead elsewhere from another file, and a file that names itself would have no end.
  if (contents.get(spot.file)?.references.length !== 0) return 'refers to other places itself';
  if (typeof spot.value === 'string' && spot.value.includes('\uFFFD')) return 'is no text';
  holder['value'] = spot.value;
  delete holder['externalValue'];
  return undefined;
}
