import { refTo, type Step, schemasOf, targetOf, withSchemas } from './components.ts';
import { get, getObject, getStrings, isObject, type Json } from './json.ts';
import { Names } from './names.ts';
import { mapChildren, mapSchema, mapSchemas, type Visit } from './walk.ts';

/** Whether requests and answers were given schemas of their own. */
export function isDirected(root: Json): boolean {
  let found = false;
  const look = (schema: unknown, pointer: string): unknown => {
    if (isObject(schema) && !found) found = 'hides' in schema || mapSchema(schema, pointer, look) !== schema;
    return schema;
  };
  mapSchemas(root, look);
  return found;
}

/** Where the API sends requests, and a client answers. */
const CALLED_BY_API = /^\/(?:x-)?webhooks\/|\/callbacks\//;

/** The document, its component schemas apart, with each schema changed by the way that its values go. */
function mapDirected(root: Json, change: (schema: unknown, pointer: string, way: Direction) => unknown): Json {
  const visit =
    (way: Direction): Visit =>
    (kind, child, pointer) => {
      if (kind === 'schema') return change(child, pointer, way);
      const sent = kind === 'requestBody' || kind === 'parameter';
      const turned = sent === CALLED_BY_API.test(pointer) ? 'answer' : 'request';
      const next = sent || kind === 'response' ? turned : way;
      return isObject(child) ? mapChildren(kind, child, pointer, visit(next)) : child;
    };
  const { schemas: _, ...others } = getObject(root, 'components') ?? {};
  return mapChildren('document', { ...root, components: others }, '', visit('answer'));
}

/** Which way a value goes, seen from the client. */
type Direction = 'request' | 'answer';

/** What a value that goes this way never carries. */
const NEVER: Readonly<Record<Direction, 'readOnly' | 'writeOnly'>> = { request: 'readOnly', answer: 'writeOnly' };

/**
 * Gives requests and answers each the schemas that they carry: `readOnly` properties are gone from the first and
 * `writeOnly` ones from the second, also from what is required; `hides` keeps their names. A component that goes both
 * ways keeps its name for the answer, and gets a second one, `…Request`, for the request.
 */
export const directed: Step = (root) => {
  const schemas = schemasOf(root);
  const marked = markedIn(schemas);
  if (marked.size === 0 && !/"(?:readOnly|writeOnly)":true/.test(JSON.stringify(get(root, 'paths') ?? {}))) return root;
  const names = new Names(new Set(Object.keys(schemas)));
  const answered = new Set<string>();
  const requested = new Map<string, string>();
  const made = new Map<string, unknown>();
  const pending: (() => void)[] = [];

  const turn = (schema: unknown, pointer: string, way: Direction): unknown => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    if (target !== undefined) {
      if (!marked.has(target)) return schema;
      return { ...schema, ...refTo(way === 'answer' ? answer(target) : request(target)) };
    }
    const hides = Object.entries(getObject(schema, 'properties') ?? {}).flatMap(([name, property]) =>
      isMarked(schemas, property, NEVER[way]) ? [name] : [],
    );
    const kept = hides.length > 0 ? without(schema, hides) : schema;
    return mapSchema(kept, pointer, (child, at) => turn(child, at, way));
  };
  const answer = (name: string): string => {
    if (!answered.has(name)) {
      answered.add(name);
      pending.push(() => made.set(name, turn(schemas[name], '', 'answer')));
    }
    return name;
  };
  const request = (name: string): string => {
    const known = requested.get(name);
    if (known !== undefined) return known;
    const other = !reached.answer.has(name) ? name : names.take(`${name}Request`);
    requested.set(name, other);
    pending.push(() => made.set(other, turn(schemas[name], '', 'request')));
    return other;
  };
  const reached = reachedFrom(root, schemas, marked);
  const turned = mapDirected(root, turn);
  for (const name of reached.answer) answer(name);
  for (let next = pending.pop(); next; next = pending.pop()) next();
  const all = Object.keys(schemas).map((name) => [name, made.has(name) ? made.get(name) : schemas[name]] as const);
  return withSchemas(turned, Object.fromEntries([...all, ...made]));
};

function without(schema: Json, names: readonly string[]): Json {
  const properties = Object.entries(getObject(schema, 'properties') ?? {}).filter(([name]) => !names.includes(name));
  const { required: _, ...rest } = schema;
  const required = getStrings(schema, 'required').filter((name) => !names.includes(name));
  return {
    ...rest,
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    hides: names,
  };
}

/** Whether a property, or the component that it refers to, is of one way only. */
function isMarked(schemas: Json, property: unknown, mark: 'readOnly' | 'writeOnly'): boolean {
  if (!isObject(property)) return false;
  if (typeof property[mark] === 'boolean') return property[mark] === true;
  const target = targetOf(property);
  return target !== undefined && get(get(schemas, target), mark) === true;
}

/** The components in which, or in what they refer to, a property is of one way only. */
function markedIn(schemas: Json): ReadonlySet<string> {
  const marked = new Set<string>();
  const referrers = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    const survey = (child: unknown, pointer: string): unknown => {
      if (!isObject(child)) return child;
      const target = targetOf(child);
      if (target !== undefined) referrers.set(target, [...(referrers.get(target) ?? []), name]);
      for (const property of Object.values(getObject(child, 'properties') ?? {}))
        if (isMarked(schemas, property, 'readOnly') || isMarked(schemas, property, 'writeOnly')) marked.add(name);
      return mapSchema(child, pointer, survey);
    };
    survey(schema, '');
  }
  const pending = [...marked];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const referrer of referrers.get(name) ?? []) {
      if (marked.has(referrer)) continue;
      marked.add(referrer);
      pending.push(referrer);
    }
  }
  return marked;
}

/** The marked components that requests and answers reach. */
function reachedFrom(
  root: Json,
  schemas: Json,
  marked: ReadonlySet<string>,
): Readonly<Record<Direction, ReadonlySet<string>>> {
  const reached: Readonly<Record<Direction, Set<string>>> = { request: new Set(), answer: new Set() };
  const reach = (schema: unknown, pointer: string, way: Direction): unknown => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    if (target !== undefined && marked.has(target) && !reached[way].has(target)) {
      reached[way].add(target);
      reach(schemas[target], '', way);
    }
    return mapSchema(schema, pointer, (child, at) => reach(child, at, way));
  };
  mapDirected(root, reach);
  return reached;
}
