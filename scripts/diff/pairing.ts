import { getArray, getObject, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import type { Node } from './found.ts';
import type { Spot, Way } from './meaning.ts';
import type { Schemas } from './schemas.ts';

/** What one side has of an operation. */
export interface Side {
  readonly model: Model;
  readonly operation: OperationModel;
  /** The way to it through the document. */
  readonly pointer: string;
  readonly item: Spot;
}

/** Everything that is looked at of one operation that both documents have. */
export interface Pairing {
  readonly schemas: Schemas;
  readonly before: Side;
  readonly after: Side;
  /** `GET /books`. */
  readonly name: string;
  /** What is sent there goes this way: for what the API calls, it is what callers read. */
  readonly sent: Way;
  readonly node: Node;
}

const CHILDREN =
  /^(operationId|parameters|requestBody|responses|callbacks|security|servers|x-rate-limit|get|put|post|delete|options|head|patch|trace)$/;

/** What describes an object, without its parts. */
export function notesOf(source: unknown, pointer: string, children = CHILDREN): ReadonlyMap<string, Spot> {
  const entries = Object.entries(isObject(source) ? source : {}).filter(([key]) => !children.test(key));
  return new Map(entries.map(([key, value]) => [key, { value, pointer: `${pointer}/${escapeKey(key)}` }]));
}

/** Where a parameter stands: in its operation, or for its whole path. */
export function parameterPointer({ model, operation, pointer, item }: Side, source: Json): string {
  for (const [owner, at] of [
    [operation.source, pointer],
    [item.value, item.pointer],
  ] as const) {
    const index = getArray(owner, 'parameters').findIndex((each) => model.document.follow(each) === source);
    if (index !== -1) return `${at}/parameters/${index}`;
  }
  return pointer;
}

/** What stands under a key, by the keys that it has. */
export function children(
  side: Side,
  source: unknown,
  key: string,
  pointer: string,
): Map<string, Spot & { value: Json }> {
  return new Map(
    Object.entries(getObject(source, key) ?? {}).flatMap(([name, value]) => {
      const found = side.model.document.follow(value);
      return found ? [[name, { value: found, pointer: `${pointer}/${key}/${escapeKey(name)}` }]] : [];
    }),
  );
}
