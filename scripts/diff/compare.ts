import { schemasOf } from '../../src/openapi/components.ts';
import { get, getString, type Json } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import { bundle } from '../generate/bundle.ts';
import { GenerateError } from '../generate/job.ts';
import { DocumentError, placed } from '../load/error.ts';
import { type LoadedDocument, loadDocument } from '../load.ts';
import { DiffError, type Finding, IMPACT_OF, type Impact, type Kind, largest } from './change.ts';
import { compareModels } from './document.ts';
import { linesOf, type Written, writtenAt } from './places.ts';
import { POLICY } from './policy.ts';
import type { Side } from './sides.ts';
import { compareTypes } from './types.ts';
import { isVersion, nextVersion } from './version.ts';
import { oneLine } from './words.ts';

/** What is different between two contracts, and what that asks of the version. */
export interface Report {
  readonly impact: Impact;
  /** Undefined where the version of the base is none that another could follow. */
  readonly nextVersion: string | undefined;
  readonly changes: readonly Finding[];
  /** The versions that the two contracts have. */
  readonly versions: { readonly base: string; readonly revision: string };
}

/** Compares what two contracts mean, and the types that are made of them. */
export async function compareContracts(base: Side, revision: Side): Promise<Report> {
  const sides = { base, revision };
  const documents = { base: await read(base), revision: await read(revision) };
  const versions = { base: versionOf(documents.base), revision: versionOf(documents.revision) };
  const models = [modelOf(documents.base.bundled), modelOf(documents.revision.bundled)] as const;
  const own = [documents.base, documents.revision].map(({ bundled }) => schemasOf(bundled));
  const found = compareModels(...models, (name) => nameIn(own, name));
  const changed = new Set(found.flatMap(({ rule, operations }) => (NO_TYPES.test(rule) ? [] : [...operations])));
  const types = compareTypes(models, own[0]!, changed);
  const written = [...found, ...types].flatMap(({ rule, operations, ...place }) => {
    const [kind, advice] = POLICY[rule];
    if (kind === 'nothing') return [];
    const where = writtenAt(documents[place.side], place.pointer);
    return [{ ...place, ...where, kind, advice, operations: [...operations] }];
  });
  const lineOf = linesOf();
  const findings = merged(written).map(
    (found): Finding => ({
      ...{ impact: IMPACT_OF[found.kind], kind: found.kind, pointer: found.pointer },
      ...{ message: oneLine(`${found.message}${reached(found)}`), advice: found.advice },
      ...{ file: sides[found.side].shown(found.file), line: lineOf(found) },
    }),
  );
  const impact = largest(findings);
  const next = isVersion(versions.base) ? nextVersion(versions.base, impact) : undefined;
  return { impact, nextVersion: next, changes: findings.toSorted(inOrder), versions };
}

async function read({ file, shown }: Side): Promise<LoadedDocument & { readonly bundled: Json }> {
  try {
    const document = loadDocument(file);
    return { ...document, bundled: await bundle(document) };
  } catch (error) {
    if (error instanceof DocumentError) throw new DiffError(placed(error.place, error.message, shown));
    // The copies that were put together stand in a temporary folder, of which nobody should hear.
    if (error instanceof GenerateError)
      throw new DiffError(error.message.replace(/\S*\/(bundle|contract)-\w+\/(files\/)?/g, ''));
    throw error;
  }
}

function versionOf({ root }: LoadedDocument): string {
  const info = get(root, 'info');
  return getString(info, 'version') ?? String(get(info, 'version') ?? '');
}

/** A change that is judged, and where it is written. */
interface Judged extends Written {
  readonly kind: Kind;
  readonly advice: string;
  readonly side: 'base' | 'revision';
  readonly message: string;
  readonly operations: readonly string[];
}

/** The name that documents have for a schema: that of requests, where they differ from answers, is made of it. */
function nameIn(own: readonly Json[], name: string): string | undefined {
  return [name, name.replace(/Request\d*$/, '')].find((each) => own.some((schemas) => Object.hasOwn(schemas, each)));
}

/** Cases of which no type is made. */
const NO_TYPES =
  /^(limit|server|firstServer|credential|security|sunset|(un)?deprecated|sensitive|words|examples|sources|groups)/;

const ORDER: readonly Kind[] = ['breaking', 'types', 'deprecation', 'addition', 'fix', 'docs'];

/** The operation that a message is about: what several share stands once in the files, and is said once. */
const OPERATION = / of `[A-Z]+ \/[^`]*`/;

/** One change in a schema that goes both ways is one, judged by the worse. */
function merged(found: readonly Judged[]): Judged[] {
  const all = new Map<string, Judged>();
  for (const each of found) {
    const key = `${each.file} ${each.pointer} ${each.message.replace(OPERATION, '')}`;
    const known = all.get(key);
    const worse = known && ORDER.indexOf(known.kind) <= ORDER.indexOf(each.kind) ? known : each;
    const operations = [...new Set([...(known?.operations ?? []), ...each.operations])];
    all.set(key, { ...worse, message: known?.message ?? each.message, operations });
  }
  return [...all.values()];
}

function inOrder(one: Finding, other: Finding): number {
  const files = Number(one.file > other.file) - Number(one.file < other.file);
  return ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || files || one.line - other.line;
}

/** The operations that meet a change, where it does not name them. */
function reached({ operations, message }: Judged): string {
  const names = operations.map((name) => `\`${name}\``).filter((name) => !message.includes(name));
  if (names.length === 0) return '';
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return ` Met by ${names.slice(0, 2).join(', ')}${more}.`;
}
