import { fieldsOf, partsOf, type Step, schemasOf, targetOf, withSchemas } from './components.ts';
import { getArray, getObject, isObject, type Json } from './json.ts';
import { mapSchema, mapSchemas } from './walk.ts';

/**
 * Opens what is closed by `additionalProperties: false` in a schema put together by `allOf`: read by itself, such a part
 * refuses the properties of all other parts, and no value satisfies the whole.
 */
export const opened: Step = (root, warn) => {
  const schemas = schemasOf(root);
  const extended = new Set<string>();
  const change = (schema: unknown, pointer: string): unknown => {
    if (!isObject(schema)) return schema;
    const mapped = mapSchema(schema, pointer, change);
    if (getArray(schema, 'allOf').length === 0) return mapped;
    const fields = [...fieldsOf(schemas, schema).keys()];
    const refuses = (part: Json): boolean =>
      part['additionalProperties'] === false &&
      fields.some((name) => !Object.hasOwn(getObject(part, 'properties') ?? {}, name));
    for (const { schema: part, origin } of partsOf(schemas, schema))
      if (origin !== undefined && refuses(part)) extended.add(origin);
    const open = (part: Json): Json => {
      if (targetOf(part) !== undefined) return part;
      const { additionalProperties, ...rest } = part;
      if (refuses(part)) warn(pointer, 'is closed for what its own parts have; it is left open');
      const members = getArray(part, 'allOf').map((member) => (isObject(member) ? open(member) : member));
      return { ...(refuses(part) ? rest : part), ...(members.length > 0 && { allOf: members }) };
    };
    return open(mapped);
  };
  const changed = mapSchemas(root, change);
  if (extended.size === 0) return changed;
  const left = Object.entries(schemasOf(changed)).map(([name, schema]): [string, unknown] => {
    if (!extended.has(name) || !isObject(schema)) return [name, schema];
    warn(`/components/schemas/${name}`, 'is closed although others extend it; it is left open');
    const { additionalProperties: _, ...rest } = schema;
    return [name, rest];
  });
  return withSchemas(changed, Object.fromEntries(left));
};
