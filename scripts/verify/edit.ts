import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { keysOf } from '../../src/openapi/pointer.ts';

/** One change of a file: of a value, of a key that is added to or taken from a mapping, of an item of a list. */
export type Edit =
  | { readonly do: 'set'; readonly pointer: string; readonly value: unknown }
  | { readonly do: 'put'; readonly pointer: string; readonly key: string; readonly value: unknown }
  | { readonly do: 'drop'; readonly pointer: string }
  | { readonly do: 'append' | 'take'; readonly pointer: string; readonly value: unknown };

/** A part of a text, and what is to stand in its place. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly put: string;
  /** What it takes something from: of several at once, nothing might be left. */
  readonly owner?: Node;
}

/** A YAML or JSON file, of which every node knows where it stands. */
export interface Parsed {
  readonly text: string;
  readonly isJson: boolean;
  readonly document: ReturnType<typeof parseDocument>;
}

export function parsed(text: string, isJson: boolean): Parsed {
  return { text, isJson, document: parseDocument(text, { keepSourceTokens: true }) };
}

/** A text with parts of it changed that do not overlap, and nothing else: comments, order and layout stay. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const backwards = [...splices].sort((a, b) => b.from - a.from);
  return backwards.reduce((all, { from, to, put }) => all.slice(0, from) + put + all.slice(to), text);
}

/** How to make one change in a file; undefined where what is to be changed is not there. */
export function spliceFor({ text, isJson, document }: Parsed, edit: Edit): Splice | undefined {
  const keys = keysOf(edit.pointer);
  const nodeAt = (path: readonly string[]): Node | undefined => document.getIn(path, true) as Node | undefined;
  const node = nodeAt(keys);
  const written = (value: unknown): string =>
    isJson ? JSON.stringify(value) : stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  if (!node?.range) return undefined;
  switch (edit.do) {
    case 'set':
      if (isCollection(node) && !node.flow) return undefined;
      return { from: node.range[0], to: node.range[1], put: written(edit.value) };
    case 'append':
      return isSeq(node) ? insertion(text, node, written(edit.value), (put) => `- ${put}`) : undefined;
    case 'put': {
      if (!isMap(node) || node.has(edit.key)) return undefined;
      const key = isJson ? JSON.stringify(edit.key) : written(edit.key);
      return insertion(text, node, `${key}: ${written(edit.value)}`, (put) => put);
    }
    case 'take': {
      if (!isSeq(node)) return undefined;
      const index = node.items.findIndex((item) => isScalar(item) && item.value === edit.value);
      return index === -1 ? undefined : removal(text, node, index);
    }
    case 'drop': {
      const owner = nodeAt(keys.slice(0, -1));
      if (!isMap(owner)) return undefined;
      const index = owner.items.findIndex(({ key }) => (key as Scalar).value === keys.at(-1));
      return removal(text, owner, index);
    }
  }
}

type Collection = YAMLMap | YAMLSeq;

function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

/** Where an item begins and ends, without the comment behind it. */
function rangeOf(item: Collection['items'][number]): readonly [from: number, to: number] {
  const pair = item as Pair<Node, Node>;
  const [first, last] = 'key' in Object(item) ? [pair.key, pair.value ?? pair.key] : [item as Node, item as Node];
  return [first.range![0], endOf(last)];
}

function endOf(node: Node): number {
  const items = isCollection(node) && !node.flow ? node.items : [];
  return items.length > 0 ? rangeOf(items.at(-1)!)[1] : node.range![1];
}

function insertion(text: string, node: Collection, put: string, asLine: (put: string) => string): Splice | undefined {
  const last = node.items.at(-1);
  if (!last) return node.flow ? { from: node.range![0] + 1, to: node.range![1] - 1, put: ` ${put} ` } : undefined;
  const end = rangeOf(last)[1];
  if (node.flow) return { from: end, to: end, put: `, ${put}` };
  // A block of text ends behind its line end.
  const lineEnd = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1 || text.length;
  const begin = rangeOf(node.items[0]!)[0];
  const lineStart = text.lastIndexOf('\n', begin) + 1;
  const indent = text.slice(lineStart, begin).replace(/- $/, '').replace(/[^ ]/g, ' ');
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text[lineEnd - 1] === '\n' ? '' : newLine;
  return { from: lineEnd, to: lineEnd, put: `${before}${indent}${asLine(put)}${newLine}` };
}

function removal(text: string, node: Collection, index: number): Splice | undefined {
  const { items } = node;
  // An empty mapping or list would need another form.
  if (items.length < 2) return undefined;
  const [from, to] = rangeOf(items[index]!);
  if (node.flow) {
    const [start, end] = index === 0 ? [from, rangeOf(items[1]!)[0]] : [rangeOf(items[index - 1]!)[1], to];
    return { from: start, to: end, put: '', owner: node };
  }
  const lineStart = text.lastIndexOf('\n', from) + 1;
  // The first key of an item stands behind its dash.
  if (/\S/.test(text.slice(lineStart, from).replace(isSeq(node) ? '- ' : '', ''))) return undefined;
  const lineEnd = text[to - 1] === '\n' ? to : text.indexOf('\n', to) + 1 || text.length;
  return { from: lineStart, to: lineEnd, put: '', owner: node };
}
