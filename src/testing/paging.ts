import { isObject } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { at, keysOf, toPointer } from '../openapi/pointer.ts';
import { schemaParts } from './schema.ts';

/** How many items a page has where the contract does not say. */
const PAGE_SIZE = 10;
/** The query parameter of links to next pages. */
const AFTER = 'after';

/** A page of a list, as a body and the header that leads on. */
export interface PageOf {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Cuts the page that a request asks for out of an answer that has all items. */
export function pageOf(
  model: Model,
  operation: OperationModel,
  values: ReadonlyMap<string, unknown>,
  url: URL,
  whole: unknown,
): PageOf {
  const { by, parameter, size, first = 1, items, total, next } = operation.pagination!.entry;
  const all = at(whole, items);
  if (!Array.isArray(all)) return { body: whole, headers: {} };
  const read = (name: string | undefined): unknown =>
    name === undefined ? undefined : (values.get(`query ${name}`) ?? values.get(`header ${name}`));
  const given = read(parameter);
  const pair = parameter !== undefined && parameter === size;
  const [place, asked] = pair && Array.isArray(given) ? (given as unknown[]) : [given, read(size)];
  const length = Number(asked ?? (pair ? undefined : defaultOf(model, operation, size)) ?? PAGE_SIZE);
  const start =
    by === 'page'
      ? (Number(place ?? first) - first) * length
      : Number((by === 'link' ? url.searchParams.get(AFTER) : place) ?? 0) || 0;
  const end = start + length;
  let body = replaced(whole, items, all.slice(start, end));
  const counted = total === undefined ? undefined : at(whole, total);
  if (total !== undefined) body = replaced(body, total, typeof counted === 'string' ? String(all.length) : all.length);
  if (by === 'page' || by === 'offset') return { body, headers: {} };
  const more = end < all.length;
  const onward = new URL(url);
  onward.searchParams.set(AFTER, String(end));
  const link = onward.href;
  if (next !== undefined) {
    const value = by === 'cursor' ? String(end) : link;
    return { body: more ? replaced(body, next, value) : without(body, next), headers: {} };
  }
  return { body, headers: more ? { link: `<${link}>; rel="next"` } : {} };
}

function defaultOf(model: Model, { parameters }: OperationModel, name: string | undefined): unknown {
  const parameter = parameters.find(({ entry }) => entry.name === name && entry.in !== 'path');
  return schemaParts(model, parameter?.schema).find((part) => part.default !== undefined)?.default;
}

/** A copy with another value where a pointer leads. */
export function replaced(whole: unknown, pointer: string, value: unknown): unknown {
  const [key, ...rest] = keysOf(pointer);
  if (key === undefined) return value;
  const owner = isObject(whole) ? whole : {};
  return { ...owner, [key]: replaced(owner[key], toPointer(rest), value) };
}

function without(whole: unknown, pointer: string): unknown {
  const keys = keysOf(pointer);
  const last = keys.pop()!;
  const owner = pointer.slice(0, pointer.lastIndexOf('/'));
  const found = at(whole, owner);
  if (!isObject(found)) return whole;
  return replaced(whole, owner, Object.fromEntries(Object.entries(found).filter(([key]) => key !== last)));
}
