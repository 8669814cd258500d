import type { ContentModel } from './bodies.ts';
import { schemasOf, typesOf } from './components.ts';
import type { DocumentReader } from './document.ts';
import { asValue, entriesOf, get, getArray, type Json } from './json.ts';
import { isJson } from './media-type.ts';

/** The examples that a media type, a parameter or a header carries itself, by name, the one without a name by none. */
export function examplesOf(document: DocumentReader, owner: Json): [name: string, value: unknown][] {
  const own = get(owner, 'example');
  if (own !== undefined) return [['', own]];
  if (Array.isArray(owner['examples'])) return getArray(owner, 'examples').map((value) => ['', value]);
  return entriesOf(owner, 'examples').flatMap(([name, example]): [string, unknown][] => {
    const value = get(document.follow(example), 'value');
    return value === undefined ? [] : [[name, value]];
  });
}

/** The examples that a body carries, each as a value of its schema. */
export function bodyExamples(document: DocumentReader, { contentType, schema, source }: ContentModel): unknown[] {
  const values = examplesOf(document, source).map(([, value]) => value);
  const types = isJson(contentType) ? typesOf(schemasOf(document.root), schema) : [];
  return values.flatMap((value) => asValue(types, value));
}
