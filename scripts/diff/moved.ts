import { isDeepStrictEqual } from 'node:util';
import { get, getArray, getString } from '../../src/openapi/json.ts';
import { keysOf } from '../../src/openapi/pointer.ts';
import type { LoadedDocument } from '../load.ts';
import type { RedoclyChange } from './redocly.ts';
import { child, follow, rootOf } from './uses.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * Whether parameters are only declared elsewhere: for the path as a whole instead of for its operations, or the other
 * way round. To Redocly they are removed in one place and added in another.
 */
export function isMoved(
  { path, typeName, kind }: RedoclyChange,
  base: LoadedDocument,
  revision: LoadedDocument,
): boolean {
  if (kind === 'modified' || !/^Parameter(List)?$/.test(typeName)) return false;
  const [, name = '', method = ''] = keysOf(path);
  const [before, after] = [effective(base, name), effective(revision, name)];
  const concerned = METHODS.has(method) ? [method] : [...new Set([...before.keys(), ...after.keys()])];
  return concerned.every((each) => {
    const [was, is] = [before.get(each), after.get(each)];
    return was !== undefined && is !== undefined && isDeepStrictEqual(was, is);
  });
}

/** The parameters that each operation of a path has, its own and those of the path. */
function effective(document: LoadedDocument, path: string): Map<string, Map<string, unknown>> {
  const item = follow(document, child(child(rootOf(document), 'paths'), path));
  const methods = Object.keys(item.value ?? {}).filter((key) => METHODS.has(key));
  return new Map(
    methods.map((method) => {
      const found = [item, child(item, method)].flatMap((owner) =>
        [...getArray(owner.value, 'parameters').keys()].map((index): [string, unknown] => {
          const { value } = follow(document, child(child(owner, 'parameters'), String(index)));
          return [`${getString(value, 'in')} ${String(get(value, 'name'))}`, value];
        }),
      );
      // Sorted, since a place in the list means nothing; the last of one name wins, which is the operation's own.
      return [method, new Map([...new Map(found)].sort(([left], [right]) => (left < right ? -1 : 1)))];
    }),
  );
}
