import { DocumentReader } from '../../src/openapi/document.ts';
import { readWebhooks } from '../../src/openapi/inbound.ts';
import { get, getObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { type Found, type Node, note } from './found.ts';
import type { Way } from './meaning.ts';
import { compareNotes } from './notes.ts';
import { compareOperation } from './operations.ts';
import { notesOf, type Side } from './pairing.ts';
import { compareRoots } from './root.ts';
import { Schemas } from './schemas.ts';
import { compareSchemes } from './security.ts';

/** A change, and the operations that meet it; none where it is of the document as a whole. */
export interface Reached extends Found {
  readonly operations: ReadonlySet<string>;
}

/** An operation and what is found of it and of all that it uses. */
interface Compared {
  readonly name: string;
  readonly node: Node;
}

type Named = (name: string) => string | undefined;

/**
 * Compares what two documents mean.
 *
 * @param named What a schema of the models is called in the documents; undefined where they have no name for it.
 */
export function compareModels(before: Model, after: Model, named: Named = (name) => name): Reached[] {
  const comparison = new Comparison(before, after, named);
  comparison.all('/paths', before.operations, after.operations, 'request', inPath);
  comparison.all('/webhooks', before.webhooks, after.webhooks, 'answer', inWebhook);
  const roots = [before, after].map(({ document }) => document.root) as [Json, Json];
  const whole: Found[] = [...compareSchemes(before, after), ...comparison.found];
  compareRoots(roots, whole);
  return reaching(comparison.compared, whole);
}

const inPath = ({ method, path }: OperationModel): string => `${method} ${path}`;
const inWebhook = ({ method, path }: OperationModel): string => `${method} webhook ${path}`;

/** A path by its shape: what its parameters are called is no part of the requests. */
function shapeOf({ method, path }: OperationModel): string {
  if (!path.startsWith('/')) return `${method} ${path}`;
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}

class Comparison {
  readonly compared: Compared[] = [];
  readonly found: Found[] = [];
  readonly #schemas: Schemas;
  readonly #models: readonly [Model, Model];

  constructor(before: Model, after: Model, named: Named) {
    this.#models = [before, after];
    this.#schemas = new Schemas(before.schemas, after.schemas, named);
  }

  all(
    pointer: string,
    before: readonly OperationModel[],
    after: readonly OperationModel[],
    sent: Way,
    nameOf: (operation: OperationModel) => string,
  ): void {
    const [left, right] = [operationsOf(before), operationsOf(after)];
    const items = this.#models.map(({ document }) => document.at(pointer));
    const side = (index: 0 | 1, operation: OperationModel): Side => {
      const at = `${pointer}/${escapeKey(operation.path)}`;
      const model = this.#models[index]!;
      const item = model.document.follow(get(items[index], operation.path)) ?? {};
      return {
        model,
        operation,
        item: { value: item, pointer: at },
        pointer: `${at}/${operation.method.toLowerCase()}`,
      };
    };
    for (const [key, operation] of right) {
      const old = left.get(key);
      if (!old) continue;
      const node: Node = { found: [], next: [] };
      const [was, is] = [side(0, old), side(1, operation)];
      const name = nameOf(operation);
      this.compared.push({ name, node });
      compareOperation({ schemas: this.#schemas, before: was, after: is, name, sent, node });
      compareNotes(
        notesOf(was.item.value, was.item.pointer),
        notesOf(is.item.value, is.item.pointer),
        sent,
        note(node.found, `path \`${operation.path}\``),
        [was.item.pointer, is.item.pointer],
      );
      this.#callbacks(was, is, name, sent);
    }
    this.#come(left, right, 'operationRemoved', sent, (operation) => side(0, operation), nameOf);
    this.#come(right, left, 'operationAdded', sent, (operation) => side(1, operation), nameOf);
  }

  #callbacks(was: Side, is: Side, name: string, sent: Way): void {
    const turned = sent === 'request' ? 'answer' : 'request';
    const [before, after] = [was, is].map(callbacksOf);
    const both = new Set([...before!.keys(), ...after!.keys()]);
    for (const at of both)
      this.all(
        `${is.pointer}${at}`,
        before!.get(at) ?? [],
        after!.get(at) ?? [],
        turned,
        ({ method, path }) => `${name}, callback ${method} ${path}`,
      );
  }

  /** Operations that only one side has; those of a path that it alone has are told in one line. */
  #come(
    own: Operations,
    others: Operations,
    rule: 'operationAdded' | 'operationRemoved',
    sent: Way,
    side: (operation: OperationModel) => Side,
    nameOf: (operation: OperationModel) => string,
  ): void {
    const paths = new Map<string, OperationModel[]>();
    for (const [key, operation] of own)
      if (!others.has(key)) paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
    for (const [, operations] of paths) {
      const [first] = operations.map(side);
      const names = operations.map((each) => `\`${nameOf(each)}\``);
      const verb = `${names.length === 1 ? 'was' : 'were'} ${rule === 'operationAdded' ? 'added' : 'removed'}`;
      const place = { pointer: names.length === 1 ? first!.pointer : first!.item.pointer };
      const cases = sent === 'request' ? rule : rule === 'operationAdded' ? 'webhookAdded' : 'webhookRemoved';
      const places = rule === 'operationAdded' ? ([undefined, place] as const) : ([place, undefined] as const);
      note(this.found, names.join(' and '))(cases, places, (of) => `${of} ${verb}.`);
    }
  }
}

type Operations = ReadonlyMap<string, OperationModel>;

function operationsOf(all: readonly OperationModel[]): Operations {
  return new Map(all.map((each) => [shapeOf(each), each]));
}

/** One entry for one change, with the operations that meet it. */
function reaching(compared: readonly Compared[], whole: readonly Found[]): Reached[] {
  const all = new Map<string, Found & { operations: Set<string> }>();
  const add = (found: Found, name?: string): void => {
    const key = JSON.stringify(found);
    const known = all.get(key) ?? { ...found, operations: new Set() };
    if (name !== undefined) known.operations.add(name);
    all.set(key, known);
  };
  for (const { name, node } of compared) {
    const seen = new Set<Node>();
    const pending = [node];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const found of next.found) add(found, name);
      pending.push(...next.next);
    }
  }
  for (const found of whole) add(found);
  return [...all.values()];
}

/** The operations that the API calls while it serves another, by the place in that under which it has them. */
function callbacksOf({ model, operation }: Side): Map<string, readonly OperationModel[]> {
  const { document } = model;
  return new Map(
    Object.entries(getObject(operation.source, 'callbacks') ?? {}).map(([name, value]) => {
      // What is wrong with them keeps nobody from calling the operation.
      const reader = new DocumentReader({ ...document.root, webhooks: document.follow(value) }, () => {});
      return [`/callbacks/${escapeKey(name)}`, readWebhooks(reader)];
    }),
  );
}
