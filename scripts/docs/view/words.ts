import { isNull } from '../../../src/openapi/canonical.ts';
import { partsOf } from '../../../src/openapi/components.ts';
import { entriesOf, get, getArray, getObject, getString, isObject, type Json } from '../../../src/openapi/json.ts';
import { limitsInWords, sourceInWords } from '../../generate/describe.ts';
import { remembered } from '../maps.ts';
import { code, linkTo, plain } from '../markdown/text.ts';

/** The one schema that is left of `anyOf` without null; any other as it is. */
export function withoutNull(schema: unknown): unknown {
  const members = getArray(schema, 'anyOf');
  const [only, another] = members.filter((member) => !isNull(member));
  return members.length === 2 && only !== undefined && another === undefined ? only : schema;
}

/** The values that a schema lists. */
export function listed(schema: unknown): readonly unknown[] {
  const only = get(schema, 'const');
  return only === undefined ? getArray(schema, 'enum') : [only];
}

/** A value as code: a text without quotes. */
export function inCode(value: unknown): string {
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Whether a schema is a list of values and all other values of their type. */
export function isOpen(schema: unknown): boolean {
  const [first, second, third] = getArray(schema, 'anyOf').filter((member) => !isNull(member));
  return third === undefined && listed(first).length > 0 && get(first, 'type') === get(second, 'type');
}

/** The values that a schema allows, where it lists them. */
function valuesInWords(schema: Json): string | undefined {
  const open = isOpen(schema);
  const values = listed(open ? getArray(schema, 'anyOf')[0] : schema);
  if (values.length === 0) return undefined;
  const words = values.map(inCode).join(', ');
  return `${values.length === 1 && !open ? 'Always' : 'One of'} ${words}${open ? ', or another' : ''}.`;
}

export function listOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function statusInShort(status: string): string {
  return status === 'default' ? 'any other status' : status;
}

/** That something is deprecated, and when it ends. */
export function deprecatedInWords(owner: unknown): string | undefined {
  const day = getString(owner, 'x-sunset');
  if (get(owner, 'deprecated') !== true) return undefined;
  return day === undefined ? '**Deprecated.**' : `**Deprecated:** ends on ${plain(day)}.`;
}

/** A link to what a document names as more to read. */
export function moreInWords(owner: unknown): string | undefined {
  const docs = get(owner, 'externalDocs');
  const url = getString(docs, 'url');
  return url === undefined ? undefined : `${linkTo(getString(docs, 'description') ?? 'More', url)}.`;
}

const json = (value: unknown): string => code(JSON.stringify(value) ?? '');

/** A value in a sentence, unless it is too long for one. */
export function exampleInWords(value: unknown, lead = 'Example'): string | undefined {
  const words = JSON.stringify(value);
  return value === undefined || words === undefined || words.length > 240 ? undefined : `${lead}: ${code(words)}.`;
}

/** What constrains a schema that no type tells, each keyword a sentence. */
function rulesOf(schema: Json): (string | undefined)[] {
  const { if: condition, then: met, else: unmet, not, contains, xml } = schema;
  const [least, most] = [get(schema, 'minProperties'), get(schema, 'maxProperties')];
  const names = getObject(schema, 'propertyNames');
  const [media, encoding] = [getString(schema, 'contentMediaType'), getString(schema, 'contentEncoding')];
  return [
    least === undefined ? undefined : `At least ${plain(String(least))} properties.`,
    most === undefined ? undefined : `At most ${plain(String(most))} properties.`,
    names && `Names of properties: ${json(names)}.`,
    schema['additionalProperties'] === false ? 'No other properties.' : undefined,
    contains === undefined ? undefined : `Has an item that fits ${json(contains)}.`,
    not === undefined ? undefined : `Never fits ${json(not)}.`,
    condition === undefined
      ? undefined
      : `Where it fits ${json(condition)}${met === undefined ? '' : `, it fits ${json(met)}`}${unmet === undefined ? '' : `, else ${json(unmet)}`}.`,
    ...entriesOf(schema, 'dependentRequired').map(([name, others]) => `With ${code(name)}, required: ${json(others)}.`),
    ...entriesOf(schema, 'dependentSchemas').map(([name, other]) => `With ${code(name)}, it fits ${json(other)}.`),
    media === undefined && encoding === undefined
      ? undefined
      : `Holds ${code(media ?? 'bytes')}${encoding === undefined ? '' : `, written in ${code(encoding)}`}.`,
    xml === undefined ? undefined : `In XML: ${json(xml)}.`,
  ];
}

/** What makes facts of other schemas those of one. */
const COMBINED = ['$ref', 'allOf', 'anyOf', 'items', 'additionalProperties'];

/** A component is shown on many pages, and says the same on each. */
const known = new WeakMap<Json, readonly string[]>();

/** Everything that is to be said of a schema beside its type and its description. */
function factsOf(schema: Json): readonly string[] {
  return remembered(known, schema, () => readFacts(schema));
}

function readFacts(schema: Json): string[] {
  const { default: preset, hides } = schema;
  return [
    schema['x-sensitive'] === true ? '**Holds secrets:** keep it out of logs.' : undefined,
    deprecatedInWords(schema),
    schema['readOnly'] === true ? 'Read only.' : undefined,
    schema['writeOnly'] === true ? 'Write only.' : undefined,
    valuesInWords(schema),
    limitsInWords(schema),
    ...rulesOf(schema),
    exampleInWords(preset, 'Default'),
    exampleInWords(schema['example'] ?? getArray(schema, 'examples')[0]),
    Array.isArray(hides) ? `Carried the other way only: ${hides.map((name) => code(String(name))).join(', ')}.` : '',
    moreInWords(schema),
    sourceInWords(schema),
  ].filter((fact): fact is string => Boolean(fact));
}

/** The same of all that a schema is put together from; of a component that is explained elsewhere, its values only. */
export function allFactsOf(schemas: Json, schema: unknown, isKnown: (name: string) => boolean): readonly string[] {
  // Most schemas stand for themselves, and a large document has a hundred thousand.
  if (isObject(schema) && !COMBINED.some((keyword) => keyword in schema)) return factsOf(schema);
  const facts = partsOf(schemas, schema).flatMap(({ schema: part, origin }) => {
    if (origin === undefined || !isKnown(origin)) return factsOf(part);
    return valuesInWords(part) ?? [];
  });
  const items = withoutNull(get(withoutNull(schema), 'items') ?? get(withoutNull(schema), 'additionalProperties'));
  const each = isObject(items)
    ? allFactsOf(schemas, items, isKnown).filter((fact) => !/^(Example|Source)/.test(fact))
    : [];
  const plural = each.map((fact) => (/^(One of|\*\*Holds)/.test(fact) ? fact : `Each: ${fact}`));
  return [...new Set([...facts, ...plural])];
}
