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

/** What is different between two things, and between those that they lead to. */
export interface Node {
  readonly found: Found[];
  readonly next: Node[];
}

/** One thing: what it is called, which way its values go, and what it is on each side; undefined where it is not there. */
export interface Subject {
  readonly label: string;
  readonly way: Way;
  readonly node: Node;
  readonly was: Spot | undefined;
  readonly is: Spot | undefined;
}

/** Adds what is found of a thing, or of one keyword of it. */
export function say(
  { node, was, is }: Omit<Subject, 'label' | 'way'>,
  rule: Case,
  message: string,
  keyword?: string,
): void {
  const pointer = `${(is ?? was)?.pointer ?? ''}${keyword === undefined ? '' : `/${keyword}`}`;
  node.found.push({
    ...{ rule, side: is ? 'revision' : 'base', pointer },
    message: message[0]!.toUpperCase() + message.slice(1),
  });
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

/** All that two maps have, by its key. */
export function inBoth<Key, Item>(
  left: ReadonlyMap<Key, Item>,
  right: ReadonlyMap<Key, Item>,
): (readonly [key: Key, was: Item | undefined, is: Item | undefined])[] {
  return [...new Set([...left.keys(), ...right.keys()])].map((key) => [key, left.get(key), right.get(key)]);
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
