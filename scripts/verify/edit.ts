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

/**
 * The text of a YAML or JSON file with one change, and nothing else of it touched: comments, order and layout stay.
 * Undefined where what is to be changed is not there.
 */
export function edited(text: string, edit: Edit, isJson: boolean): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  const keys = keysOf(edit.pointer);
  const nodeAt = (path: readonly string[]): Node | undefined => document.getIn(path, true) as Node | undefined;
  const node = nodeAt(keys);
  const written = (value: unknown): string =>
    isJson ? JSON.stringify(value) : stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  const splice = (from: number, to: number, put: string): string => text.slice(0, from) + put + text.slice(to);
  if (!node?.range) return undefined;
  switch (edit.do) {
    case 'set':
      return isCollection(node) && !node.flow ? undefined : splice(node.range[0], node.range[1], written(edit.value));
    case 'append':
      return isSeq(node) ? inserted(text, node, written(edit.value), (put) => `- ${put}`) : undefined;
    case 'put': {
      if (!isMap(node) || node.has(edit.key)) return undefined;
      const key = isJson ? JSON.stringify(edit.key) : written(edit.key);
      return inserted(text, node, `${key}: ${written(edit.value)}`, (put) => put);
    }
    case 'take': {
      if (!isSeq(node)) return undefined;
      const index = node.items.findIndex((item) => isScalar(item) && item.value === edit.value);
      return index === -1 ? undefined : removed(text, node, index);
    }
    case 'drop': {
      const owner = nodeAt(keys.slice(0, -1));
      if (!isMap(owner)) return undefined;
      return removed(
        text,
        owner,
        owner.items.findIndex(({ key }) => (key as Scalar).value === keys.at(-1)),
      );
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

function inserted(text: string, node: Collection, put: string, asLine: (put: string) => string): string | undefined {
  const last = node.items.at(-1);
  if (!last)
    return node.flow ? `${text.slice(0, node.range![0] + 1)} ${put} ${text.slice(node.range![1] - 1)}` : undefined;
  const end = rangeOf(last)[1];
  if (node.flow) return `${text.slice(0, end)}, ${put}${text.slice(end)}`;
  // A block of text ends behind its line end.
  const lineEnd = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1 || text.length;
  const begin = rangeOf(node.items[0]!)[0];
  const lineStart = text.lastIndexOf('\n', begin) + 1;
  const indent = text.slice(lineStart, begin).replace(/- $/, '').replace(/[^ ]/g, ' ');
  const before = text.slice(0, lineEnd);
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  return `${before}${before.endsWith('\n') ? '' : newLine}${indent}${asLine(put)}${newLine}${text.slice(lineEnd)}`;
}

function removed(text: string, node: Collection, index: number): string | undefined {
  const { items } = node;
  // An empty mapping or list would need another form.
  if (items.length < 2) return undefined;
  const [from, to] = rangeOf(items[index]!);
  if (node.flow) {
    const [start, end] = index === 0 ? [from, rangeOf(items[1]!)[0]] : [rangeOf(items[index - 1]!)[1], to];
    return text.slice(0, start) + text.slice(end);
  }
  const lineStart = text.lastIndexOf('\n', from) + 1;
  // The first key of an item stands behind its dash.
  if (/\S/.test(text.slice(lineStart, from).replace(isSeq(node) ? '- ' : '', ''))) return undefined;
  const lineEnd = text[to - 1] === '\n' ? to : text.indexOf('\n', to) + 1 || text.length;
  return text.slice(0, lineStart) + text.slice(lineEnd);
}
