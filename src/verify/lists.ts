import { get } from '../openapi/json.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { at } from '../openapi/pointer.ts';
import { parameterClaim } from './claims.ts';
import type { Read } from './exchange.ts';
import type { Claim, Sighting } from './ledger.ts';
import { described } from './values.ts';

const WORDS = {
  items: 'leads to the items of a page',
  total: 'leads to how many items all pages have',
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
    .filter((keyword) => get(declared, keyword) !== undefined)
    .map((keyword) => claimOf(operation, keyword));
}

/** One page: which it is, as it was asked for, and what it holds. */
interface Page {
  readonly read: Read;
  readonly items: readonly unknown[];
  readonly total: number | undefined;
  readonly number: string | undefined;
  readonly size: number | undefined;
  /** What is asked for beside: pages of one list have it in common. */
  readonly list: string;
}

/** What the pages that came say of each other. */
export function lookAtLists(all: readonly Read[]): Sighting[] {
  const found: Sighting[] = [];
  const see = ({ operation, label: by }: Read, keyword: Keyword, came?: string): void => {
    found.push({ claim: claimOf(operation, keyword), came, by });
    // Whoever gives another page, or a smaller one, knows the parameter.
    const name = operation.pagination!.entry[keyword];
    const parameter = operation.parameters.find(({ entry }) => entry.name === name);
    if (parameter && came === undefined) found.push({ claim: parameterClaim(parameter), by });
  };
  const pages = all.flatMap((read): Page[] => {
    const { operation, value, succeeded } = read;
    const { items: place, total: count } = operation.pagination?.entry ?? {};
    if (place === undefined || !succeeded || typeof value !== 'object') return [];
    const items = at(value, place);
    see(read, 'items', Array.isArray(items) ? undefined : described(items));
    if (!Array.isArray(items)) return [];
    const page = pageOf(read, items);
    const few = page.total === undefined ? described(at(value, count ?? '')) : 'fewer than are on the page';
    if (count !== undefined) see(read, 'total', page.total! >= items.length ? undefined : few);
    return [page];
  });
  for (const [index, page] of pages.entries()) {
    const { read, number, size, total = Number.POSITIVE_INFINITY, items } = page;
    const { length } = items;
    if (size !== undefined && length >= Math.min(size, total))
      see(read, 'size', length > size ? `${length} items where at most ${size} were asked for` : undefined);
    const other = pages.slice(0, index).find((each) => each.list === page.list && each.number !== number);
    if (number === undefined || other?.number === undefined) continue;
    // Of some properties alone, different items may be equal.
    const whole = !read.sent.some(({ entry }) => entry.name === read.operation.selects?.parameter);
    const repeated = whole && length > 0 && JSON.stringify(items) === JSON.stringify(other.items);
    const more = length + other.items.length > total ? 'more items on two pages than there are in all' : undefined;
    see(read, 'parameter', repeated ? 'the items of another page once more' : more);
  }
  return found;
}

function pageOf(read: Read, items: readonly unknown[]): Page {
  const { operation, parameters, value, url } = read;
  const { by, parameter, size, total } = operation.pagination!.entry;
  const given = (name: string | undefined): unknown[] =>
    operation.parameters.flatMap(({ entry }) =>
      entry.name === name ? [parameters.values.get(`${entry.in} ${name}`) ?? []].flat() : [],
    );
  const [number, beside] = given(parameter);
  // Of cursors, the first page has none.
  const unnumbered = by === 'cursor' ? '' : undefined;
  const most = Number(size === parameter ? beside : given(size)[0]);
  const count = total === undefined ? Number.NaN : at(value, total);
  const counted =
    typeof count === 'number' || (typeof count === 'string' && /^\d+$/.test(count)) ? Number(count) : undefined;
  const rest = [...new URL(url).searchParams].filter(([name]) => name !== parameter && name !== size);
  return {
    ...{ read, items, total: counted, number: number === undefined ? unnumbered : String(number) },
    ...{ size: Number.isFinite(most) ? most : undefined, list: JSON.stringify([operation.id, read.path, most, rest]) },
  };
}
