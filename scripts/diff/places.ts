import { dirname, resolve } from 'node:path';
import { getArray, getString } from '../../src/openapi/json.ts';
import { at, decodeFragment, escapeKey, keysOf } from '../../src/openapi/pointer.ts';
import { placesIn } from '../load/file.ts';
import type { LoadedDocument } from '../load.ts';

/** Where something is written. */
export interface Written {
  readonly file: string;
  readonly pointer: string;
}

/** Finds in the files of a document what stands at the end of a way through its references, or as near as there is. */
export function writtenAt(document: LoadedDocument, way: string): Written {
  let place = { value: document.root as unknown, file: document.file, pointer: '' };
  const followed = (from: typeof place): typeof place => {
    let found = from;
    for (let hops = 0; hops < 20; hops++) {
      const target = getString(found.value, '$ref');
      if (target === undefined) break;
      const [path = '', fragment = ''] = target.split('#', 2);
      const file = path === '' ? found.file : resolve(dirname(found.file), path);
      const pointer = decodeFragment(fragment);
      found = { value: at(document.files.get(file), pointer), file, pointer };
    }
    return found;
  };
  const step = (from: typeof place, key: string): typeof place | undefined => {
    const owner = Object.hasOwn(Object(from.value), key) ? from : followed(from);
    const { value } = owner;
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, key))
      return {
        value: (value as Record<string, unknown>)[key],
        file: owner.file,
        pointer: `${owner.pointer}/${escapeKey(key)}`,
      };
    // What was put together from parts, or only wrapped, stands in one of these.
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      for (const [index, member] of getArray(value, keyword).entries()) {
        const found = step({ value: member, file: owner.file, pointer: `${owner.pointer}/${keyword}/${index}` }, key);
        if (found) return found;
      }
    return undefined;
  };
  for (const key of keysOf(way)) {
    const next = step(place, key);
    // The way through what was only wrapped has keys that the files lack, and goes on behind them.
    if (!next && !/^(allOf|anyOf|oneOf|\d+)$/.test(key)) break;
    place = next ?? place;
  }
  // A property, or an alternative, is where its name stands; anything else is what it refers to.
  const isMember = /\/(properties\/[^/]+|(anyOf|oneOf)\/\d+)$/.test(way);
  const { file, pointer } = isMember ? place : followed(place);
  return { file, pointer };
}

/** The lines of places, each file read once. */
export function linesOf(): (written: Written) => number {
  const places = new Map<string, ReturnType<typeof placesIn>>();
  return ({ file, pointer }) => {
    const known = places.get(file) ?? placesIn(file);
    places.set(file, known);
    return known(pointer).line;
  };
}
