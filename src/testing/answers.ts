import type { Contract, MediaType, ResponseObject, SchemaOrBoolean } from './document.ts';
import type { ReadParameters } from './parameters.ts';
import { untouched } from './rate-headers.ts';
import type { Operation } from './routes.ts';
import { examplesOf, sample } from './sample.ts';
import { itemsOf, nameOf, problemOf, propertiesOf, typesOf } from './schema.ts';
import { type StatusExample, withStatus } from './words.ts';

/**
 * How sure an answer is. `documented`: the contract says that this happens and what the answer looks like. `inferred`:
 * status or body was concluded, from an example's neighbours, a `default` or HTTP itself; the real server may differ.
 */
export type Source = 'documented' | 'inferred';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  /** A JSON value, or text where the media type is not JSON. */
  readonly body?: unknown;
  readonly source: Source;
  /** Why the request was not answered with success. */
  readonly reason?: string;
}

/** Items by schema name. */
export type Data = Readonly<Record<string, readonly unknown[] | undefined>>;

/** What the contract says of one status, as an answer. */
export function documented(contract: Contract, operation: Operation, status: number): Answer {
  const exact = operation.responses[status];
  const response = exact ?? operation.responses[`${Math.floor(status / 100)}XX`] ?? operation.responses['default'];
  if (!response) return { status, headers: {}, source: 'inferred' };
  const headers = headersOf(contract, operation, response, status);
  const [mediaType, media] = mediaOf(response);
  const source = exact && response['x-source'] !== 'inferred' ? 'documented' : 'inferred';
  if (!mediaType) return { status, headers, source };
  const [example] = examplesOf(contract, media);
  if (exact && example !== undefined) return { status, headers, mediaType, body: example, source };
  const body = inferred(contract, operation, media, example ?? sample(contract, media.schema), status);
  return { status, headers, mediaType, body, source: 'inferred' };
}

/**
 * An answer to a request that failed: with the first of `statuses` that the operation names, else with the first of
 * them in the form that the contract gives to all other failures.
 */
export function refusal(
  contract: Contract,
  operation: Operation,
  statuses: readonly [number, ...number[]],
  reason: string,
): Answer {
  const status = statuses.find((candidate) => operation.responses[candidate]) ?? statuses[0];
  const answer = documented(contract, operation, status);
  return { ...answer, reason, source: status === statuses[0] ? answer.source : 'inferred' };
}

/** The answer to a request that is right. */
export function success(contract: Contract, operation: Operation, { values }: ReadParameters, data: Data): Answer {
  const key = successOf(operation);
  if (key === undefined) return { status: 204, headers: {}, source: 'inferred' };
  const status = /^\d+$/.test(key) ? Number(key) : Number(key[0]) * 100 || 200;
  const [mediaType, media] = mediaOf(operation.responses[key]!);
  // What stands under `default` alone is no word about success: nothing is made of it where it has nothing to give.
  const answer = documented(contract, operation, key === 'default' && mediaType === undefined ? 204 : status);
  if (answer.body === undefined || !isJson(answer.mediaType)) return answer;
  const found = itemFor(contract, operation, media, values, data) ?? listFor(contract, media.schema, answer.body, data);
  if (found && 'unknown' in found) return refusal(contract, operation, [404, 400], found.unknown);
  const body = found ? found.body : answer.body;
  const selector = operation.parameters.find((parameter) => parameter['x-selects-fields']);
  const fields = selector && values.get(`${selector.in} ${selector.name}`);
  return { ...answer, body: Array.isArray(fields) ? select(body, fields) : body };
}

/**
 * The response that tells of success: not a 1xx, which is no answer, nor a 304, which only answers a condition. What
 * holds for all statuses that are not named holds for a success that is not named.
 */
function successOf({ responses }: Operation): string | undefined {
  const named = Object.keys(responses).sort();
  const first = (pattern: RegExp): string | undefined => named.find((status) => pattern.test(status));
  return first(/^2/) ?? first(/^3(?!04)/) ?? first(/^default$/);
}

/** The media type of a response that is answered with: JSON where there is a choice. */
function mediaOf({ content = {} }: ResponseObject): readonly [string | undefined, MediaType] {
  const types = Object.keys(content);
  const type = types.find(isJson) ?? types[0];
  return type === undefined ? [undefined, {}] : [type, content[type]!];
}

export function isJson(mediaType: string | null | undefined): boolean {
  return /^application\/(.+\+)?json\b/i.test(mediaType ?? '');
}

