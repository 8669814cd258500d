import { isBodiless, isSuccess, type ResponseModel } from '../openapi/bodies.ts';
import { isObject } from '../openapi/json.ts';
import { covers, essenceOf, isJson } from '../openapi/media-type.ts';
import type { Model } from '../openapi/model.ts';
import { at } from '../openapi/pointer.ts';
import * as say from './claims.ts';
import { isUnentitled, type Read } from './exchange.ts';
import type { Sight, Unknown } from './ledger.ts';
import type { SchemaReader, Seen, Selection } from './schema.ts';
import { schemaOf } from './values.ts';

const UNAUTHORIZED: ReadonlySet<number> = new Set([401, 403]);

/** What one answer says by itself. */
export function lookAtAnswer(model: Model, reader: SchemaReader, read: Read): Seen {
  const { operation, status, succeeded } = read;
  const { responses } = operation;
  const range = `${Math.floor(status / 100)}XX`;
  const named = responses.some((each) => isSuccess(each.status));
  // What stands under `default` beside a success that is named is said of failures.
  const others = isSuccess(`${status}`) && named ? undefined : 'default';
  const response = [`${status}`, range, others].flatMap(
    (key) => responses.find((each) => each.status === key) ?? [],
  )[0];
  const success = named
    ? [{ claim: say.successClaim(operation), came: response ? undefined : `status ${status}` }]
    : [];
  const sights = [...access(read), ...(succeeded ? [{ claim: say.operationClaim(operation) }, ...success] : [])];
  if (!response) return { sights, unknowns: [unknown('status', `${operation.pointer}/responses`, `${status}`, read)] };
  const selection = selectionOf(read);
  const body = bodySeen(reader, read, response, selection);
  const headers = headersSeen(model, reader, read, response);
  return {
    sights: [
      ...sights,
      { claim: say.statusClaim(operation, response) },
      ...(selection && succeeded ? selected(read, selection) : []),
      ...headers.flatMap((seen) => seen.sights),
      ...body.sights,
    ],
    unknowns: body.unknowns,
  };
}

function unknown(kind: Unknown['kind'], pointer: string, name: string, { operation, value }: Read): Unknown {
  const schema = value === undefined || typeof value === 'string' ? undefined : schemaOf(value);
  return { kind, pointer, name, subject: `\`${operation.id}\``, ...(schema && { schema }) };
}

function access(read: Read): Sight[] {
  const claim = say.securityClaim(read.operation);
  if (!claim || !isUnentitled(read)) return [];
  if (isSuccess(`${read.status}`)) return [{ claim, came: `status ${read.status}` }];
  return UNAUTHORIZED.has(read.status) ? [{ claim }] : [];
}

function headersSeen(
  model: Model,
  reader: SchemaReader,
  { operation, headers }: Read,
  response: ResponseModel,
): Seen[] {
  return say.headersOf(model, operation.id, response).map(({ name, required, claim, schema, place }): Seen => {
    const text = headers.get(name);
    if (text === null) return { sights: required ? [{ claim, came: 'an answer without it' }] : [], unknowns: [] };
    // A header is text, and a number where the contract says so.
    const values = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text), text] : [text];
    const readings = values.map((value) => reader.look(schema, value, place).sights);
    const wrong = (sights: readonly Sight[], end = ''): boolean =>
      sights.some((sight) => sight.came !== undefined && sight.claim.pointer.endsWith(end));
    const fits = readings.find((sights) => !wrong(sights)) ?? readings.find((sights) => !wrong(sights, '/type'));
    return { sights: [{ claim }, ...(fits ?? readings[0]!)], unknowns: [] };
  });
}

function bodySeen(reader: SchemaReader, read: Read, response: ResponseModel, selection: Selection | undefined): Seen {
  const { operation, status, headers, body, value } = read;
  if (body === undefined || isBodiless(`${status}`) || (body === '' && !response.content)) return NOTHING;
  const given = headers.get('content-type') ?? '';
  const name = shownType(given);
  if (!response.content) return { sights: [], unknowns: [unknown('body', response.pointer, name, read)] };
  const content = response.contents.find(({ contentType }) => covers(contentType, given));
  const claim = say.contentClaim(operation, response, content ?? response.content);
  if (body === '') return { sights: [{ claim, came: 'no body' }], unknowns: [] };
  const foreign = unknown('media type', `${response.pointer}/content`, name, read);
  if (!content) return { sights: [{ claim, came: name }], unknowns: [foreign] };
  if (!isJson(given)) return { sights: [{ claim }], unknowns: [] };
  // Text that is JSON begins with a quotation mark; any other was left as it is.
  if (value === body && !/^\s*"/.test(body)) return { sights: [{ claim, came: 'text that is no JSON' }], unknowns: [] };
  const seen = reader.look(content.schema, value, say.contentPlace(operation, response, content), selection);
  return { ...seen, sights: [{ claim }, ...seen.sights] };
}

const NOTHING: Seen = { sights: [], unknowns: [] };

/** The properties that were asked for, and of what. */
function selectionOf({ operation: { selects, pagination }, parameters }: Read): Selection | undefined {
  const names = selects && parameters.values.get(`query ${selects.parameter}`);
  if (!Array.isArray(names)) return undefined;
  return { at: pagination ? `${pagination.entry.items}/*` : '', names: new Set(names.map(String)) };
}

function selected({ operation, value }: Read, { names }: Selection): Sight[] {
  const place = operation.pagination?.entry.items;
  const listed = place === undefined ? [value] : at(value, place);
  const items = Array.isArray(listed) ? listed.filter(isObject) : [];
  const more = items.some((item) => Object.keys(item).some((name) => !names.has(name)));
  const came = more ? 'properties that were not asked for' : undefined;
  return items.length > 0 ? [{ claim: say.selectionClaim(say.selectorOf(operation)!), came }] : [];
}

/** A media type as it can be shown. */
function shownType(given: string): string {
  const type = essenceOf(given);
  return /^[a-z]+\/[a-z.+-]{1,40}$/.test(type) ? type : type === '' ? 'no media type' : 'another media type';
}
