import { get, getArray, getString, isObject } from '../../src/openapi/json.ts';
import type { LoadedDocument } from '../load.ts';
import type { Found } from './rate-limit.ts';
import { meansTheSame } from './same.ts';
import { child, follow, type InFile, rootOf } from './uses.ts';

/** Two places that belong together and have different values, and where references stand that lead there. */
export interface Pair {
  readonly base: InFile;
  readonly revision: InFile;
  readonly places: readonly InFile[];
}

/** Clients that are told of none call the first server. */
export function compareServers(base: LoadedDocument, revision: LoadedDocument): Found[] {
  const [before, after] = [base, revision].map((document) =>
    getArray(document.root, 'servers').map((server) => getString(server, 'url')),
  );
  const [was, is] = [before![0], after![0]];
  if (was === undefined || was === is || !after!.includes(was)) return [];
  const message = `The first server, which clients call that name none, was ${was}, is ${is}.`;
  return [{ rule: 'firstServer', side: 'revision', file: revision.file, pointer: '/servers/0/url', message }];
}

/**
 * Every keyword whose value is not the same in both, found without knowing what it means: what no rule sees must not
 * pass for no change. Left out is what is compared on its own: limits, servers, security and the version.
 */
export function differences(base: LoadedDocument, revision: LoadedDocument): Pair[] {
  const found: Pair[] = [];
  const seen = new Map<unknown, Set<unknown>>();
  const walk = (key: string, left: InFile, right: InFile, owners: readonly [unknown, unknown]): void => {
    const before = follow(base, left);
    const after = follow(revision, right);
    if (isPlain(before.value) || isPlain(after.value)) {
      const same = meansTheSame(key, [before.value, after.value], owners);
      if (!same) found.push({ base: before, revision: after, places: [left, right, before, after] });
      return;
    }
    const known = seen.get(before.value) ?? new Set();
    if (known.has(after.value)) return;
    seen.set(before.value, known.add(after.value));
    for (const [name, was, is] of pairs(base, revision, before, after, key)) {
      if (!SEPARATE.has(name)) walk(name, was, is, [before.value, after.value]);
    }
  };
  for (const name of ['info', 'paths', 'tags', 'externalDocs', 'webhooks']) {
    const [left, right] = [rootOf(base), rootOf(revision)].map((root) => child(root, name));
    if (name !== 'info') walk(name, left!, right!, [base.root, revision.root]);
    else
      for (const key of ['title', 'summary', 'description', 'contact', 'license', 'termsOfService'])
        walk(key, child(left!, key), child(right!, key), [left!.value, right!.value]);
  }
  return found;
}

const SEPARATE: ReadonlySet<string> = new Set(['x-rate-limit', 'servers', 'security', 'operationId']);

/** Neither an object nor a list of such: there is no reference in it. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) && value.every((item) => typeof item !== 'object');
}

/** The children of both that belong together: by key, lists of things with names by these. */
function pairs(
  base: LoadedDocument,
  revision: LoadedDocument,
  left: InFile,
  right: InFile,
  key: string,
): (readonly [string, InFile, InFile])[] {
  const nameIn = (document: LoadedDocument, owner: InFile, index: string): string => {
    const { value } = follow(document, child(owner, index));
    if (key === 'paths' || key === 'webhooks') return index.replace(/\{[^}]*\}/g, '{}');
    if (!Array.isArray(owner.value) || !isObject(value)) return index;
    const name = get(value, 'name');
    return key === 'parameters' || key === 'tags' ? `${String(get(value, 'in'))} ${String(name)}` : index;
  };
  const named = (document: LoadedDocument, owner: InFile): Map<string, string> =>
    new Map(Object.keys(owner.value as object).map((index) => [nameIn(document, owner, index), index]));
  const [before, after] = [named(base, left), named(revision, right)];
  const isList = Array.isArray(left.value) || Array.isArray(right.value);
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => [
    isList || key === 'properties' || key === 'paths' ? '' : name,
    child(left, before.get(name) ?? name),
    child(right, after.get(name) ?? name),
  ]);
}
