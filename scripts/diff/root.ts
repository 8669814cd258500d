import { get, getArray, getString, type Json } from '../../src/openapi/json.ts';
import { inBoth, type Node, type Subject, say } from './found.ts';
import type { Spot } from './meaning.ts';
import { compareWords } from './notes.ts';

const PARTS = /^(openapi|info|servers|security|tags|paths|webhooks|x-webhooks|components|x-rate-limit)$/;

/** What describes the document as a whole. */
export function compareRoots(before: Json, after: Json, node: Node): void {
  const subject = (label: string, was: Spot | undefined, is: Spot | undefined): Subject => ({
    ...{ label, way: 'answer', node, was, is },
  });
  compareWords(subject('the document', { value: before, pointer: '' }, { value: after, pointer: '' }), PARTS);
  const [was, is] = [before, after].map((root) => ({ value: get(root, 'info'), pointer: '/info' }));
  compareWords(subject('the API', was, is), /^version$/);
  for (const [name, one, other] of inBoth(tagsOf(before), tagsOf(after))) {
    const tag = subject(`tag \`${name}\``, one, other);
    if (one && other) compareWords(tag);
    else say(tag, 'groups', `${tag.label} was ${one ? 'removed' : 'added'}.`);
  }
}

function tagsOf(root: Json): ReadonlyMap<string, Spot> {
  return new Map(
    getArray(root, 'tags').map((tag, index) => [
      getString(tag, 'name') ?? '',
      { value: tag, pointer: `/tags/${index}` },
    ]),
  );
}
