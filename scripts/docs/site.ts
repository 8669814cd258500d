import { schemasOf } from '../../src/openapi/components.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { get, getArray, getString, isObject } from '../../src/openapi/json.ts';
import { type OperationModel, readOperations } from '../../src/openapi/operations.ts';
import type { ClientFacts } from './facts.ts';
import { Slugs } from './names.ts';
import { serverOf } from './samples/request.ts';
import { type Sample, samplesOf } from './samples/samples.ts';

/** One operation, as every page of the site shows it. */
export interface SiteOperation {
  readonly model: OperationModel;
  /** The name of its pages, without an ending. */
  readonly slug: string;
  readonly title: string;
  readonly samples: readonly Sample[];
}

/** Operations under one tag. */
export interface SiteGroup {
  readonly name: string;
  readonly description: string | undefined;
  readonly operations: readonly SiteOperation[];
}

/** What the site is made from. */
export interface Site {
  readonly document: DocumentReader;
  readonly title: string;
  readonly version: string;
  /** One sentence. */
  readonly summary: string;
  readonly description: string;
  readonly server: string;
  readonly operations: readonly SiteOperation[];
  readonly groups: readonly SiteGroup[];
  readonly client: ClientFacts;
  /** Where an operation can be tried on its page, as HTML. */
  readonly slot: (operation: OperationModel) => string;
}

export function readSite(document: DocumentReader, client: ClientFacts): Site {
  const info = get(document.root, 'info');
  const slugs = new Slugs();
  const operations = readOperations(document).map((model): SiteOperation => {
    const title = getString(model.source, 'summary')?.trim() || model.name;
    return { model, slug: slugs.take(model.command), title, samples: samplesOf(document, model, client) };
  });
  const title = getString(info, 'title')?.trim() || 'API';
  const description = getString(info, 'description') ?? '';
  return {
    document,
    title,
    version: getString(info, 'version') ?? '',
    summary: getString(info, 'summary') ?? `Reference of ${title}.`,
    description,
    server: serverOf(document),
    operations,
    groups: groupsOf(document, operations),
    client,
    slot: () => '',
  };
}

/** Operations by their first tag, tags in the order of the document; those without one come last. */
function groupsOf(document: DocumentReader, operations: readonly SiteOperation[]): SiteGroup[] {
  const declared = getArray(document.root, 'tags').filter(isObject);
  const groups = new Map<string, SiteOperation[]>(declared.map((tag) => [getString(tag, 'name') ?? '', []]));
  const others: SiteOperation[] = [];
  for (const operation of operations) {
    const [tag] = getArray(operation.model.source, 'tags');
    const members = typeof tag === 'string' ? (groups.get(tag) ?? []) : others;
    members.push(operation);
    if (typeof tag === 'string') groups.set(tag, members);
  }
  if (others.length > 0) groups.set('Other', [...(groups.get('Other') ?? []), ...others]);
  return [...groups].flatMap(([name, members]) => {
    const tag = declared.find((each) => getString(each, 'name') === name);
    return members.length > 0 ? [{ name, description: getString(tag, 'description'), operations: members }] : [];
  });
}

/** More schemas than this on one page nobody reads. */
export const MOST_SCHEMAS = 40;

/** What each component schema refers to: every operation asks for it. */
const references = new WeakMap<DocumentReader, Map<string, readonly string[]>>();

/** The component schemas that can be reached from parts of the document, the nearest first, at most as many as asked for. */
export function reachableSchemas(
  document: DocumentReader,
  parts: readonly unknown[],
  most = Number.POSITIVE_INFINITY,
): string[] {
  const known = references.get(document) ?? new Map<string, readonly string[]>();
  references.set(document, known);
  const schemas = schemasOf(document.root);
  const found = new Set(referredTo(document, parts));
  for (const name of found) {
    if (found.size >= most) break;
    const next = known.get(name) ?? referredTo(document, [get(schemas, name)]);
    known.set(name, next);
    for (const each of next) found.add(each);
  }
  return [...found].slice(0, most);
}

/** The component schemas that parts of a document name, themselves or through other components. */
function referredTo(document: DocumentReader, parts: readonly unknown[]): string[] {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const name = document.schemaName(value);
    if (name !== undefined) names.add(name);
    else if (typeof get(value, '$ref') === 'string') walk(document.follow(value));
    for (const item of Object.values(value)) walk(item);
  };
  for (const part of parts) walk(part);
  return [...names].filter((name) => get(schemasOf(document.root), name) !== undefined);
}
