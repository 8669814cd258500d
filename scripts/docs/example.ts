import type { ContentModel } from '../../src/openapi/bodies.ts';
import { schemasOf, typesOf } from '../../src/openapi/components.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { examplesOf } from '../../src/openapi/examples.ts';
import {
  asValue,
  entriesOf,
  get,
  getArray,
  getObject,
  getString,
  isObject,
  type Json,
} from '../../src/openapi/json.ts';
import { isJson } from '../../src/openapi/media-type.ts';
import { simplest } from '../../src/testing/sample.ts';

/** Deeper than this an example teaches nothing, and a schema that holds itself would never end. */
const MOST_DEPTH = 5;

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: '2024-05-23',
  'date-time': '2024-05-23T06:33:01Z',
  email: 'someone@example.com',
  ipv4: '192.0.2.1',
  uri: 'https://example.com/',
  uuid: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
};

/** What any text or any number may break. */
const BOUNDS = 'pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(' ');

/** An example that the contract gives. */
export interface NamedExample {
  /** Empty where there is but one. */
  readonly name: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly value: unknown;
}

/** All examples that a parameter, a header or a media type carries itself. */
export function namedExamples(document: DocumentReader, owner: Json): NamedExample[] {
  return examplesOf(document, owner).map(([name, value]) => {
    const example = document.follow(get(get(owner, 'examples'), name));
    return { name, value, summary: getString(example, 'summary'), description: getString(example, 'description') };
  });
}

/** All examples of a body, each as the value that it can only be meant as: some are JSON that is written as text. */
export function contentExamples(
  document: DocumentReader,
  { contentType, schema, source }: ContentModel,
): readonly NamedExample[] {
  const types = isJson(contentType) ? typesOf(schemasOf(document.root), schema) : [];
  return namedExamples(document, source).map((example) => ({
    ...example,
    value: [...asValue(types, example.value), example.value][0],
  }));
}

/** The example that a parameter, a media type or a schema itself gives; undefined where it gives none. */
export function givenExample(document: DocumentReader, owner: unknown): unknown {
  return isObject(owner) ? examplesOf(document, owner)[0]?.[1] : undefined;
}

/** A value that a schema allows, as well as can be told: its own example, or one made of its parts. */
export function exampleOf(document: DocumentReader, schema: unknown, depth = 0): unknown {
  const resolved = document.follow(schema);
  const [listed] = getArray(resolved, 'enum');
  const written = [givenExample(document, resolved), get(resolved, 'const'), get(resolved, 'default'), listed];
  const value = written.find((each) => each !== undefined);
  if (value !== undefined) return value;
  const [option] = ['oneOf', 'anyOf'].flatMap((keyword) => getArray(resolved, keyword));
  if (option !== undefined) return exampleOf(document, option, depth + 1);
  const all = getArray(resolved, 'allOf').map((part) => exampleOf(document, part, depth + 1));
  const own = exampleOfType(document, resolved, depth);
  if (all.length === 0) return own;
  const parts = [...all, own].filter(isObject);
  return parts.length > 0 ? Object.assign({}, ...parts) : all[0];
}

function exampleOfType(document: DocumentReader, schema: unknown, depth: number): unknown {
  const declared = get(schema, 'type');
  const type: unknown = Array.isArray(declared) ? declared.find((each) => each !== 'null') : declared;
  if (type === 'object' || (type === undefined && getObject(schema, 'properties')))
    return depth >= MOST_DEPTH ? {} : exampleOfObject(document, schema, depth);
  if (type === 'array') return depth >= MOST_DEPTH ? [] : [exampleOf(document, get(schema, 'items'), depth + 1)];
  if (type === 'boolean') return true;
  if (BOUNDS.some((bound) => get(schema, bound) !== undefined))
    return simplest(Object(schema), typeof type === 'string' ? type : 'string');
  if (type === 'integer' || type === 'number') return 1;
  return BY_FORMAT[getString(schema, 'format') ?? ''] ?? 'text';
}

function exampleOfObject(document: DocumentReader, schema: unknown, depth: number): unknown {
  const required = getArray(schema, 'required');
  const properties = entriesOf(schema, 'properties').filter(([, property]) => get(property, 'readOnly') !== true);
  const some = properties.filter(([name]) => required.includes(name));
  const shown = some.length > 0 ? some : properties;
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(document, property, depth + 1)]));
}
