import type { ContentModel } from '../openapi/bodies.ts';
import { targetOf } from '../openapi/components.ts';
import { bodyExamples } from '../openapi/examples.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import type { Remembered } from './remembered.ts';
import { itemsOf, propertiesOf, typed } from './schema.ts';

type Found = { readonly body: unknown } | { readonly unknown: string };

/** The item that the path names, where a path parameter has the name of a property of the answer, `usual` where nothing is known. */
export function itemFor(
  model: Model,
  operation: OperationModel,
  content: ContentModel,
  usual: unknown,
  values: ReadonlyMap<string, unknown>,
  memory: Remembered,
): Found | undefined {
  const { schema } = content;
  const properties = propertiesOf(model, schema);
  const keys = operation.parameters.flatMap(({ entry: { in: location, name } }) =>
    location === 'path' && Object.hasOwn(properties, name) ? [[name, String(values.get(`path ${name}`))] as const] : [],
  );
  const seeded = memory.known(targetOf(schema));
  const items = seeded ?? bodyExamples(model.document, content);
  const item = items.find((candidate) => keys.every(([name, value]) => String(Object(candidate)[name]) === value));
  if (keys.length === 0) return seeded && operation.method === 'GET' && item !== undefined ? { body: item } : undefined;
  if (item !== undefined) return { body: item };
  const name = targetOf(schema);
  if (name !== undefined && memory.decides(name, String(keys[0]![1])))
    return { unknown: `Expected the item to be in \`data.${name}\`.` };
  const example = items[0] ?? usual;
  const own = keys.map(([name, value]) => [name, typed(model, properties[name], value)]);
  return { body: { ...Object(example), ...Object.fromEntries(own) } };
}

/** The seeded items, where the answer is a list of them, or an object around such a list. */
export function listFor(model: Model, schema: unknown, example: unknown, memory: Remembered): Found | undefined {
  const whole = memory.known(targetOf(itemsOf(model, schema)));
  if (whole) return { body: whole };
  for (const [name, property] of Object.entries(propertiesOf(model, schema))) {
    const items = memory.known(targetOf(itemsOf(model, property)));
    if (!items) continue;
    const before = Object(example)[name];
    // A number that counts the example's items counts the seeded ones too.
    const counts = (value: unknown): boolean => Array.isArray(before) && value === before.length;
    const rest = Object.entries(Object(example)).map(([key, value]) => [key, counts(value) ? items.length : value]);
    return { body: { ...Object.fromEntries(rest), [name]: items } };
  }
  return undefined;
}
