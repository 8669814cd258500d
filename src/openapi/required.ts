import { single } from './canonical.ts';
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
  // A property that is copied into itself has no end: inside, it stays as it was.
  const within = new Set<unknown>();
  const change = (schema: unknown, pointer: string): unknown => {
    if (!isObject(schema) || within.has(schema)) return schema;
    within.add(schema);
    const owned = getArray(schema, 'allOf').length > 0 ? owning(schemas, schema) : schema;
    const changed = mapSchema(owned, pointer, change);
    within.delete(schema);
    return changed;
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
  return single(copied.length > 0 ? withRequired(owned, Object.fromEntries(copied)) : owned);
}

/** The schema, its inline parts too, each requiring what it has of `wanted`; what a part requires and nothing else is the whole's. */
function requiring(schema: Json, wanted: ReadonlySet<string>): Json {
  if (getString(schema, '$ref') !== undefined) return schema;
  const own = Object.keys(getObject(schema, 'properties') ?? {}).filter((name) => wanted.has(name));
  const members = getArray(schema, 'allOf').map((each) => (isObject(each) ? single(requiring(each, wanted)) : each));
  const bare = members.length > 1 ? members.filter(onlyRequires) : [];
  const required = [...getStrings(schema, 'required'), ...own, ...bare.flatMap((part) => getStrings(part, 'required'))];
  const parts = members.filter((member) => !bare.includes(member));
  const { allOf: _, ...rest } = schema;
  return {
    ...rest,
    ...(required.length > 0 && { required: [...new Set(required)] }),
    ...(parts.length > 0 && { allOf: parts }),
  };
}

/** Whether a part says nothing but what the whole requires. */
function onlyRequires(part: unknown): boolean {
  return isObject(part) && Array.isArray(part['required']) && Object.keys(part).length === 1;
}
