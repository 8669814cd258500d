import { isObject, type Json } from './json.ts';
import { escapeKey } from './pointer.ts';

/** What an object of a document is, in the words of the OpenAPI Specification. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'securityScheme'
  | 'link'
  | 'schema';

type Place = readonly ['one' | 'list' | 'map', Kind];

const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SCHEMAS = [
  ...['items', 'additionalProperties', 'not', 'contains', 'if', 'then', 'else', 'propertyNames'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema', 'additionalItems'],
];
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

const each = (keys: readonly string[], place: Place): Record<string, Place> =>
  Object.fromEntries(keys.map((key) => [key, place]));

/** Where which objects stand: the one description of the shape of a document. */
const CHILDREN: Readonly<Record<Exclude<Kind, 'callback'>, Readonly<Record<string, Place>>>> = {
  document: { ...each(['paths', 'webhooks', 'x-webhooks'], ['map', 'pathItem']), components: ['one', 'components'] },
  components: {
    schemas: ['map', 'schema'],
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    examples: ['map', 'example'],
    requestBodies: ['map', 'requestBody'],
    headers: ['map', 'header'],
    securitySchemes: ['map', 'securityScheme'],
    links: ['map', 'link'],
    callbacks: ['map', 'callback'],
    pathItems: ['map', 'pathItem'],
  },
  pathItem: { parameters: ['list', 'parameter'], ...each(METHODS, ['one', 'operation']) },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'requestBody'],
    responses: ['map', 'response'],
    callbacks: ['map', 'callback'],
  },
  parameter: { schema: ['one', 'schema'], content: ['map', 'mediaType'], examples: ['map', 'example'] },
  header: { schema: ['one', 'schema'], content: ['map', 'mediaType'], examples: ['map', 'example'] },
  requestBody: { content: ['map', 'mediaType'] },
  response: { headers: ['map', 'header'], content: ['map', 'mediaType'], links: ['map', 'link'] },
  mediaType: { schema: ['one', 'schema'], examples: ['map', 'example'], encoding: ['map', 'encoding'] },
  encoding: { headers: ['map', 'header'] },
  example: {},
  securityScheme: {},
  link: {},
  schema: {
    ...each(SCHEMA_MAPS, ['map', 'schema']),
    ...each(SCHEMA_LISTS, ['list', 'schema']),
    ...each(SCHEMAS, ['one', 'schema']),
  },
};

/** Returns what takes the place of a child; undefined takes it out. */
export type Visit = (kind: Kind, child: unknown, pointer: string) => unknown;

/** `value` with every child visited: itself where none was replaced, else a copy. */
export function mapChildren(kind: Kind, value: Json, pointer: string, visit: Visit): Json {
  if (kind === 'callback') return mapMap(value, pointer, true, (child, at) => visit('pathItem', child, at));
  let copy: Record<string, unknown> | undefined;
  const places = CHILDREN[kind];
  for (const key of Object.keys(value)) {
    const place = Object.hasOwn(places, key) ? places[key] : undefined;
    const child = value[key];
    if (!place || child === undefined) continue;
    const next = mapPlace(place, child, `${pointer}/${escapeKey(key)}`, visit);
    if (next === child) continue;
    copy ??= { ...value };
    if (next === undefined) delete copy[key];
    else copy[key] = next;
  }
  return copy ?? value;
}

function mapPlace([number, kind]: Place, child: unknown, pointer: string, visit: Visit): unknown {
  if (number === 'one') return visit(kind, child, pointer);
  if (number === 'map') {
    // What an extension of these holds is nobody's to read; of all other maps, every key is a name.
    const extensible = pointer === '/paths' || (pointer.endsWith('/responses') && pointer !== '/components/responses');
    return isObject(child) ? mapMap(child, pointer, extensible, (item, at) => visit(kind, item, at)) : child;
  }
  if (!Array.isArray(child)) return child;
  const items = child.map((item, index) => visit(kind, item, `${pointer}/${index}`));
  return items.some((item, index) => item !== child[index]) ? items.filter((item) => item !== undefined) : child;
}

function mapMap(
  map: Json,
  pointer: string,
  extensible: boolean,
  visit: (child: unknown, pointer: string) => unknown,
): Json {
  let entries: [string, unknown][] | undefined;
  const keys = Object.keys(map);
  for (const [index, key] of keys.entries()) {
    const child = map[key];
    const next = extensible && key.startsWith('x-') ? child : visit(child, `${pointer}/${escapeKey(key)}`);
    if (next !== child) entries ??= keys.slice(0, index).map((each) => [each, map[each]]);
    if (next !== undefined) entries?.push([key, next]);
  }
  // `fromEntries` defines properties, so that one named `__proto__` is one like any other.
  return entries ? Object.fromEntries(entries) : map;
}

/** The same for all schemas of a document, wherever they stand, the outer ones first. */
export function mapSchemas(root: Json, change: (schema: unknown, pointer: string) => unknown): Json {
  const visit: Visit = (kind, child, pointer) => {
    if (kind === 'schema') return change(child, pointer);
    return isObject(child) ? mapChildren(kind, child, pointer, visit) : child;
  };
  return mapChildren('document', root, '', visit);
}

/** `schema` with its children changed, which `change` may do by calling this again. */
export function mapSchema(schema: Json, pointer: string, change: (child: unknown, pointer: string) => unknown): Json {
  return mapChildren('schema', schema, pointer, (_, child, at) => change(child, at));
}
