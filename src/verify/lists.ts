import { countOf, linkIn } from '../common/page.ts';
import { get } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { at } from '../openapi/pointer.ts';
import { apiKeysOf } from '../testing/mask.ts';
import { parameterClaim } from './claims.ts';
import type { Read } from './exchange.ts';
import type { Claim, Sight } from './ledger.ts';
import { described } from './values.ts';

const WORDS = {
  by: 'is a header `Link` that leads to the next page',
  items: 'leads to the items of a page',
  total: 'leads to how many items all pages have',
  next: 'leads to the next page',
  parameter: 'takes another page',
  size: 'takes how many items a page has at most',
} as const;

type Keyword = keyof typeof WORDS;

function claimOf({ id, pointer }: OperationModel, keyword: Keyword): Claim {
  const owner = `${pointer}/x-pagination`;
  const subject = `\`${keyword}\` of the pages of \`${id}\``;
  return { pointer: `${owner}/${keyword}`, owner, subject, words: WORDS[keyword] };
}

/** What the contract says of pages. */
export function listClaims(operation: OperationModel): Claim[] {
  const declared = get(operation.source, 'x-pagination');
  if (!operation.pagination) return [];
  return (Object.keys(WORDS) as Keyword[])
    .filter((keyword) => (keyword === 'by' ? onwardOf(operation) === 'by' : get(declared, keyword) !== undefined))
    .map((keyword) => claimOf(operation, keyword));
}

/** What leads from one page to the next. */
function onwardOf({ pagination }: OperationModel): Keyword {
  const { by, next } = pagination!.entry;
  if (by === 'link') return next === undefined ? 'by' : 'next';
  return 'parameter';
}

/** One page: which it is, as it was asked for, and what it holds. */
interface Page {
  readonly read: Read;
  readonly items: readonly unknown[];
  readonly total: number | undefined;
  readonly number: string | undefined;
  /** The number of the next page, where the answer has it. */
  readonly next: string | undefined;
  readonly size: number | undefined;
  /** What is asked for beside: pages of one list have it in common. */
  readonly list: string;
}

/** What the pages that came say of each other. */
export function lookAtLists(model: Model, all: readonly Read[]): Sight[] {
  const found: Sight[] = [];
  const see = ({ operation, label: by }: Read, keyword: Keyword, came?: string): void => {
    found.push({ claim: claimOf(operation, keyword), came, by });
    // Whoever gives another page, or a smaller one, knows the parameter.
    const { parameter: page, size } = operation.pagination!.entry;
    const name = keyword === 'parameter' ? page : keyword === 'size' ? size : undefined;
    const parameter = operation.parameters.find(({ entry }) => entry.name === name);
    if (parameter && came === undefined) found.push({ claim: parameterClaim(parameter), by });
  };
  const pages: Page[] = [];
  for (const read of all) {
    const { operation, value, succeeded } = read;
    const { items: place, total: count } = operation.pagination?.entry ?? {};
    if (place === undefined || !succeeded || typeof value !== 'object') continue;
    const items = at(value, place);
    see(read, 'items', Array.isArray(items) ? undefined : described(items));
    if (!Array.isArray(items)) continue;
    const page = pageOf(model, read, items, pages);
    const few = page.total === undefined ? described(at(value, count ?? '')) : 'fewer than are on the page';
    if (count !== undefined) see(read, 'total', page.total! >= items.length ? undefined : few);
    pages.push(page);
  }
  for (const [index, page] of pages.entries()) {
    const { read, number, size, total = Number.POSITIVE_INFINITY, items } = page;
    const { length } = items;
    if (size !== undefined && length >= Math.min(size, total))
      see(read, 'size', length > size ? `${length} items where at most ${size} were asked for` : undefined);
    const before = pages.slice(0, index).filter(({ list }) => list === page.list);
    const from = before.find(({ next }) => next !== undefined && next === number);
    const other = from ?? before.find((each) => each.number !== number);
    if (number === undefined || other?.number === undefined) continue;
    // Of some properties alone, different items may be equal.
    const whole = !read.sent.some(({ entry }) => entry.name === read.operation.selects?.parameter);
    const repeated = whole && length > 0 && JSON.stringify(items) === JSON.stringify(other.items);
    const more = length + other.items.length > total ? 'more items on two pages than there are in all' : undefined;
    const came = repeated ? 'the items of another page once more' : more;
    const keyword = onwardOf(read.operation);
    see(read, keyword, came);
    if (from && keyword === 'parameter') see(read, 'next', came);
  }
  return found;
}

function pageOf(model: Model, read: Read, items: readonly unknown[], before: readonly Page[]): Page {
  const { operation, parameters, value, url, headers } = read;
  const { by, parameter, size, total, next } = operation.pagination!.entry;
  const given = (name: string | undefined): unknown[] =>
    operation.parameters.flatMap(({ entry }) =>
      entry.name === name ? [parameters.values.get(`${entry.in} ${name}`) ?? []].flat() : [],
    );
  /** Where a URL leads at the server, whose address is another behind a proxy. */
  const wayOf = (to: string): string | undefined => {
    if (!URL.canParse(to, url)) return undefined;
    const { pathname, searchParams } = new URL(to, url);
    for (const key of apiKeysOf(model, 'query')) searchParams.delete(key);
    return `${pathname}?${searchParams}`;
  };
  const [place, beside] = given(parameter);
  // Of cursors, the first page has none.
  const number = by === 'link' ? wayOf(url) : (place ?? (by === 'cursor' ? '' : undefined));
  const onward = next === undefined ? linkIn(headers) : at(value, next);
  const most = Number(size === parameter ? beside : given(size)[0]);
  const rest = [...new URL(url).searchParams].filter(([name]) => name !== parameter && name !== size);
  const list = JSON.stringify([operation.id, read.path, most, rest]);
  const from = before.find((each) => by === 'link' && each.read.operation === operation && each.next === number);
  return {
    ...{ read, items, total: total === undefined ? undefined : countOf(at(value, total)) },
    number: number === undefined ? undefined : String(number),
    next: typeof onward !== 'string' || by === 'cursor' ? textOf(onward) : wayOf(onward),
    ...{ size: Number.isFinite(most) ? most : undefined, list: from?.list ?? list },
  };
}

/** A cursor as it is sent. */
function textOf(cursor: unknown): string | undefined {
  return typeof cursor === 'string' || typeof cursor === 'number' ? String(cursor) : undefined;
}
