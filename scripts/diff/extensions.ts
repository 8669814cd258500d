import { getObject, type Json } from '../../src/openapi/json.ts';
import type { Add } from './found.ts';
import { note } from './found.ts';
import type { Pairing, Side } from './pairing.ts';
import { compareLimit } from './rate-limit.ts';

/** Compares an extension of an operation that is more than one value. */
type Compare = (before: Json | undefined, after: Json | undefined, add: Add, places: readonly [string, string]) => void;

/**
 * Our extensions of operations whose parts mean something each. What holds for the whole document holds for every
 * operation without its own. One that is a single value has a line in `notes.ts` instead.
 */
const EXTENSIONS: Readonly<Record<string, Compare>> = {
  'x-rate-limit': compareLimit,
};

export function compareExtensions({ before, after, name, node }: Pairing): void {
  for (const [key, compare] of Object.entries(EXTENSIONS)) {
    const [was, is] = [before, after].map((side) => effective(side, key));
    compare(was!.value, is!.value, note(node.found, ofWhom(name, was!, is!, key)), [was!.pointer, is!.pointer]);
  }
}

/** What is said for the whole document is told of it, and so once. */
function ofWhom(
  name: string,
  was: { readonly pointer: string },
  is: { readonly pointer: string },
  key: string,
): string {
  return [was, is].some(({ pointer }) => pointer.endsWith(`/${key}`) && pointer !== `/${key}`)
    ? `\`${name}\``
    : 'the API';
}

function effective(
  { operation, model, pointer }: Side,
  key: string,
): { readonly value: Json | undefined; readonly pointer: string } {
  const own = getObject(operation.source, key);
  if (own) return { value: own, pointer: `${pointer}/${key}` };
  return { value: getObject(model.document.root, key), pointer: `/${key}` };
}
