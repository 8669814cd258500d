import { type Contract, decode, type ParameterObject, type SchemaOrBoolean } from './document.ts';
import type { Operation } from './routes.ts';
import { itemsOf, problemOf, propertiesOf, typesOf } from './schema.ts';

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
  const { name, in: location, content } = parameter;
  const types = typesOf(contract, schema);
  const kind = content ? 'scalar' : types.includes('array') ? 'array' : types.includes('object') ? 'object' : 'scalar';
  const style = parameter.style ?? (location === 'query' || location === 'cookie' ? 'form' : 'simple');
  const form: Form = { name, kind, style, explode: parameter.explode ?? style === 'form' };
  const properties = propertiesOf(contract, schema);
  const alternatives =
    location === 'query' ? queryPieces(form, source.url, properties) : textPieces(form, location, source);
  return alternatives.flatMap((pieces): unknown[] => {
    const [text = ''] = pieces;
    if (content) return [parseJson(text)];
    if (kind === 'scalar') return pieces.length === 1 ? scalars(text, types) : [pieces];
    if (kind === 'array') return [pieces.map((item) => readingOf(contract, itemsOf(contract, schema), item))];
    const entries = pieces.flatMap((key, at) => (at % 2 === 0 ? [[key, pieces[at + 1] ?? ''] as const] : []));
    return [Object.fromEntries(entries.map(([key, item]) => [key, readingOf(contract, properties[key], item)]))];
  });
}

interface Form {
  readonly name: string;
  readonly kind: 'scalar' | 'array' | 'object';
  readonly style: string;
  readonly explode: boolean;
}

/** The pieces of a parameter's text: of an array its items, of an object keys and values in turn. */
type Pieces = readonly string[];

function queryPieces({ name, kind, style, explode }: Form, url: URL, properties: object): Pieces[] {
  const pairs = queryPairs(url);
  if (kind === 'object' && (explode || style === 'deepObject')) {
    const keyOf = (key: string): string | undefined => {
      if (style !== 'deepObject') return Object.hasOwn(properties, key) ? key : undefined;
      return key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : undefined;
    };
    const found = pairs.flatMap(([key, text]) => (keyOf(key) === undefined ? [] : [keyOf(key)!, decodeQuery(text)]));
    return found.length > 0 ? [found] : [];
  }
  const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
  if (texts.length !== 1 || kind === 'scalar' || explode) return texts.length > 0 ? [texts.map(decodeQuery)] : [];
  const text = texts[0]!;
  if (style === 'spaceDelimited') return [decodeQuery(text).split(' ')];
  if (style === 'pipeDelimited') return [decodeQuery(text).split('|')];
  // A comma that belongs to an item arrives encoded. But most servers decode first and split then, and URLSearchParams
  // encodes every comma; so that reading is allowed too, where the first does not fit.
  return [text.split(',').map(decodeQuery), decodeQuery(text).split(',')];
}

function textPieces(
  { name, kind, style, explode }: Form,
  location: string,
  { path, headers }: ParameterSource,
): Pieces[] {
  const text = location === 'path' ? path[name] : location === 'header' ? headers.get(name) : cookieOf(headers, name);
  if (text === null || text === undefined) return [];
  const body = style === 'label' || style === 'matrix' ? text.slice(1) : text;
  const separator = explode && style === 'label' ? '.' : explode && style === 'matrix' ? ';' : ',';
  const parts = kind === 'scalar' ? [body] : body.split(separator);
  const pairs = explode && kind === 'object';
  const named = (at: number): boolean => style === 'matrix' && !pairs && (explode || at === 0);
  const bare = parts.map((part, at) => (named(at) ? part.slice(part.indexOf('=') + 1) : part));
  const pieces = pairs
    ? bare.flatMap((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)])
    : bare;
  return [pieces.map((piece) => (location === 'path' ? decode(piece) : piece.trim()))];
}

function queryPairs(url: URL): [string, string][] {
  const parts = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '');
  return parts.map((part) => {
    const at = part.indexOf('=');
    return at === -1 ? [decodeQuery(part), ''] : [decodeQuery(part.slice(0, at)), part.slice(at + 1)];
  });
}

/** Decodes text of a query, in which a plus sign can stand for a space. */
function decodeQuery(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

export function cookieOf(headers: Headers, name: string): string | undefined {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
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
