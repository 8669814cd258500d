import { rmSync } from 'node:fs';
import { get, getString } from '../../src/openapi/json.ts';
import { DocumentError, type Place, placed } from '../load/error.ts';
import { placesIn } from '../load/file.ts';
import { loadDocument } from '../load.ts';
import { type Change, DiffError, type Finding, IMPACT_OF, type Impact, type Kind, largest } from './change.ts';
import { classify, type Reading, readingOf } from './classify.ts';
import { isMoved } from './moved.ts';
import { type Case, POLICY } from './policy.ts';
import { compareLimits, type Found } from './rate-limit.ts';
import { type RedoclyChange, redoclyDiff } from './redocly.ts';
import { compareServers, differences, type Pair } from './rest.ts';
import type { Side } from './sides.ts';
import { compareTypes } from './types.ts';
import { isVersion, nextVersion } from './version.ts';
import { adviceFor, messageOf, placeInWords, valueInWords } from './words.ts';

/** What is different between two contracts, and what that asks of the version. */
export interface Report {
  readonly impact: Impact;
  readonly nextVersion: string;
  readonly changes: readonly Finding[];
  /** The versions that the two contracts have. */
  readonly versions: { readonly base: string; readonly revision: string };
}

/** Compares two contracts. Folders that git revisions were put in are removed whatever happens. */
export async function compareContracts(base: Side, revision: Side): Promise<Report> {
  const sides = { base, revision };
  const before = read(base);
  const after = read(revision);
  const versions = { base: versionOf(before, base), revision: versionOf(after, revision) };
  const [changes, types] = await Promise.all([
    redoclyDiff(before.document.file, after.document.file),
    compareTypes(before.document, after.document),
  ]);
  const places = new Map<string, (pointer: string) => Place>();
  const lineOf = (file: string, pointer: string): number => {
    const known = places.get(file) ?? placesIn(file);
    places.set(file, known);
    return known(pointer).line;
  };
  const finding = (found: Judged): Finding => ({
    impact: IMPACT_OF[found.kind],
    kind: found.kind,
    pointer: found.pointer,
    message: found.message,
    file: sides[found.side].shown(found.file),
    line: found.line ?? lineOf(found.file, found.pointer),
    advice: adviceFor(found.kind, found.rule),
  });
  const own = [
    ...compareLimits(before.document, after.document),
    ...compareServers(before.document, after.document),
    ...unseen(differences(before.document, after.document), changes),
  ];
  const findings = [
    ...changes.flatMap((change) => fromRedocly(change, before, after)),
    ...own.flatMap(fromPolicy),
    ...types.map((found) => ({ ...found, kind: 'types' as const, rule: 'types' })),
  ].map(finding);
  const impact = largest(findings);
  return { impact, nextVersion: nextVersion(versions.base, impact)!, changes: inOrder(findings), versions };
}

/** Removes the folders that were made for the two sides. */
export function removing(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

interface Judged extends Pick<Found, 'side' | 'file' | 'pointer' | 'message'> {
  readonly kind: Kind;
  readonly rule: string;
  readonly line?: number | undefined;
}

function read(side: Side): Reading {
  try {
    return readingOf(loadDocument(side.file));
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DiffError(placed(error.place, error.message, side.shown));
  }
}

function versionOf({ document }: Reading, side: Side): string {
  const version = getString(get(document.root, 'info'), 'version') ?? '';
  if (isVersion(version)) return version;
  const place = placesIn(document.file)('/info/version');
  throw new DiffError(placed(place, 'Expected `info.version` to be a version such as 1.2.3.', side.shown));
}

function fromRedocly(change: RedoclyChange, base: Reading, revision: Reading): Judged[] {
  // Limits are compared on their own: an operation without any has those of the document.
  if (/(^|\/)x-rate-limit(\/|$)/.test(change.path) || change.property === 'x-rate-limit') return [];
  if (isMoved(change, base.document, revision.document)) return [];
  const { kind, rule } = classify(change, base, revision);
  const spot = change.revision ?? change.base;
  if (kind === 'nothing' || !spot) return [];
  const side = change.revision ? 'revision' : 'base';
  return [
    { ...{ kind, rule, side }, file: spot.file, pointer: spot.pointer, line: spot.line, message: messageOf(change) },
  ];
}

function fromPolicy(found: Found): Judged[] {
  const { kind } = POLICY[found.rule];
  return kind === 'nothing' ? [] : [{ ...found, kind }];
}

/** What Redocly does not speak of, such as the examples of a media type. */
function unseen(pairs: readonly Pair[], changes: readonly RedoclyChange[]): Found[] {
  const spots = changes.flatMap(({ base, revision }) => [base, revision].filter((spot) => spot !== undefined));
  const isSeen = ({ places }: Pair): boolean =>
    places.some(({ file, pointer }) =>
      spots.some((spot) => spot.file === file && (isWithin(spot.pointer, pointer) || isWithin(pointer, spot.pointer))),
    );
  return pairs
    .filter((pair) => !isSeen(pair))
    .map(({ base, revision }) => {
      const side = revision.value === undefined ? 'base' : 'revision';
      const { file, pointer } = side === 'base' ? base : revision;
      const rule: Case = /\/(examples?|summary|description|title|externalDocs|x-[^/]+)(\/|$)/.test(pointer)
        ? 'examples'
        : 'loosened';
      const message = `${placeInWords(pointer)}: was ${valueInWords(base.value)}, is ${valueInWords(revision.value)}.`;
      return { rule, side, file, pointer, message };
    });
}

function isWithin(pointer: string, folder: string): boolean {
  return pointer === folder || pointer.startsWith(`${folder}/`);
}

const ORDER: readonly Kind[] = ['breaking', 'types', 'deprecation', 'addition', 'fix', 'docs'];

function inOrder(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const key = ({ kind, pointer, message }: Change): string => JSON.stringify([kind, pointer, message]);
  return findings
    .filter((finding) => !seen.has(key(finding)) && seen.add(key(finding)))
    .toSorted((left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind));
}
