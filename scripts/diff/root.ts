import { get, getArray, getString, type Json } from '../../src/openapi/json.ts';
import { type Found, note } from './found.ts';
import type { Spot } from './meaning.ts';
import { compareNotes } from './notes.ts';
import { notesOf } from './pairing.ts';

/** What describes the document as a whole. */
export function compareRoots([before, after]: readonly [Json, Json], found: Found[]): void {
  const pairs: readonly (readonly [string, unknown, unknown, string, RegExp])[] = [
    [
      'the document',
      before,
      after,
      '',
      /^(openapi|info|servers|security|tags|paths|webhooks|x-webhooks|components|x-rate-limit)$/,
    ],
    ['the API', get(before, 'info'), get(after, 'info'), '/info', /^version$/],
  ];
  for (const [label, was, is, pointer, parts] of pairs)
    compareNotes(notesOf(was, pointer, parts), notesOf(is, pointer, parts), 'answer', note(found, label), [
      pointer,
      pointer,
    ]);
  const named = (root: Json): ReadonlyMap<string, Spot> =>
    new Map(
      getArray(root, 'tags').map((tag, index) => [
        getString(tag, 'name') ?? '',
        { value: tag, pointer: `/tags/${index}` },
      ]),
    );
  const [left, right] = [named(before), named(after)];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [was, is] = [left.get(name), right.get(name)];
    const add = note(found, `tag \`${name}\``);
    if (!was || !is) add('groups', [was, is], (of) => `${of} was ${was ? 'removed' : 'added'}.`);
    else
      compareNotes(notesOf(was.value, was.pointer), notesOf(is.value, is.pointer), 'answer', add, [
        was.pointer,
        is.pointer,
      ]);
  }
}
