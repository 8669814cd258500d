import { fieldsOf, partsOf, type Step, schemasOf, targetOf, withRequired, withSchemas } from './components.ts';
import { get, getArray, getObject, getString, isObject, type Json } from './json.ts';
import { decodeFragment, escapeKey, keysOf } from './pointer.ts';
import { mapSchema, mapSchemas } from './walk.ts';

/** What a discriminator says of one schema that it chooses. */
interface Claim {
  readonly property: string;
  readonly values: readonly unknown[];
}

/**
 * Writes what discriminators say into the schemas that they choose among, as the values that the property can have
 * there. Where two discriminators say different things of a schema, it is said at the choice.
 */
export const discriminated: Step = (root, warn) => {
  const schemas = schemasOf(root);
  const claims = new Map<string, Map<string, Claim>>();
  const claim = (name: string, property: string, values: readonly unknown[]): void => {
    const said = claims.get(name) ?? new Map<string, Claim>();
    said.set(JSON.stringify([property, values]), { property, values });
    claims.set(name, said);
  };
  const children = childrenOf(schemas);
  const survey = (schema: unknown, pointer: string, name?: string): unknown => {
    if (!isObject(schema)) return schema;
    const property = getString(schema['discriminator'], 'propertyName');
    if (property !== undefined) {
      for (const target of Object.values(mappingOf(schema)))
        if (!Object.hasOwn(schemas, nameIn(target)))
          warn(`${pointer}/discriminator/mapping`, 'maps to what is no schema of the document; that is left out');
      const valuesOf = valuesIn(schemas, schema, property);
      for (const member of membersOf(schema, name, children)) {
        const values = valuesOf(member);
        if (values) claim(member, property, values);
      }
    }
    return mapSchema(schema, pointer, (child, at) => survey(child, at));
  };
  // Nothing is changed here: the walk is used to see every schema, components with their names.
  for (const [name, schema] of Object.entries(schemas)) survey(schema, `/components/schemas/${escapeKey(name)}`, name);
  mapSchemas({ ...root, components: { ...getObject(root, 'components'), schemas: {} } }, (schema, at) =>
    survey(schema, at),
  );
  if (claims.size === 0) return root;

  const agreed = new Map(
    [...claims].flatMap(([name, said]): [string, Claim][] => {
      const properties = [...said.values()].map(({ property }) => property);
      return new Set(properties).size === properties.length && said.size === 1 ? [[name, [...said.values()][0]!]] : [];
    }),
  );
  const narrow = (schema: unknown, pointer: string): unknown => {
    if (!isObject(schema)) return schema;
    const property = getString(schema['discriminator'], 'propertyName');
    const valuesOf = property === undefined ? undefined : valuesIn(schemas, schema, property);
    const mapped = mapSchema(schema, pointer, narrow);
    if (!valuesOf) return mapped;
    const choose = (member: unknown): unknown => {
      const name = targetOf(member);
      const values = name === undefined || agreed.has(name) ? undefined : valuesOf(name);
      return values
        ? { allOf: [member, withRequired({ type: 'object' }, narrowedTo({ property: property!, values }))] }
        : member;
    };
    const lists = (['oneOf', 'anyOf'] as const).filter((keyword) => Array.isArray(mapped[keyword]));
    return {
      ...mapped,
      ...Object.fromEntries(lists.map((keyword) => [keyword, getArray(mapped, keyword).map(choose)])),
    };
  };
  const narrowed = mapSchemas(root, narrow);
  const changed = Object.entries(schemasOf(narrowed)).map(([name, schema]) => {
    const said = agreed.get(name);
    return [
      name,
      said && isObject(schema)
        ? withRequired(schema, narrowedTo(said, get(schema['properties'], said.property)))
        : schema,
    ];
  });
  return withSchemas(narrowed, Object.fromEntries(changed));
};

/** The components that extend each component. */
function childrenOf(schemas: Json): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const member of getArray(schema, 'allOf')) {
      const parent = targetOf(member);
      if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), name]);
    }
  }
  return children;
}

/** The components that a discriminator chooses among: those listed, those mapped, and those that extend its schema. */
function membersOf(
  schema: Json,
  name: string | undefined,
  children: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const listed = [...getArray(schema, 'oneOf'), ...getArray(schema, 'anyOf')].flatMap(
    (member) => targetOf(member) ?? [],
  );
  const mapped = Object.values(mappingOf(schema)).map(nameIn);
  const extending = listed.length > 0 || name === undefined ? [] : (children.get(name) ?? []);
  return new Set([...listed, ...mapped, ...extending]);
}

function mappingOf(schema: Json): Readonly<Record<string, string>> {
  const mapping = getObject(schema['discriminator'], 'mapping') ?? {};
  return Object.fromEntries(
    Object.entries(mapping).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The name of a component, from a reference to it or from the name itself. */
function nameIn(target: string): string {
  return target.includes('/')
    ? (keysOf(decodeFragment(target.slice(target.indexOf('#') + 1))).at(-1) ?? target)
    : target;
}

/** Finds the values of a property that choose a component; undefined where the component says enough itself. */
function valuesIn(schemas: Json, schema: Json, property: string): (name: string) => readonly unknown[] | undefined {
  const mapping = Object.entries(mappingOf(schema)).map(([value, target]) => [value, nameIn(target)] as const);
  return (name) => {
    if (!Object.hasOwn(schemas, name)) return undefined;
    const mapped = mapping.filter(([, target]) => target === name).map(([value]) => value);
    // What is mapped to another name, as it stood in a file that is lost, may be meant for this one.
    if (mapped.length === 0 && mapping.some(([, target]) => !Object.hasOwn(schemas, target))) return undefined;
    const field = fieldsOf(schemas, get(schemas, name)).get(property) ?? fieldsOf(schemas, schema).get(property);
    // Nothing has the property: whoever requires it of a value refuses all that are sent today.
    if (!field) return undefined;
    const declared = partsOf(schemas, field.schema);
    const types = declared.flatMap((part) => part.schema['type'] ?? []);
    const constant = declared.map((part) => part.schema['const']).find((value) => value !== undefined);
    if (constant !== undefined) return undefined;
    const values = (mapped.length > 0 ? mapped : [name]).map((value) => asOneOf(types, value));
    const allowed = declared.map((part) => part.schema['enum']).find(Array.isArray);
    const fitting = allowed ? values.filter((value) => allowed.includes(value)) : values;
    return fitting.length === 0 || fitting.length === allowed?.length ? undefined : fitting;
  };
}

function asOneOf(types: readonly unknown[], value: string): unknown {
  if (types.includes('integer') || types.includes('number')) return Number(value);
  return types.includes('boolean') ? value === 'true' : value;
}

/** The property as one that can have these values only. */
function narrowedTo({ property, values }: Claim, declared?: unknown): Json {
  const { $ref: _, ...notes } = isObject(declared) ? declared : {};
  return { [property]: { ...notes, type: typeof values[0], enum: values } };
}
