import { get, getString, isObject, type Json } from '../../src/openapi/json.ts';

const SOURCES: Readonly<Record<string, string>> = {
  example: 'seen only in an example',
  older: 'from an older rendering of the documentation',
  inferred: 'inferred, not documented',
};

/** One source in words: also a day on which an answer of the API confirmed the fact. */
function inWords(source: string): string {
  return SOURCES[source] ?? source.replace(/^verified (?=\d)/, 'checked against the API on ');
}

/** What `x-source` says, in a sentence; undefined where the fact is documented. */
export function sourceInWords(owner: unknown): string | undefined {
  const source = get(owner, 'x-source');
  if (typeof source === 'string') return `Source: ${inWords(source)}.`;
  if (!isObject(source)) return undefined;
  const parts = Object.entries(source).map(([keyword, from]) => `\`${keyword}\` ${inWords(String(from))}`);
  return parts.length > 0 ? `Source: ${parts.join('; ')}.` : undefined;
}

/** When something ends that is deprecated, in a sentence. */
export function endInWords(owner: unknown): string | undefined {
  const day = getString(owner, 'x-sunset');
  return get(owner, 'deprecated') === true && day !== undefined ? `Ends on ${day}.` : undefined;
}

const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'multipleOf'] as const;
const BOUNDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const;
type Counts = Partial<Record<(typeof COUNTS)[number] | (typeof BOUNDS)[number][number], number>>;

/**
 * The limits of a schema that are numbers. In 3.0, `exclusiveMinimum` is a boolean that changes `minimum`. `maxProperties` is none of them, since new fields may come.
 */
export function countsOf(schema: Json): Counts {
  const found: Counts = {};
  for (const keyword of COUNTS) {
    const count = get(schema, keyword);
    if (typeof count === 'number') found[keyword] = count;
  }
  for (const [inclusive, exclusive] of BOUNDS) {
    const bound = get(schema, inclusive);
    const strict = get(schema, exclusive);
    if (typeof bound === 'number') found[strict === true ? exclusive : inclusive] = bound;
    if (typeof strict === 'number') found[exclusive] = strict;
  }
  return found;
}

/** What a schema allows beside its type, in a sentence. */
export function limitsInWords(schema: Json): string | undefined {
  const counts = countsOf(schema);
  const pattern = getString(schema, 'pattern');
  const parts = [
    range(counts.minLength, counts.maxLength, ' characters'),
    range(counts.minItems, counts.maxItems, ' items'),
    range(counts.minimum, counts.maximum, ''),
    counts.exclusiveMinimum === undefined ? undefined : `more than ${counts.exclusiveMinimum}`,
    counts.exclusiveMaximum === undefined ? undefined : `less than ${counts.exclusiveMaximum}`,
    counts.multipleOf === undefined ? undefined : `a multiple of ${counts.multipleOf}`,
    get(schema, 'uniqueItems') === true ? 'no item twice' : undefined,
    pattern === undefined ? undefined : `pattern \`${pattern}\``,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `Limits: ${parts.join(', ')}.` : undefined;
}

function range(from: number | undefined, to: number | undefined, unit: string): string | undefined {
  if (from !== undefined && to !== undefined) return `${from} to ${to}${unit}`;
  if (from !== undefined) return `at least ${from}${unit}`;
  return to === undefined ? undefined : `at most ${to}${unit}`;
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
    endInWords(schema),
    sourceInWords(schema),
  );
}
