import type { ResponseModel } from '../openapi/bodies.ts';
import { targetOf } from '../openapi/components.ts';
import { get } from '../openapi/json.ts';
import { isJson } from '../openapi/media-type.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { at } from '../openapi/pointer.ts';
import { itemFor, listFor } from './items.ts';
import type { HandledAnswer, HandledRequest } from './memory.ts';
import { pageOf, replaced } from './paging.ts';
import type { ReadParameters } from './parameters.ts';
import type { Remembered } from './remembered.ts';
import { carried } from './schema.ts';

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

/** What the contract says of one status of an operation, as an answer. */
export type Documented = (operation: OperationModel, status: number) => Answer;

export function responseOf({ responses }: OperationModel, status: string): ResponseModel | undefined {
  return responses.find((response) => response.status === status);
}

/**
 * An answer to a request that failed: with the first of `statuses` that the operation names, else with the first of
 * them in the form that the contract gives to all other failures.
 */
export function refusal(
  documented: Documented,
  operation: OperationModel,
  statuses: readonly [number, ...number[]],
  reason: string,
): Answer {
  const status = statuses.find((candidate) => responseOf(operation, String(candidate))) ?? statuses[0];
  const answer = documented(operation, status);
  return { ...answer, reason, source: status === statuses[0] ? answer.source : 'inferred' };
}

/** What answers a request that is right. */
export interface Knowledge {
  readonly documented: Documented;
  readonly memory: Remembered;
  /** What the caller has an operation answer, in place of all this. */
  readonly handle: (operation: string, request: HandledRequest) => HandledAnswer | undefined;
}

/** The answer to a request that is right. */
export function success(
  model: Model,
  operation: OperationModel,
  { values }: ReadParameters,
  { documented, memory, handle }: Knowledge,
  { url, body: sent }: { readonly url: URL; readonly body: unknown },
): Answer {
  const handled = handle(operation.id, { params: byLocation(values), body: sent });
  const changed = handled ? undefined : memory.change(operation, values, sent);
  if (changed && 'problem' in changed) return refusal(documented, operation, changed.statuses, changed.problem);
  const response = successOf(operation);
  if (!response && !handled) return { status: 204, headers: {}, source: 'inferred' };
  const { status: key, content } = response ?? { status: '204', content: undefined };
  const usual = /^\d+$/.test(key) ? Number(key) : Number(key[0]) * 100 || 200;
  const status = handled?.status ?? usual;
  // What stands under `default` alone is no word about success: nothing is made of it where it has nothing to give.
  const answer = documented(operation, key === 'default' && !content && !handled ? 204 : status);
  if (status !== usual) return told(answer, handled!);
  if (!content || answer.body === undefined || !isJson(answer.mediaType)) return answer;
  const found =
    handled?.body !== undefined
      ? { body: handled.body }
      : changed && changed.schema === targetOf(content.schema)
        ? { body: changed.item }
        : (itemFor(model, operation, content, answer.body, values, memory) ??
          listFor(model, content.schema, answer.body, memory));
  if (found && 'unknown' in found) return refusal(documented, operation, [404, 400], found.unknown);
  const { pagination, selects } = operation;
  const page = pagination && pageOf(model, operation, values, url, found?.body ?? answer.body);
  const body = page || found ? carried(model, content.schema, page?.body ?? found?.body) : answer.body;
  const fields = selects && values.get(`query ${selects.parameter}`);
  const whole = { ...answer, headers: { ...answer.headers, ...page?.headers }, body };
  if (!Array.isArray(fields)) return whole;
  const place = pagination?.entry.items;
  if (place === undefined) return { ...whole, body: select(body, fields) };
  return { ...whole, body: replaced(body, place, select(at(body, place), fields)) };
}

/** An answer of a handler with another status than the usual one. */
function told(answer: Answer, { body, reason }: HandledAnswer): Answer {
  const mediaType = answer.mediaType ?? 'application/json';
  const whole = body === undefined ? answer : { ...answer, mediaType, body };
  return reason === undefined ? whole : { ...whole, reason };
}

function byLocation(values: ReadonlyMap<string, unknown>): HandledRequest['params'] {
  const params: Record<string, Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} };
  for (const [key, value] of values) {
    const [location = '', ...name] = key.split(' ');
    Object.defineProperty(params[location], name.join(' '), { value, enumerable: true });
  }
  return params as unknown as HandledRequest['params'];
}

/**
 * The response that tells of success: not a 1xx, which is no answer, nor a 304, which only answers a condition. What
 * holds for all statuses that are not named holds for a success that is not named.
 */
function successOf({ responses }: OperationModel): ResponseModel | undefined {
  // What is only inferred comes after all that is documented.
  const order = ({ source, status }: ResponseModel): string =>
    `${get(source, 'x-source') === 'inferred' ? 1 : 0}${status}`;
  const named = [...responses].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const first = (pattern: RegExp): ResponseModel | undefined => named.find(({ status }) => pattern.test(status));
  return first(/^2/) ?? first(/^3(?!04)/) ?? first(/^default$/);
}

/** Headers without which HTTP does not allow a status: their values are made from the request, or are the contract's. */
export const COMPANIONS: Readonly<Record<number, string>> = { 401: 'www-authenticate', 405: 'allow' };

function select(body: unknown, fields: readonly unknown[]): unknown {
  if (Array.isArray(body)) return body.map((item) => select(item, fields));
  return Object.fromEntries(Object.entries(Object(body)).filter(([name]) => fields.includes(name)));
}
