import { typesOf } from '../openapi/components.ts';
import { parseJson } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import type { ParameterModel } from '../openapi/parameters.ts';
import { decodeFragment } from '../openapi/pointer.ts';
import { problemOf } from './judge.ts';
import { apiKeysOf } from './mask.ts';
import { itemsOf, propertiesOf, schemaParts } from './schema.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

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
  readonly problem: string | undefined;
  /** What is not as the contract says it, and does no harm. Names only, since a value can be a secret. */
  readonly notes: readonly string[];
}

/** Reads an operation's parameters by their `style` and `explode`, and checks them against their schemas. */
export function readParameters(model: Model, operation: OperationModel, source: ParameterSource): ReadParameters {
  const values = new Map<string, unknown>();
  const notes: string[] = [];
  let problem: string | undefined;
  const forms = operation.parameters.map((parameter) => formOf(model, parameter));
  const known = (key: string): boolean => forms.some((form) => keyOf(form, key) !== undefined);
  const keys = new Set(queryPairs(source.url).map(([key]) => key));
  const unknown = [...keys].filter((key) => !known(key) && !apiKeysOf(model, 'query').includes(key));
  for (const form of forms) {
    const label = `${form.in} parameter \`${form.name}\``;
    const { own, foreign } = read(model, form, source);
    const problems = [...own, ...foreign].map((value) => problemOf(model, form.schema, value, label));
    const right = problems.indexOf(undefined);
    if (right !== -1) values.set(`${form.in} ${form.name}`, [...own, ...foreign][right]);
    else if (problems.length > 0) problem ??= problems[0];
    else if (form.required) problem ??= `Expected ${label} to be present.`;
    const bracketed = unknown.some((key) => form.in === 'query' && key.startsWith(`${form.name}[`));
    if (right >= own.length || bracketed) notes.push(`Expected ${label} to be serialised as the contract says.`);
  }
  return { values, problem, notes: [...notes, ...unknown.map((key) => `Expected no query parameter \`${key}\`.`)] };
}

/** What the text of a parameter can mean, likeliest first, in the contract's serialisation and in others. */
function read(model: Model, form: Form, source: ParameterSource) {
  const { kind, schema, properties } = form;
  const valuesOf = (pieces: Pieces | undefined): unknown[] => {
    if (!pieces) return [];
    const [text = ''] = pieces;
    if (form.json) return [parseJson(text)];
    if (kind === 'scalar') return pieces.length === 1 ? scalars(text, typesOf(model.schemas, schema)) : [pieces];
    if (kind === 'array') return [pieces.map((item) => readingOf(model, itemsOf(model, schema), item))];
    const entries = pieces.flatMap((key, at) => (at % 2 === 0 ? [[key, pieces[at + 1] ?? ''] as const] : []));
    return [Object.fromEntries(entries.map(([key, item]) => [key, readingOf(model, properties[key], item)]))];
  };
  const { own, foreign } = form.in === 'query' ? queryPieces(form, source.url) : { own: textPieces(form, source) };
  return { own: valuesOf(own), foreign: valuesOf(foreign) };
}

type Form = ReturnType<typeof formOf>;

function formOf(model: Model, { entry, schema }: ParameterModel) {
  const { contentType, ...form } = entry;
  const types = typesOf(model.schemas, schema);
  const json = contentType !== undefined;
  const kind = json ? 'scalar' : (['array', 'object'].find((type) => types.includes(type)) ?? 'scalar');
  return { ...form, schema, kind, json, properties: propertiesOf(model, schema) };
}

/** Whether what was sent in the path can be what an operation takes there. */
export function fitsPath(model: Model, operation: OperationModel, path: ParameterSource['path']): boolean {
  const source = { path, url: new URL('http://localhost'), headers: new Headers() };
  return operation.parameters.every((parameter) => {
    if (parameter.entry.in !== 'path') return true;
    const form = formOf(model, parameter);
    const isUuid = schemaParts(model, form.schema).some(({ format }) => format === 'uuid');
    const fits = (value: unknown): boolean =>
      problemOf(model, form.schema, value, '') === undefined && (!isUuid || UUID.test(String(value)));
    return read(model, form, source).own.some(fits);
  });
}

/** What a key of the query gives: the parameter, or a property of it; undefined for a key of something else. */
function keyOf({ name, in: location, kind, style, explode, properties }: Form, key: string): string | undefined {
  if (location !== 'query') return undefined;
  if (kind !== 'object' || !(explode || style === 'deepObject')) return key === name ? key : undefined;
  if (style !== 'deepObject') return Object.hasOwn(properties, key) ? key : undefined;
  return key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : undefined;
}

/** The pieces of a parameter's text: of an array its items, of an object keys and values in turn. */
type Pieces = readonly string[];

function queryPieces(form: Form, url: URL): { own?: Pieces; foreign?: Pieces } {
  const { kind, style, explode } = form;
  const pairs = queryPairs(url).flatMap(([key, text]) => {
    const given = keyOf(form, key);
    return given === undefined ? [] : [[given, text] as const];
  });
  if (pairs.length === 0) return {};
  const texts = pairs.map(([, text]) => text);
  const decoded = texts.map(decodeQuery);
  if (kind === 'object' && (explode || style === 'deepObject')) {
    return { own: pairs.flatMap(([key], at) => [key, decoded[at]!]) };
  }
  if (kind === 'scalar' || (explode && texts.length > 1)) return { own: decoded };
  if (texts.length > 1) return { foreign: decoded };
  // A comma that belongs to an item arrives encoded. But most servers decode first and split then, and URLSearchParams
  // encodes every comma; so that reading is allowed too, where the contract's does not fit.
  const foreign = decoded[0]!.split(',');
  if (explode) return { own: decoded, foreign };
  if (style === 'spaceDelimited') return { own: decoded[0]!.split(' '), foreign };
  if (style === 'pipeDelimited') return { own: decoded[0]!.split('|'), foreign };
  return { own: texts[0]!.split(',').map(decodeQuery), foreign };
}

function textPieces(
  { name, in: location, kind, style, explode }: Form,
  { path, headers }: ParameterSource,
): Pieces | undefined {
  const text = location === 'path' ? path[name] : location === 'header' ? headers.get(name) : cookieOf(headers, name);
  if (text === null || text === undefined) return undefined;
  const body = style === 'label' || style === 'matrix' ? text.slice(1) : text;
  const separator = explode && style === 'label' ? '.' : explode && style === 'matrix' ? ';' : ',';
  const parts = kind === 'scalar' ? [body] : body.split(separator);
  const pairs = explode && kind === 'object';
  const named = (at: number): boolean => style === 'matrix' && !pairs && (explode || at === 0);
  const bare = parts.map((part, at) => (named(at) ? part.slice(part.indexOf('=') + 1) : part));
  const pieces = pairs
    ? bare.flatMap((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)])
    : bare;
  return pieces.map((piece) => (location === 'path' ? decodeFragment(piece) : piece.trim()));
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
  return decodeFragment(text.replaceAll('+', ' '));
}

export function cookieOf(headers: Headers, name: string): string | undefined {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The reading of a text that fits its schema, else the likeliest. */
function readingOf(model: Model, schema: unknown, text: string): unknown {
  const readings = scalars(text, typesOf(model.schemas, schema));
  return readings.find((value) => problemOf(model, schema, value, '') === undefined) ?? readings[0];
}

function scalars(text: string, types: readonly string[]): unknown[] {
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const values = isNumber ? [Number(text)] : text === 'true' || text === 'false' ? [text === 'true'] : [];
  return values.length > 0 && types.length > 0 && !types.includes('string') ? values : [text, ...values];
}
