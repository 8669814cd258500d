import { DocumentReader } from '../../src/openapi/document.ts';
import { readWebhooks } from '../../src/openapi/inbound.ts';
import { entriesOf, get } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { type Found, inBoth, type Node, say } from './found.ts';
import type { Spot, Way } from './meaning.ts';
import { compareOperation } from './operations.ts';
import type { Side } from './pairing.ts';
import { compareRoots } from './root.ts';
import { Schemas } from './schemas.ts';
import { compareSchemes } from './security.ts';

/** A change, and the operations that meet it; none where it is of the document as a whole. */
export interface Reached extends Found {
  readonly operations: ReadonlySet<string>;
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
  compareSchemes(before, after, comparison.whole);
  compareRoots(before.document.root, after.document.root, comparison.whole);
  return reaching([...comparison.compared, [undefined, comparison.whole]]);
}

type NameOf = (operation: OperationModel) => string;
const inPath: NameOf = ({ method, path }) => `${method} ${path}`;
const inWebhook: NameOf = ({ method, path }) => `${method} webhook ${path}`;

type Operations = ReadonlyMap<string, OperationModel>;

/** By the shape of paths: what their parameters are called is no part of the requests. */
function byShape(operations: readonly OperationModel[]): Operations {
  const shapeOf = (path: string): string => (path.startsWith('/') ? path.replace(/\{[^}]*\}/g, '{}') : path);
  return new Map(operations.map((each) => [`${each.method} ${shapeOf(each.path)}`, each]));
}

class Comparison {
  /** What is found of each operation, and of all that it uses. */
  readonly compared: [name: string, node: Node][] = [];
  readonly whole: Node = { found: [], next: [] };
  readonly #schemas: Schemas;
  readonly #models: readonly [Model, Model];

  constructor(before: Model, after: Model, named: Named) {
    this.#models = [before, after];
    this.#schemas = new Schemas(before.schemas, after.schemas, named);
  }

  all(
    at: string,
    before: readonly OperationModel[],
    after: readonly OperationModel[],
    sent: Way,
    nameOf: NameOf,
  ): void {
    const [left, right] = [byShape(before), byShape(after)];
    for (const [key, operation] of right) {
      const old = left.get(key);
      if (old) this.#both(sideOf(this.#models[0], old, at), sideOf(this.#models[1], operation, at), sent, nameOf);
    }
    this.#alone(at, left, right, false, sent, nameOf);
    this.#alone(at, right, left, true, sent, nameOf);
  }

  #both(before: Side, after: Side, sent: Way, nameOf: NameOf): void {
    const node: Node = { found: [], next: [] };
    const name = nameOf(after.operation);
    this.compared.push([name, node]);
    compareOperation({ schemas: this.#schemas, before, after, name, sent, node });
    const turned = sent === 'request' ? 'answer' : 'request';
    for (const [at, was = [], is = []] of inBoth(callbacksOf(before), callbacksOf(after)))
      this.all(`${after.pointer}${at}`, was, is, turned, (each) => `${name}, callback ${inPath(each)}`);
  }

  /** Operations that only one side has; those of a path are told in one line. */
  #alone(at: string, own: Operations, others: Operations, isNew: boolean, sent: Way, nameOf: NameOf): void {
    const alone = [...own].filter(([key]) => !others.has(key)).map(([, operation]) => operation);
    const cases = sent === 'request' ? (['operationRemoved', 'operationAdded'] as const) : WEBHOOKS;
    for (const path of new Set(alone.map((each) => each.path))) {
      const [first, ...more] = alone.filter((each) => each.path === path);
      const method = more.length > 0 ? '' : `/${first!.method.toLowerCase()}`;
      const place = { pointer: `${at}/${escapeKey(path)}${method}` };
      const names = [first!, ...more].map((each) => `\`${nameOf(each)}\``).join(' and ');
      const said = `${names} ${more.length > 0 ? 'were' : 'was'} ${isNew ? 'added' : 'removed'}.`;
      say({ node: this.whole, was: place, is: isNew ? place : undefined }, cases[Number(isNew)]!, said);
    }
  }
}

const WEBHOOKS = ['webhookRemoved', 'webhookAdded'] as const;

function sideOf(model: Model, operation: OperationModel, at: string): Side {
  const pointer = `${at}/${escapeKey(operation.path)}`;
  const value = model.document.follow(get(model.document.at(at), operation.path)) ?? {};
  const item: Spot = { value, pointer };
  return { model, operation, item, value: operation.source, pointer: `${pointer}/${operation.method.toLowerCase()}` };
}

/** One entry for one change, with the operations that meet it. */
function reaching(compared: readonly (readonly [name: string | undefined, node: Node])[]): Reached[] {
  const all = new Map<string, Found & { operations: Set<string> }>();
  for (const [name, node] of compared) {
    const reached = new Set([node]);
    for (const each of reached) {
      for (const next of each.next) reached.add(next);
      for (const found of each.found) {
        const key = JSON.stringify(found);
        const known = all.get(key) ?? { ...found, operations: new Set() };
        if (name !== undefined) known.operations.add(name);
        all.set(key, known);
      }
    }
  }
  return [...all.values()];
}

/** The operations that the API calls while it serves another, by the place in that under which it has them. */
function callbacksOf({ model, value }: Side): Map<string, readonly OperationModel[]> {
  const { document } = model;
  return new Map(
    entriesOf(value, 'callbacks').map(([name, callback]) => {
      // What is wrong with them keeps nobody from calling the operation.
      const reader = new DocumentReader({ ...document.root, webhooks: document.follow(callback) }, () => {});
      return [`/callbacks/${escapeKey(name)}`, readWebhooks(reader)];
    }),
  );
}
