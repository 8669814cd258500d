import { isSuccess } from '../openapi/bodies.ts';
import { targetOf } from '../openapi/components.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { itemsOf, propertiesOf } from './schema.ts';

/** Items of one schema under one path, each at an address of its own: `/things` and `/things/{id}`. */
export interface Resource {
  /** The name of the schema. */
  readonly schema: string;
  /** The property that tells items apart. */
  readonly key: string;
  /** The path parameter that names an item by it. */
  readonly parameter: string;
  /** What reads one item; its examples are items. */
  readonly read: OperationModel;
  /** What lists them, where there is such an operation. */
  readonly list: OperationModel | undefined;
}

export interface Role {
  readonly resource: Resource;
  readonly does: 'create' | 'update' | 'replace' | 'remove';
}

/** What operations do to resources, by the shape of the contract alone. */
export function rolesOf(model: Model): ReadonlyMap<OperationModel, Role> {
  const roles = new Map<OperationModel, Role>();
  const { operations } = model;
  for (const read of operations) {
    const [, collection, parameter = ''] = /^(.*)\/\{([^}/]+)\}$/.exec(read.path) ?? [];
    const schema = read.method === 'GET' ? targetOf(answerOf(read)) : undefined;
    if (collection === undefined || schema === undefined) continue;
    const properties = propertiesOf(model, answerOf(read));
    const key = [parameter, 'id'].find((name) => Object.hasOwn(properties, name));
    if (key === undefined) continue;
    const at = (path: string, method: string) =>
      operations.find((operation) => operation.path === path && operation.method === method);
    const listed = at(collection, 'GET');
    const list = listed && holds(model, answerOf(listed), schema) ? listed : undefined;
    const made = at(collection, 'POST');
    const create =
      made && (list || [answerOf(made), made.body?.content.schema].some((each) => targetOf(each) === schema));
    if (!list && !create) continue;
    const resource = { schema, key, parameter, read, list };
    const take = (operation: OperationModel | undefined, does: Role['does']): void => {
      if (operation) roles.set(operation, { resource, does });
    };
    if (create) take(made, 'create');
    take(at(read.path, 'PATCH'), 'update');
    take(at(read.path, 'PUT'), 'replace');
    take(at(read.path, 'DELETE'), 'remove');
  }
  return roles;
}

function answerOf({ responses }: OperationModel): unknown {
  return responses.find(({ status, content }) => isSuccess(status) && content)?.content?.schema;
}

/** Whether an answer is a list of items of a schema, or an object around one. */
function holds(model: Model, answer: unknown, schema: string): boolean {
  const lists = [answer, ...Object.values(propertiesOf(model, answer))];
  return lists.some((list) => targetOf(itemsOf(model, list)) === schema);
}
