import { getString } from '../../src/openapi/json.ts';
import { at, toPointer } from '../../src/openapi/pointer.ts';
import type { LoadedDocument } from '../load.ts';
import type { Kind } from './change.ts';
import { type Case, POLICY } from './policy.ts';
import type { RedoclyChange, Spot } from './redocly.ts';
import { meansTheSame } from './same.ts';
import { type Uses, usesOf } from './uses.ts';

/** One of the two contracts, read. */
export interface Reading {
  readonly document: LoadedDocument;
  readonly uses: Uses;
}

export function readingOf(document: LoadedDocument): Reading {
  return { document, uses: usesOf(document) };
}

/** How a change is judged. Redocly's rule, or our case, says which it was. */
export interface Verdict {
  readonly kind: Kind | 'nothing';
  readonly rule: string;
}

const DOCS_TYPES = /^(Info|Contact|License|Tag\w*|ExternalDocs|Example\w*|Logo|XCodeSample\w*|SpecExtension)$/;
const DOCS_KEYS = /^(description|summary|title|\$comment|externalDocs|operationDescription)$/;

/** What Redocly found, judged by its own verdict where `POLICY` has no other. */
export function classify(change: RedoclyChange, base: Reading, revision: Reading): Verdict {
  const { typeName, kind, property = '', verdicts, path } = change;
  const owners = [ownerOf(change.base, base, property), ownerOf(change.revision, revision, property)] as const;
  const values = [change.base?.value, change.revision?.value] as const;
  if (kind === 'modified' && meansTheSame(property, values, owners, typeName === 'SecurityRequirement'))
    return by('spelledOut');
  if (/^(Info version|Root openapi)$/.test(`${typeName} ${property}`)) return { kind: 'nothing', rule: 'version' };
  const used = (which: 'inRequest' | 'inAnswer'): boolean =>
    [base.uses[which].has(owners[0]), revision.uses[which].has(owners[1])].includes(true) ||
    // What is no schema, such as a parameter, is named by its path.
    path.includes('/responses/') === (which === 'inAnswer');
  const found = byPolicy(change, owners, used, { base, revision });
  if (found) return by(found);
  const [verdict] = verdicts;
  if (verdict) return { kind: 'breaking', rule: verdict.ruleId };
  if (DOCS_TYPES.test(typeName) || DOCS_KEYS.test(property)) return { kind: 'docs', rule: 'words' };
  if (kind === 'added') return { kind: 'addition', rule: 'added' };
  return { kind: 'fix', rule: kind };
}

function by(rule: Case): Verdict {
  return { kind: POLICY[rule].kind, rule };
}

type Owners = readonly [unknown, unknown];
type Used = (which: 'inRequest' | 'inAnswer') => boolean;

/** The case of `POLICY` that a change is, if it is one. */
function byPolicy(
  change: RedoclyChange,
  owners: Owners,
  used: Used,
  sides: { readonly base: Reading; readonly revision: Reading },
): Case | undefined {
  const { typeName, kind, property = '', verdicts, path } = change;
  const [before, after] = [change.base?.value, change.revision?.value];
  const unused = !verdicts.length && /^\/components\/(?!securitySchemes\/)[^/]+(\/[^/]+)?$/.test(path);
  if (kind !== 'modified' && unused) return 'unused';
  if (typeName === 'Response' && kind !== 'modified') return ofStatus(path, kind);
  if (/^Server(List)?$/.test(typeName) && kind === 'added' && path.startsWith('/paths/')) return 'ownServer';
  if (/^Security/.test(typeName) && !verdicts.length && path.includes('/security')) return 'securityDropped';
  if (typeName === 'ServerVariable' && property === 'default') return 'firstServer';
  if (typeName === 'Parameter' && property === 'name' && getString(owners[1], 'in') === 'path')
    return 'pathParameterRenamed';
  if (typeName === 'PathItem' && property === 'key' && !verdicts.length) return 'pathParameterRenamed';
  if (property === 'enum' && !changesBounds(before, after)) {
    if (sides.base.uses.open.has(owners[0]) && sides.revision.uses.open.has(owners[1])) return 'openEnumValue';
    if (verdicts.some(({ ruleId }) => ruleId === 'enum-values-added')) return 'enumValueInAnswer';
    if (!verdicts.length && isLonger(before, after)) return 'enumValueInRequest';
  }
  if (verdicts.length > 0) return undefined;
  if (kind === 'added' && used('inAnswer') && /^(Schema|Header|HeadersMap|MediaType)$/.test(typeName))
    return 'newInAnswer';
  return byProperty(property, before, after, owners, used, typeName);
}

function byProperty(
  property: string,
  before: unknown,
  after: unknown,
  owners: Owners,
  used: Used,
  typeName: string,
): Case | undefined {
  switch (property) {
    case 'default':
      return used('inRequest') ? 'defaultInRequest' : 'defaultInAnswer';
    case 'deprecated':
      if (after !== true) return undefined;
      return getString(owners[1], 'x-sunset') === undefined ? 'deprecatedWithoutSunset' : 'deprecated';
    case 'x-sunset':
      return typeof before === 'string' && !(typeof after === 'string' && after >= before)
        ? 'sunsetEarlier'
        : 'sunsetLater';
    case 'required':
      if (typeName === 'Header') return after === true ? 'loosened' : 'headerOptional';
      return used('inRequest') && (after !== true || Array.isArray(before)) ? 'required' : 'loosened';
    case 'x-sensitive':
      return after === true ? 'sensitiveAdded' : 'sensitiveRemoved';
    case 'x-selects-fields':
      return after === true ? 'selection' : undefined;
    case 'x-pagination':
      return before === undefined ? 'pagesAdded' : after === undefined ? undefined : 'pagesChanged';
    case 'readOnly':
      return after === true && used('inRequest') ? 'readOnlyInRequest' : 'loosened';
    case 'writeOnly':
      return after === true && used('inAnswer') ? 'writeOnlyInAnswer' : 'loosened';
    case 'example':
    case 'examples':
      return 'examples';
    case 'tags':
      return 'groups';
    default:
      return property.startsWith('x-') ? 'sources' : undefined;
  }
}

function ofStatus(path: string, kind: 'added' | 'removed'): Case | undefined {
  const status = path.slice(path.lastIndexOf('/') + 1);
  const succeeds = /^[123]/.test(status);
  if (kind === 'removed') return succeeds ? undefined : 'errorStatusRemoved';
  return succeeds ? 'newSuccess' : undefined;
}

/** Whether an enum is there on one side only. */
function changesBounds(before: unknown, after: unknown): boolean {
  return !Array.isArray(before) || !Array.isArray(after);
}

function isLonger(before: unknown, after: unknown): boolean {
  return Array.isArray(before) && Array.isArray(after) && after.some((value) => !before.includes(value));
}

/** The object that a changed keyword stands in; the value itself where it was added or removed as a whole. */
function ownerOf(spot: Spot | undefined, { document }: Reading, property: string): unknown {
  if (!spot) return undefined;
  const root = document.files.get(spot.file);
  const ending = toPointer([property]);
  const pointer =
    property !== '' && spot.pointer.endsWith(ending) ? spot.pointer.slice(0, -ending.length) : spot.pointer;
  return at(root, pointer);
}
