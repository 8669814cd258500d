import { fieldsOf } from '../openapi/components.ts';
import { isObject, type Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';

/** What was sent, with an example's values in the place of required properties that are missing, at any depth. */
export function filled(model: Model, schema: unknown, example: Json, body: Json): Json {
  const fields = [...fieldsOf(model.schemas, schema).values()].flatMap(({ name, required, schema: inner }) => {
    const [own, usual] = [body[name], example[name]];
    if (!Object.hasOwn(body, name)) return required ? [[name, usual] as const] : [];
    return isObject(own) && isObject(usual) ? [[name, filled(model, inner, usual, own)] as const] : [];
  });
  return { ...body, ...Object.fromEntries(fields) };
}
