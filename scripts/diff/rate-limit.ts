import { isDeepStrictEqual } from 'node:util';
import { get, getArray, getObject, getString, type Json } from '../../src/openapi/json.ts';
import type { LoadedDocument } from '../load.ts';
import type { Case } from './policy.ts';
import { child, follow, type InFile, rootOf } from './uses.ts';

/** What was found beside Redocly: a case, and where it stands in one of the two documents. */
export interface Found {
  readonly rule: Case;
  readonly side: 'base' | 'revision';
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
}

interface Limit extends InFile {
  readonly value: Json | undefined;
}

const KEY = 'x-rate-limit';
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Compares the limits of the document, and those that hold for each operation that has its own on either side. */
export function compareLimits(base: LoadedDocument, revision: LoadedDocument): Found[] {
  const roots = [base, revision].map((document) => limitOf(rootOf(document))) as [Limit, Limit];
  const before = operationsOf(base);
  const operations = [...operationsOf(revision)].flatMap(([name, after]) => {
    const own = [before.get(name), after] as const;
    if (!own[0] || !(own[0].value ?? own[1].value)) return [];
    const place = own[1].value ? own[1] : { ...own[1], ...own[0], value: roots[1].value };
    const was = own[0].value ? own[0] : { ...place, value: roots[0].value };
    return compareLimit(was, place, own[1].value ? 'revision' : 'base', `${name}: `);
  });
  return [...compareLimit(roots[0], roots[1], roots[1].value ? 'revision' : 'base', ''), ...operations];
}

function limitOf(owner: InFile): Limit {
  return { ...child(owner, KEY), value: getObject(owner.value, KEY) };
}

/** By method and path, whatever the parameters of the path are called. */
function operationsOf(document: LoadedDocument): Map<string, Limit> {
  const paths = child(rootOf(document), 'paths');
  const found = new Map<string, Limit>();
  for (const path of Object.keys(paths.value ?? {})) {
    const item = follow(document, child(paths, path));
    for (const method of METHODS) {
      const operation = child(item, method);
      const name = `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`;
      if (operation.value !== undefined) found.set(name, limitOf(operation));
    }
  }
  return found;
}

function compareLimit(base: Limit, revision: Limit, side: Found['side'], of: string): Found[] {
  const [before, after] = [base.value, revision.value];
  const place = side === 'revision' ? revision : base;
  const found = (rule: Case, pointer: string, message: string): Found => ({
    ...{ rule, side, file: place.file },
    pointer: `${place.pointer}${pointer}`,
    message: `${of}${message}`,
  });
  if (!before && !after) return [];
  if (!before) return [found('limitTightened', '', 'Limits were declared: calls are paced by them.')];
  if (!after) return [found('limitLoosened', '', 'The limits were removed: calls are no longer paced.')];
  const changes: Found[] = [];
  for (const key of ['scope', 'class'] as const) {
    const [was, is] = [getString(before, key), getString(after, key)];
    if (was !== is) changes.push(found('limitTightened', `/${key}`, `The ${key} of the limit was ${was}, is ${is}.`));
  }
  const [was, is] = [before, after].map((limit) => getString(limit, 'alignment') ?? 'fixed');
  if (was !== is) {
    const rule = is === 'sliding' ? 'limitTightened' : 'limitLoosened';
    changes.push(found(rule, '/alignment', `The windows of the limit were ${was}, are ${is}.`));
  }
  for (const key of ['headers', 'parallel'])
    if (!isDeepStrictEqual(get(before, key), get(after, key)))
      changes.push(found('limitSignals', `/${key}`, `The ${key} by which the limit is told are others.`));
  return [...changes, ...compareWindows(before, after, found)];
}

type Note = (rule: Case, pointer: string, message: string) => Found;

function compareWindows(before: Json, after: Json, found: Note): Found[] {
  const windows = new Map(getArray(before, 'windows').map((window) => [getString(window, 'name'), window]));
  const changes = getArray(after, 'windows').flatMap((window, index) => {
    const name = getString(window, 'name');
    const at = `/windows/${index}`;
    const old = windows.get(name);
    windows.delete(name);
    if (!old) return [found('limitTightened', at, `The window ${name} is new: ${inWords(window)}.`)];
    const [limits, seconds] = ['limit', 'seconds'].map((key) => Number(get(window, key)) - Number(get(old, key)));
    const said = `The window ${name} was ${inWords(old)}, is ${inWords(window)}.`;
    if (limits! < 0 || seconds! > 0)
      return [found('limitTightened', `${at}/${limits! < 0 ? 'limit' : 'seconds'}`, said)];
    if (limits! > 0 || seconds! < 0)
      return [found('limitLoosened', `${at}/${limits! > 0 ? 'limit' : 'seconds'}`, said)];
    return [];
  });
  for (const [name, window] of windows)
    changes.push(found('limitLoosened', '/windows', `The window ${name}, ${inWords(window)}, was removed.`));
  return changes;
}

function inWords(window: unknown): string {
  return `${String(get(window, 'limit'))} calls in ${String(get(window, 'seconds'))} s`;
}