/** Headers without which HTTP does not allow a status: their values are made from the request, or are the contract's. */
export const COMPANIONS: Readonly<Record<number, string>> = { 401: 'www-authenticate', 405: 'allow' };

/**
 * The headers that an answer must have. Those that tell of limits say that nothing was counted: what counts requests
 * puts its own values over them.
 */
function headersOf(
  contract: Contract,
  { rateLimit }: Operation,
  { headers = {} }: ResponseObject,
  status: number,
): Record<string, string> {
  const ofLimits = new Headers(rateLimit && untouched(rateLimit));
  const found: Record<string, string> = {};
  for (const [name, reference] of Object.entries(headers)) {
    const header = contract.resolve(reference);
    const [example] = examplesOf(contract, header);
    const wanted = COMPANIONS[status] === name.toLowerCase() ? example !== undefined : header.required;
    if (wanted) found[name] = ofLimits.get(name) ?? String(example ?? sample(contract, header.schema));
  }
  return found;
}

/** A body that is no example of `status` itself, in the words of that status if it still fits its schema so. */
function inferred(contract: Contract, { responses }: Operation, media: MediaType, body: unknown, status: number) {
  if (status < 400) return body;
  const examples = Object.entries(responses).flatMap(([key, response]): StatusExample[] =>
    /^[45]\d\d$/.test(key) ? examplesOf(contract, mediaOf(response)[1]).map((example) => [Number(key), example]) : [],
  );
  const adapted = withStatus(body, examples, status);
  const fits = (value: unknown): boolean => problemOf(contract, media.schema, value, '') === undefined;
  return fits(body) && !fits(adapted) ? body : adapted;
}

type Found = { readonly body: unknown } | { readonly unknown: string };

/** The item that the path names, where a path parameter has the name of a property of the answer. */
function itemFor(
  contract: Contract,
  operation: Operation,
  { schema, ...media }: MediaType,
  values: ReadonlyMap<string, unknown>,
  data: Data,
): Found | undefined {
  const properties = propertiesOf(contract, schema);
  const keys = operation.parameters.flatMap(({ in: location, name }) =>
    location === 'path' && Object.hasOwn(properties, name) ? [[name, String(values.get(`path ${name}`))] as const] : [],
  );
  const seeded = seedOf(data, schema);
  const items = seeded ?? examplesOf(contract, media);
  const item = items.find((candidate) => keys.every(([name, value]) => String(Object(candidate)[name]) === value));
  if (keys.length === 0) return seeded && operation.method === 'GET' && item !== undefined ? { body: item } : undefined;
  if (item !== undefined) return { body: item };
  if (seeded) return { unknown: `Expected the item to be in \`data.${nameOf(schema)}\`.` };
  const example = items[0] ?? sample(contract, schema);
  const own = keys.map(([name, value]) => [
    name,
    isNumeric(typesOf(contract, properties[name])) ? Number(value) : value,
  ]);
  return { body: { ...Object(example), ...Object.fromEntries(own) } };
}

function isNumeric(types: readonly string[]): boolean {
  return !types.includes('string') && (types.includes('integer') || types.includes('number'));
}

/** The seeded items, where the answer is a list of them, or an object around such a list. */
function listFor(
  contract: Contract,
  schema: SchemaOrBoolean | undefined,
  example: unknown,
  data: Data,
): Found | undefined {
  const whole = seedOf(data, itemsOf(contract, schema));
  if (whole) return { body: whole };
  for (const [name, property] of Object.entries(propertiesOf(contract, schema))) {
    const items = seedOf(data, itemsOf(contract, property));
    if (!items) continue;
    const before = Object(example)[name];
    // A number that counts the example's items counts the seeded ones too.
    const counts = (value: unknown): boolean => Array.isArray(before) && value === before.length;
    const rest = Object.entries(Object(example)).map(([key, value]) => [key, counts(value) ? items.length : value]);
    return { body: { ...Object.fromEntries(rest), [name]: items } };
  }
  return undefined;
}

function seedOf(data: Data, schema: SchemaOrBoolean | undefined): readonly unknown[] | undefined {
  const name = nameOf(schema);
  return name !== undefined && Object.hasOwn(data, name) ? data[name] : undefined;
}

function select(body: unknown, fields: readonly unknown[]): unknown {
  if (Array.isArray(body)) return body.map((item) => select(item, fields));
  return Object.fromEntries(Object.entries(Object(body)).filter(([name]) => fields.includes(name)));
}
