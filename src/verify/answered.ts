import { isBodiless, isSuccess, type ResponseModel } from '../openapi/bodies.ts';
import { isObject } from '../openapi/json.ts';
import { covers, essenceOf, isJson } from '../openapi/media-type.ts';
import type { Model } from '../openapi/model.ts';
import { at } from '../openapi/pointer.ts';
import * as say from './claims.ts';
import { isUnentitled, type Read } from './exchange.ts';
import { isSight, type Seen, type Sight, type Unknown, wrongIn } from './ledger.ts';
import type { SchemaReader, Selection } from './schema.ts';
import { schemaOf } from './values.ts';

const UNAUTHORIZED: ReadonlySet<number> = new Set([401, 403]);

/** What one answer says by itself. */
export function lookAtAnswer(model: Model, reader: SchemaReader, read: Read): Seen[] {
  const { operation, status, succeeded } = read;
  const { responses } = operation;
  const range = `${Math.floor(status / 100)}XX`;
  const named = responses.some((each) => isSuccess(each.status));
  // What stands under `default` beside a success that is named is said of failures.
  const others = isSuccess(`${status}`) && named ? undefined : 'default';
  const response = [`${status}`, range, others].flatMap(
    (key) => responses.find((each) => each.status === key) ?? [],
  )[0];
  const success = { claim: say.successClaim(operation), came: response ? undefined : `status ${status}` };
  const seen = [
    ...access(read),
    ...(succeeded ? [{ claim: say.operationClaim(operation) }, ...(named ? [success] : [])] : []),
  ];
  if (!response) return [...seen, unknown('status', `${operation.pointer}/responses`, `${status}`, read)];
  const selection = selectionOf(read);
  return [
    ...seen,
    { claim: say.statusClaim(operation, response) },
    ...(selection && succeeded ? selected(read, selection) : []),
    ...headersSeen(model, reader, read, response),
    ...bodySeen(reader, read, response, selection),
  ];
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
): Sight[] {
  return say.headersOf(model, operation.id, response).flatMap(({ name, required, claim, schema, place }): Sight[] => {
    const text = headers.get(name);
    if (text === null) return required ? [{ claim, came: 'an answer without it' }] : [];
    // A header is text, and a number where the contract says so.
    const values = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text), text] : [text];
    const readings = values.map((value) => reader.look(schema, value, place).filter(isSight));
    const isRight = (seen: readonly Sight[], end = ''): boolean =>
      wrongIn(seen).every((sight) => !sight.claim.pointer.endsWith(end));
    const fits = readings.find((seen) => isRight(seen)) ?? readings.find((seen) => isRight(seen, '/type'));
    return [{ claim }, ...(fits ?? readings[0]!)];
  });
}

function bodySeen(reader: SchemaReader, read: Read, response: ResponseModel, selection: Selection | undefined): Seen[] {
  const { operation, status, headers, body, value } = read;
  // What HEAD declares is what GET would get.
  if (operation.method === 'HEAD') return [];
  if (body === undefined || isBodiless(`${status}`) || (body === '' && !response.content)) return [];
  const given = headers.get('content-type') ?? '';
  const name = shownType(given);
  if (!response.content) return [unknown('body', response.pointer, name, read)];
  const content = response.contents.find(({ contentType }) => covers(contentType, given));
  const claim = say.contentClaim(operation, response, content ?? response.content);
  if (body === '') return [{ claim, came: 'no body' }];
  if (!content) return [{ claim, came: name }, unknown('media type', `${response.pointer}/content`, name, read)];
  if (!isJson(given)) return [{ claim }];
  // Text that is JSON begins with a quotation mark; any other was left as it is.
  if (value === body && !/^\s*"/.test(body)) return [{ claim, came: 'text that is no JSON' }];
  const place = say.contentPlace(operation, response, content);
  return [{ claim }, ...reader.look(content.schema, value, place, selection)];
}

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
