import { isDeepStrictEqual } from 'node:util';
import { get, getArray, getString, type Json } from '../../src/openapi/json.ts';
import type { Add } from './found.ts';
import type { Case } from './policy.ts';

/** Compares the limits that hold for an operation. */
export function compareLimit(
  before: Json | undefined,
  after: Json | undefined,
  add: Add,
  [from, to]: readonly [string, string],
): void {
  // A limit of its own that is gone stood in the base; what holds from now on is said of the whole document.
  const isThere = after && !(from.length > to.length);
  const found = (rule: Case, pointer: string, said: (of: string) => string): void =>
    add(rule, isThere ? [{ pointer: from }, { pointer: `${to}${pointer}` }] : [{ pointer: from }, undefined], said);
  if (!before && !after) return;
  if (!before || !after) {
    if (!before) found('limitTightened', '', (of) => `Limits of ${of} were declared: calls are paced by them.`);
    else found('limitLoosened', '', (of) => `The limits of ${of} were removed: calls are no longer paced.`);
    return;
  }
  for (const key of ['scope', 'class'] as const) {
    const [was, is] = [getString(before, key), getString(after, key)];
    if (was !== is)
      found('limitTightened', `/${key}`, (of) => `The \`${key}\` of the limit of ${of} was ${was}, is ${is}.`);
  }
  const [was, is] = [before, after].map((limit) => getString(limit, 'alignment') ?? 'fixed');
  const rule = is === 'sliding' ? 'limitTightened' : 'limitLoosened';
  if (was !== is) found(rule, '/alignment', (of) => `The \`alignment\` of the limit of ${of} was ${was}, is ${is}.`);
  for (const key of ['headers', 'parallel'])
    if (!isDeepStrictEqual(get(before, key), get(after, key)))
      found('limitSignals', `/${key}`, (of) => `The \`${key}\` by which the limit of ${of} is told are others.`);
  compareWindows(before, after, found);
}

function compareWindows(
  before: Json,
  after: Json,
  found: (rule: Case, pointer: string, said: (of: string) => string) => void,
): void {
  const windows = new Map(getArray(before, 'windows').map((window) => [getString(window, 'name'), window]));
  for (const [index, window] of getArray(after, 'windows').entries()) {
    const name = getString(window, 'name');
    const at = `/windows/${index}`;
    const old = windows.get(name);
    windows.delete(name);
    if (!old) {
      found('limitTightened', at, (of) => `Window \`${name}\` of the limit of ${of} is new: ${inWords(window)}.`);
      continue;
    }
    const [limits, seconds] = ['limit', 'seconds'].map((key) => Number(get(window, key)) - Number(get(old, key)));
    const said = (of: string): string =>
      `Window \`${name}\` of the limit of ${of} was ${inWords(old)}, is ${inWords(window)}.`;
    if (limits! < 0 || seconds! > 0) found('limitTightened', `${at}/${limits! < 0 ? 'limit' : 'seconds'}`, said);
    else if (limits! > 0 || seconds! < 0) found('limitLoosened', `${at}/${limits! > 0 ? 'limit' : 'seconds'}`, said);
  }
  for (const [name, window] of windows)
    found(
      'limitLoosened',
      '/windows',
      (of) => `Window \`${name}\` of the limit of ${of}, ${inWords(window)}, was removed.`,
    );
}

function inWords(window: unknown): string {
  return `${String(get(window, 'limit'))} calls in ${String(get(window, 'seconds'))} s`;
}
