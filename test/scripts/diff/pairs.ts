import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two documents and what their difference means. */
export interface Pair {
  readonly name: string;
  readonly expected: 'breaking' | 'non-breaking' | 'docs' | 'none';
  readonly base: unknown;
  readonly revision: unknown;
}

/** The keys that lead to a place, and what stands there from now on; nothing, where it is taken out. */
type Edit = readonly [keys: readonly string[], value?: unknown];

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, 'pairs', name), 'utf8'));

/** All pairs, each made from one document. */
export function readPairs(): Pair[] {
  const shop = read('shop.json');
  const all = read('pairs.json') as readonly (Pair & {
    readonly base: readonly Edit[];
    readonly revision: readonly Edit[];
  })[];
  return all.map(({ base: first, revision: second, ...pair }) => {
    const base = edited(shop, first);
    return { ...pair, base, revision: edited(base, second) };
  });
}

function edited(document: unknown, edits: readonly Edit[]): unknown {
  // Read as documents are: what compares them looks at prototypes.
  const copy: unknown = JSON.parse(JSON.stringify(document));
  for (const [keys, ...values] of edits) {
    const last = keys.at(-1)!;
    const owner = keys.slice(0, -1).reduce((found, key) => (found as Record<string, unknown>)[key], copy) as Record<
      string,
      unknown
    >;
    if (values.length === 0) delete owner[last];
    else owner[last] = values[0];
  }
  return copy;
}
