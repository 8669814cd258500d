import { get, getString, isObject, type Json } from './document.ts';

const SOURCES: Readonly<Record<string, string>> = {
  example: 'seen only in an example',
  older: 'from an older rendering of the documentation',
  inferred: 'inferred, not documented',
};

/** What `x-source` says, in a sentence; undefined where the fact is documented. */
export function sourceInWords(owner: unknown): string | undefined {
  const source = get(owner, 'x-source');
  if (typeof source === 'string') return `Source: ${SOURCES[source] ?? source}.`;
  if (!isObject(source)) return undefined;
  const parts = Object.entries(source).map(
    ([keyword, from]) => `\`${keyword}\` ${SOURCES[String(from)] ?? String(from)}`,
  );
  return parts.length > 0 ? `Source: ${parts.join('; ')}.` : undefined;
}

/** What a schema allows beside its type, in a sentence. */
export function limitsInWords(schema: Json): string | undefined {
  const parts = [
    range(schema, 'minLength', 'maxLength', 'characters'),
    range(schema, 'minItems', 'maxItems', 'items'),
    range(schema, 'minimum', 'maximum', ''),
    bound(schema, 'exclusiveMinimum', 'more than'),
    bound(schema, 'exclusiveMaximum', 'less than'),
    bound(schema, 'multipleOf', 'a multiple of'),
    get(schema, 'uniqueItems') === true ? 'no item twice' : undefined,
    getString(schema, 'pattern') === undefined ? undefined : `pattern \`${getString(schema, 'pattern')}\``,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `Limits: ${parts.join(', ')}.` : undefined;
}

function range(schema: Json, least: string, most: string, unit: string): string | undefined {
  const from = get(schema, least);
  const to = get(schema, most);
  const label = unit === '' ? '' : ` ${unit}`;
  if (typeof from === 'number' && typeof to === 'number') return `${from} to ${to}${label}`;
  if (typeof from === 'number') return `at least ${from}${label}`;
  return typeof to === 'number' ? `at most ${to}${label}` : undefined;
}

function bound(schema: Json, keyword: string, words: string): string | undefined {
  const value = get(schema, keyword);
  return typeof value === 'number' ? `${words} ${value}` : undefined;
}

/** Paragraphs of a doc comment, without those that are empty. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => part?.trim())
    .filter((part) => part)
    .join('\n\n');
}

/** Everything that is to be said of a schema: its prose, its limits and where they are known from. */
export function describeSchema(schema: Json): string {
  const secret = get(schema, 'x-sensitive') === true ? 'Holds secrets: keep it out of logs.' : undefined;
  return paragraphs(
    getString(schema, 'description') ?? getString(schema, 'title'),
    limitsInWords(schema),
    secret,
    sourceInWords(schema),
  );
}
