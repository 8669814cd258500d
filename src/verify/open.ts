import { getStrings, isObject } from '../openapi/json.ts';
import { at } from '../openapi/pointer.ts';
import { FOLLOWING, type Read } from './exchange.ts';

/** What contracts seldom say and answers do, in sentences without a value. */
export function openAnswers(all: readonly Read[]): string[] {
  const refused = all.flatMap(({ operation, purpose, status }) =>
    purpose === undefined || purpose === FOLLOWING
      ? []
      : [`\`${operation.id}\` ${purpose} is answered with ${status}.`],
  );
  const plain = all.filter(({ succeeded, sent, purpose }) => succeeded && sent.length === 0 && purpose === undefined);
  return [...new Set([...refused, ...plain.flatMap(pageSize), ...plain.flatMap((read) => leftOut(read, plain))])];
}

/** How many items a page has that was not asked for its size. */
function pageSize({ operation: { id, pagination }, value }: Read): string[] {
  const { items: place, total } = pagination?.entry ?? {};
  const items = place === undefined ? undefined : at(value, place);
  if (!Array.isArray(items) || total === undefined || !(Number(at(value, total)) > items.length)) return [];
  return [`\`${id}\` has ${items.length} items on a page when nothing is said of its size.`];
}

/** What can be selected, and never comes by itself. */
function leftOut({ operation }: Read, plain: readonly Read[]): string[] {
  const { id, selects, pagination } = operation;
  const answers = plain.filter((each) => each.operation === operation);
  const items = answers
    .flatMap(({ value }) => (pagination ? at(value, pagination.entry.items) : value))
    .filter(isObject);
  const names = getStrings(selects?.names, 'enum').filter((name) => items.every((item) => !Object.hasOwn(item, name)));
  if (names.length === 0 || items.length === 0) return [];
  return [`\`${id}\` without \`${selects!.parameter}\` leaves out ${names.map((name) => `\`${name}\``).join(', ')}.`];
}
