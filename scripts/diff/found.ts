import type { Spot, Way } from './meaning.ts';
import { type Case, POLICY } from './policy.ts';

/** A change: its case, where it stands in one of the two documents, and what happened, in a sentence. */
export interface Found {
  readonly rule: Case;
  readonly side: 'base' | 'revision';
  /** The way to it, through references. */
  readonly pointer: string;
  readonly message: string;
}

/** Where something stands on each side; undefined where it is not there. */
type Places = readonly [{ readonly pointer: string } | undefined, { readonly pointer: string } | undefined];

/** Adds what is found of one thing, which `label` names. */
export type Add = (rule: Case, places: Places, said: (of: string) => string, keyword?: string) => void;

export function note(found: Found[], label: string): Add {
  return (rule, [before, after], said, keyword) => {
    const place = after ?? before;
    const pointer = `${place?.pointer ?? ''}${keyword === undefined ? '' : `/${keyword}`}`;
    const message = said(label);
    found.push({
      rule,
      side: after ? 'revision' : 'base',
      pointer,
      message: message[0]!.toUpperCase() + message.slice(1),
    });
  };
}

/** What is different between two things, and between those that they lead to. */
export interface Node {
  readonly found: Found[];
  readonly next: Node[];
}

/** Compares two schemas; `place` is what they are in words, where they have no name. */
export interface Pairs {
  pair(before: Spot, after: Spot, way: Way, place: string): Node;
}

/** Whether nothing but words is different, here and in all that follows. */
export function isSame(node: Node, seen: Set<Node> = new Set()): boolean {
  if (seen.has(node)) return true;
  seen.add(node);
  return node.found.every(({ rule }) => POLICY[rule][0] === 'docs') && node.next.every((each) => isSame(each, seen));
}

/** Takes out of two lists what belongs together. */
export function taken<Item>(
  left: Item[],
  right: Item[],
  isMatch: (one: Item, other: Item) => boolean,
): (readonly [Item, Item])[] {
  return [...left].flatMap((one) => {
    const other = right.find((each) => isMatch(one, each));
    if (other === undefined) return [];
    left.splice(left.indexOf(one), 1);
    right.splice(right.indexOf(other), 1);
    return [[one, other] as const];
  });
}
