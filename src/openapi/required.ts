import { fieldsOf, partsOf, type Step, schemasOf, withRequired } from './components.ts';
import { getArray, getObject, getString, getStrings, isObject, type Json } from './json.ts';
import { mapSchema, mapSchemas } from './walk.ts';

/**
 * Of an object put together by `allOf`, each part has to say itself which of its properties are required: a type, and
 * a table of fields, is made of each part by itself. What is required of a part that stands elsewhere is required in
 * a copy of the property.
 */
export const requiredByOwners: Step = (root) => {
  const schemas = schemasOf(root);
  const change = (schema: unknown, pointer: string): unknown => {
    if (!isObject(schema)) return schema;
    const owned = getArray(schema, 'allOf').length > 0 ? owning(schemas, schema) : schema;
    return mapSchema(owned, pointer, change);
  };
  return mapSchemas(root, change);
};

function owning(schemas: Json, schema: Json): Json {
  const wanted = new Set(partsOf(schemas, schema).flatMap((part) => getStrings(part.schema, 'required')));
  if (wanted.size === 0) return schema;
  const elsewhere = new Set(wanted);
  for (const { schema: part, origin } of partsOf(schemas, schema)) {
    const own = getObject(part, 'properties') ?? {};
    const said = getStrings(part, 'required');
    for (const name of wanted) {
      // A part of the schema itself is told to require it; one that stands elsewhere may do so already.
      if (Object.hasOwn(own, name) && (origin === undefined || said.includes(name))) elsewhere.delete(name);
    }
  }
  const fields = fieldsOf(schemas, schema);
  const copied = [...elsewhere].flatMap((name): [string, unknown][] => {
    const field = fields.get(name);
    return field ? [[name, field.schema]] : [];
  });
  const owned = requiring(schema, wanted);
  return copied.length > 0 ? withRequired(owned, Object.fromEntries(copied)) : owned;
}

/** The schema, its inline parts too, each requiring what it has of `wanted`; a part that did nothing else is gone. */
function requiring(schema: Json, wanted: ReadonlySet<string>): Json {
  if (getString(schema, '$ref') !== undefined) return schema;
  const own = Object.keys(getObject(schema, 'properties') ?? {}).filter((name) => wanted.has(name));
  const said = getStrings(schema, 'required');
  const required = own.length === 0 ? said : [...new Set([...said, ...own])];
  const members = getArray(schema, 'allOf');
  const parts = members.map((member) => (isObject(member) ? requiring(member, wanted) : member));
  return {
    ...schema,
    ...(required.length > 0 && { required }),
    ...(members.length > 0 && { allOf: parts.filter((part) => parts.length === 1 || !onlyRequires(part)) }),
  };
}

/** Whether a part says nothing but what the whole requires. */
function onlyRequires(part: unknown): boolean {
  return (
    isObject(part) && Object.keys(part).every((key) => key === 'required' || (key === 'type' && part[key] === 'object'))
  );
}
