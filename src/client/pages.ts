import { type ErrorCode, ResponseFormatError } from '../common/errors.ts';
import { countOf, linkIn } from '../common/page.ts';
import { keysOf } from '../common/pointer.ts';
import { number, parseUrl } from '../common/read-options.ts';
import type { CallOptions, Operation, PageOptions } from '../contract.ts';
import { type CallContext, errorOf } from '../request/call.ts';
import { type Arguments, invalid, type LocatedValues, locate } from '../request/parameters.ts';

/** Pages whose items cannot be told apart, since few of their properties were asked for, may be the same this often. */
const MOST_ALIKE = 1_000;

/** What a call by path gives. */
export interface Outcome {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer to one call. */
export interface Answer {
  readonly outcome: Outcome;
  readonly call: CallContext;
  readonly sent: Arguments;
}

/** Makes of the arguments of a call what is sent in their place. */
export type Follow = (call: CallContext, given: Arguments) => Arguments;

export type AskForPage = (values: LocatedValues, options: CallOptions, follow?: Follow) => Promise<Answer>;

/** Reads a list page by page, as the contract says that it goes on, each page when it is asked for; yields it or its items. */
export async function* read(
  kind: 'pages' | 'items',
  name: string,
  operation: Operation,
  ask: AskForPage,
  params: unknown,
  { maxPages = Number.POSITIVE_INFINITY, deadlineMs, ...options }: PageOptions = {},
): AsyncGenerator<unknown, void, void> {
  number(1, true)(maxPages, 'maxPages');
  const { by, size, items: place, total: totalPlace, next } = operation.pagination!;
  const given = locate(name, operation, params);
  const position = positionOf(name, operation, given);
  const skipped = position.number - position.first;
  const counted = by === 'page' || by === 'offset';
  const selects = operation.selectsFields !== undefined && given.query?.[operation.selectsFields] !== undefined;
  const began = performance.now();
  const seen = new Set<unknown>([position.cursor]);
  let values = given;
  let link: string | undefined;
  /** The first page, and the last before this. */
  let texts: readonly string[] = [];
  let alike = 0;
  let count = 0;
  let length = 0;
  for (let page = 1; ; page += 1) {
    // What is left of the time; nothing left still is an error of that call.
    const left = deadlineMs === undefined ? {} : { deadlineMs: Math.max(1, deadlineMs - (performance.now() - began)) };
    const answer: Answer = await ask(values, { ...options, ...left }, link === undefined ? undefined : following(link));
    const { call, sent } = answer;
    const { data, response } = answer.outcome;
    const items = valueAt(data, place);
    if (!Array.isArray(items)) throw failed(call, response, 'RESPONSE_UNREADABLE', 'without the list of the contract');
    if (counted && items.length === 0 && page > 1) return;
    const last = counted && items.length === 0;
    if (counted && items.length > 0) {
      const text = JSON.stringify(items);
      if (texts.includes(text)) alike += 1;
      if (alike > (selects ? MOST_ALIKE : 0)) throw repeated(call, response);
      texts = [texts[0] ?? text, text];
    }
    if (kind === 'pages') yield data;
    else
      for (const item of items) {
        options.signal?.throwIfAborted();
        yield item;
      }
    if (page >= maxPages || last) return;
    if (counted) {
      const short = items.length < length;
      length = items.length;
      if (page === 1) count = by === 'offset' ? skipped : skipped * length;
      count += length;
      const total = countOf(valueAt(data, totalPlace));
      // A total that is already passed is none to go by.
      if (total === count || (short && !(total !== undefined && total > count))) return;
      position.number += by === 'offset' ? length : 1;
      values = position.move(size === position.name ? [position.number, ...position.rest] : position.number);
      continue;
    }
    const onward = next === undefined ? linkIn(response.headers) : valueAt(data, next);
    if (onward === undefined || onward === null || onward === '') return;
    if (by === 'cursor') values = position.move(onward);
    else link = parseUrl(String(onward), call.plan.baseUrl + sent.path)?.href ?? String(onward);
    const key = link ?? String(onward);
    if (seen.has(key)) throw repeated(call, response);
    seen.add(key);
  }
}

/** Where a list begins for the caller, and how to ask for another place of it. */
function positionOf(name: string, operation: Operation, given: LocatedValues) {
  const { by, parameter, size, first = by === 'offset' ? 0 : 1 } = operation.pagination!;
  const entry = operation.parameters.find((each) => each.name === parameter && each.in !== 'path');
  const value: unknown = entry && given[entry.in]?.[entry.name];
  const [start, ...rest] = size === parameter && Array.isArray(value) ? (value as unknown[]) : [value];
  const number = start === undefined ? first : Number(start);
  if ((by === 'page' || by === 'offset') && !(Number.isInteger(number) && number >= first))
    throw invalid(`Expected \`${parameter}\` of \`${name}\` to begin with a whole number from ${first}.`);
  const move = (next: unknown): LocatedValues =>
    entry ? { ...given, [entry.in]: { ...given[entry.in], [entry.name]: next } } : given;
  return { name: parameter, first, number, rest, move, cursor: value === undefined ? undefined : String(value) };
}

/** Sends the URL of a link, which must lead to where the operation is. */
function following(link: string): Follow {
  return (call, given) => {
    const { baseUrl } = call.plan;
    const url = parseUrl(link);
    if (
      !url ||
      !(url.href === baseUrl || /^[/?]/.test(url.href.slice(baseUrl.length))) ||
      !url.href.startsWith(baseUrl)
    )
      throw errorOf(
        call,
        ResponseFormatError,
        'was answered with a link to a next page elsewhere than at `baseUrl`. It was not followed: a credential would go along.',
        { code: 'LINK_REFUSED' },
      );
    const [path = '', query = ''] = url.href
      .slice(baseUrl.length)
      .split('#', 1)[0]!
      .split(/\?(.*)/s);
    return { ...given, path, query };
  };
}

function valueAt(value: unknown, pointer: string | undefined): unknown {
  if (pointer === undefined) return undefined;
  return keysOf(pointer).reduce<unknown>(
    (found, key) => (Object.hasOwn(Object(found), key) ? (found as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function repeated(call: CallContext, response: Response): ResponseFormatError {
  return failed(call, response, 'PAGE_REPEATED', 'with a page that came before, so that the list would never end');
}

function failed(call: CallContext, { status }: Response, code: ErrorCode, found: string): ResponseFormatError {
  const happened = `was answered ${status} ${found}. The contract's \`x-pagination\` may be out of date.`;
  return errorOf(call, ResponseFormatError, happened, { code, status });
}
