import type { Pagination } from '../contract.ts';
import { isSuccess, type ResponseModel } from './bodies.ts';
import { fieldsOf, schemasOf } from './components.ts';
import type { DocumentReader, Located } from './document.ts';
import { get, getObject, getString } from './json.ts';
import type { ParameterModel } from './parameters.ts';
import { keysOf } from './pointer.ts';

const PROPERTY = 'x-pagination';
const KINDS = ['page', 'offset', 'cursor', 'link'] as const;

/** How the answer of an operation is one part of a list. */
export interface PaginationModel {
  readonly entry: Pagination;
  /** The schema of one item. */
  readonly item: unknown;
}

/** What an operation declares of its pages, where they can be followed as it says. */
export function readPagination(
  document: DocumentReader,
  { value, pointer }: Located,
  parameters: readonly ParameterModel[],
  responses: readonly ResponseModel[],
): PaginationModel | undefined {
  const declared = get(value, PROPERTY);
  if (declared === undefined) return undefined;
  const answer = responses.find(({ status, content }) => isSuccess(status) && content)?.content?.schema;
  const found = read(document, declared, parameters, answer);
  if (typeof found !== 'string') return found;
  document.warn(`${pointer}/${PROPERTY}`, `declares no pages that can be followed: ${found}`);
  return undefined;
}

function read(
  document: DocumentReader,
  declared: unknown,
  parameters: readonly ParameterModel[],
  answer: unknown,
): PaginationModel | string {
  const by = KINDS.find((kind) => kind === get(declared, 'by'));
  if (!by) return `\`by\` is none of ${KINDS.join(', ')}`;
  const [parameter, size] = [getString(declared, 'parameter'), getString(declared, 'size')];
  if ((parameter === undefined) !== (by === 'link'))
    return `\`parameter\` is ${by === 'link' ? 'not for links' : 'missing'}`;
  for (const name of [parameter, size]) {
    const known = parameters.some(({ entry }) => entry.name === name && entry.in !== 'path');
    if (name !== undefined && !known) return `the operation has no parameter \`${name}\``;
  }
  const [items, total, next] = [
    getString(declared, 'items'),
    getString(declared, 'total'),
    getString(declared, 'next'),
  ];
  if (items === undefined) return '`items` is missing';
  if (by === 'cursor' && next === undefined) return '`next` is missing';
  const list = schemaAt(document, answer, items);
  const item = get(document.follow(list), 'items');
  if (item === undefined) return '`items` leads to no list in the answer';
  for (const place of [total, next])
    if (place !== undefined && schemaAt(document, answer, place) === undefined)
      return `\`${place}\` leads nowhere in the answer`;
  const first = get(declared, 'first');
  return {
    entry: {
      by,
      ...(parameter !== undefined && { parameter }),
      ...(size !== undefined && { size }),
      ...(typeof first === 'number' && { first }),
      items,
      ...(total !== undefined && { total }),
      ...(next !== undefined && { next }),
    },
    item,
  };
}

/** The schema of what a pointer leads to in a value. */
export function schemaAt(document: DocumentReader, schema: unknown, pointer: string): unknown {
  const schemas = schemasOf(document.root);
  return keysOf(pointer).reduce<unknown>(
    (found, key) => fieldsOf(schemas, found).get(key)?.schema ?? getObject(getObject(found, 'properties'), key),
    schema ?? {},
  );
}

/** `Comes in pages: \`page\` takes …`. */
export function paginationInWords({ by, parameter, size, items, total, next }: Pagination): string {
  const place = (pointer: string): string => `\`${keysOf(pointer).join('.')}\``;
  const ways = {
    page:
      size === parameter
        ? `\`${parameter}\` takes the number of a page and its size`
        : `\`${parameter}\` takes the number of a page`,
    offset: `\`${parameter}\` takes the number of the first item, from 0`,
    cursor: `\`${parameter}\` takes the cursor to the next page, which stands in ${place(next ?? '')}`,
    link: `the link to the next page stands in ${next === undefined ? 'the header `Link`' : place(next)}`,
  };
  return [
    `The answer is one page of a list: ${ways[by]}.`,
    size !== undefined && size !== parameter ? ` \`${size}\` takes the size of a page.` : '',
    items === '' ? '' : ` The items stand in ${place(items)}`,
    items === '' ? '' : total === undefined ? '.' : `, how many all pages have in ${place(total)}.`,
  ].join('');
}
