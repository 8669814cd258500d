import type { DocumentReader } from './document.ts';
import { entriesOf, get, isObject } from './json.ts';
import { type OperationModel, OperationReader } from './operations.ts';
import { escapeKey } from './pointer.ts';

/** The operations that the API calls, by the name under which the document has them. OpenAPI 3.0 has them in an extension. */
export function readWebhooks(document: DocumentReader, key: 'webhooks' | 'x-webhooks' = 'webhooks'): OperationModel[] {
  const reader = new OperationReader(document);
  return entriesOf(document.root, key).flatMap(([name, item]) => reader.read(name, item, `/${key}/${escapeKey(name)}`));
}

/** What the API calls because of an operation: the expression says where. */
export interface CallbackModel {
  readonly name: string;
  readonly expression: string;
  /** Its `path` is the name of the callback. */
  readonly model: OperationModel;
}

/** The callbacks that an operation declares. */
export function readCallbacks(document: DocumentReader, { source, pointer }: OperationModel): CallbackModel[] {
  const reader = new OperationReader(document);
  return entriesOf(source, 'callbacks').flatMap(([name, value]) => {
    const callback = document.follow(value);
    return Object.keys(callback ?? {}).flatMap((expression) => {
      const item = get(callback, expression);
      if (expression.startsWith('x-') || !isObject(item)) return [];
      const place = `${pointer}/callbacks/${escapeKey(name)}/${escapeKey(expression)}`;
      return reader.read(name, item, place).map((model) => ({ name, expression, model }));
    });
  });
}
