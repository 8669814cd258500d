import { type Contract, decode, type ParameterObject, type SchemaOrBoolean } from './document.ts';
import type { Operation } from './routes.ts';
import { problemOf, propertiesOf, typesOf } from './schema.ts';

/** What of a request carries parameters. */
export interface ParameterSource {
  /** As sent, percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly headers: Headers;
}

export interface ReadParameters {
  /** By `in` and name: `path id`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What is wrong with the first wrong one. */
  readonly problem?: string;
}

/** Header parameters of these names are ignored, as the specification says. */
const NOT_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** Reads an operation's parameters by their `style` and `explode`, and checks them against their schemas. */
export function readParameters(contract: Contract, operation: Operation, source: ParameterSource): ReadParameters {
  const values = new Map<string, unknown>();
  for (const parameter of operation.parameters) {
    if (parameter.in === 'header' && NOT_PARAMETERS.has(parameter.name.toLowerCase())) continue;
    const label = `${parameter.in} parameter \`${parameter.name}\``;
    const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema;
    const readings = read(contract, parameter, schema, source);
    if (readings.length === 0) {
      if (parameter.required || parameter.in === 'path') return { values, problem: `Expected ${label} to be present.` };
      continue;
    }
    const problems = readings.map((value) => problemOf(contract, schema, value, label));
    const right = problems.indexOf(undefined);
    if (right === -1) return { values, problem: problems[0]! };
    values.set(`${parameter.in} ${parameter.name}`, readings[right]);
  }
  return { values };
}

/** What the text of a parameter can mean, likeliest first; empty when the parameter is absent. */
function read(
  contract: Contract,
  parameter: ParameterObject,
  schema: SchemaOrBoolean | undefined,
  source: ParameterSource,
): unknown[] {
  const { name, in: location } = parameter;
  const types = typesOf(contract, schema);
  const style = parameter.style ?? (location === 'query' || location === 'cookie' ? 'form' : 'simple');
  const explode = parameter.explode ?? style === 'form';
  const whole = (texts: readonly string[]): unknown[] =>
    texts.length === 1 ? scalars(texts[0]!, types) : texts.length > 1 ? [texts] : [];
  const list = (items: readonly string[]): unknown =>
    items.map((item) => readingOf(contract, itemsOf(contract, schema), item));
  const object = (entries: readonly (readonly string[])[]): unknown => {
    const properties = propertiesOf(contract, schema);
    return Object.fromEntries(
      entries.map(([key = '', text = '']) => [key, readingOf(contract, properties[key], text)]),
    );
  };

  if (location === 'query') {
    const pairs = queryPairs(source.url);
    const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
    if (parameter.content) return texts.slice(0, 1).map((text) => parseJson(query(text)));
    if (style === 'deepObject') {
      const entries = pairs.flatMap(([key, text]) =>
        key.startsWith(`${name}[`) && key.endsWith(']') ? [[key.slice(name.length + 1, -1), query(text)]] : [],
      );
      return entries.length > 0 ? [object(entries)] : [];
    }
    if (types.includes('object') && explode) {
      const properties = propertiesOf(contract, schema);
      const entries = pairs.filter(([key]) => Object.hasOwn(properties, key)).map(([key, text]) => [key, query(text)]);
      return entries.length > 0 ? [object(entries)] : [];
    }
    if (types.includes('array') && explode) return texts.length > 0 ? [list(texts.map(query))] : [];
    if (texts.length !== 1 || !(types.includes('array') || types.includes('object'))) return whole(texts.map(query));
    return splits(texts[0]!, DELIMITERS[style] ?? ',', query).map((items) =>
      types.includes('array') ? list(items) : object(pairUp(items)),
    );
  }

  const text = textOf(location, name, source);
  if (text === undefined) return [];
  const clean = location === 'path' ? decode : (raw: string) => raw;
  if (parameter.content) return [parseJson(clean(text))];
  const bare = style === 'label' ? text.replace(/^\./, '') : style === 'matrix' ? text.replace(/^;/, '') : text;
  const delimiter = explode && style === 'label' ? '.' : explode && style === 'matrix' ? ';' : ',';
  const named = style === 'matrix' && !(explode && types.includes('object'));
  const values = (named && explode ? bare.split(';') : [bare]).map((part) =>
    named ? part.slice(part.indexOf('=') + 1) : part,
  );
  const items = named && explode ? values : values[0]!.split(delimiter);
  if (types.includes('array')) return [list(items.map((item) => clean(item.trim())))];
  if (!types.includes('object')) return scalars(clean(values[0]!), types);
  const entries = explode ? items.map((item) => item.split('=')) : pairUp(items);
  return [object(entries.map((entry) => entry.map((part) => clean(part.trim()))))];
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

/**
 * A comma that belongs to an item arrives percent-encoded. Most servers decode first all the same and split then, and
 * `URLSearchParams` encodes every comma; so that reading is allowed too, where the first does not fit.
 */
function splits(text: string, delimiter: string, clean: (text: string) => string): string[][] {
  const decodedFirst = clean(text).split(delimiter);
  return delimiter === ',' ? [text.split(',').map(clean), decodedFirst] : [decodedFirst];
}

function queryPairs(url: URL): [string, string][] {
  const parts = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '');
  return parts.map((part) => {
    const at = part.indexOf('=');
    return at === -1 ? [query(part), ''] : [query(part.slice(0, at)), part.slice(at + 1)];
  });
}

/** Decodes text of a query, in which a plus sign can stand for a space. */
function query(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

function textOf(location: string, name: string, { path, headers }: ParameterSource): string | undefined {
  if (location === 'path') return path[name];
  if (location === 'header') return headers.get(name) ?? undefined;
  return cookieOf(headers, name);
}

export function cookieOf(headers: Headers, name: string): string | undefined {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

function pairUp(items: readonly string[]): string[][] {
  return items.flatMap((key, index) => (index % 2 === 0 ? [[key, items[index + 1] ?? '']] : []));
}

function itemsOf(contract: Contract, schema: SchemaOrBoolean | undefined): SchemaOrBoolean | undefined {
  return typeof schema === 'object' ? contract.resolve(schema).items : undefined;
}

/** The reading of a text that fits its schema, else the likeliest. */
function readingOf(contract: Contract, schema: SchemaOrBoolean | undefined, text: string): unknown {
  const readings = scalars(text, typesOf(contract, schema));
  return readings.find((value) => problemOf(contract, schema, value, '') === undefined) ?? readings[0];
}

function scalars(text: string, types: readonly string[]): unknown[] {
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const values = isNumber ? [Number(text)] : text === 'true' || text === 'false' ? [text === 'true'] : [];
  return values.length > 0 && types.length > 0 && !types.includes('string') ? values : [text, ...values];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
