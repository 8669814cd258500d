/** The parameters of an item, by their names: numbers and texts. */
export type Parameters = ReadonlyMap<string, string | number>;

const STRING = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const PARAMETER =
  /; *([a-z*][a-z0-9_.*-]*)(?:=(?:(-?\d{1,15}(?:\.\d{1,3})?)(?![\w.])|"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"|(:[\w+/=]*:|\?[01]|[A-Za-z*][\w!#$%&'*+.^`|~:/-]*)))?/y;
const COMMA = /[ \t]*,[ \t]*/y;

/**
 * A list of strings with parameters, as RFC 9651 writes it: the whole of what rate limit fields need. A field that breaks
 * one rule of it says nothing at all, by the same RFC: then undefined.
 */
export function parseItems(field: string): ReadonlyMap<string, Parameters> | undefined {
  const text = field.trim();
  const items = new Map<string, Parameters>();
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  do {
    const item = match(STRING);
    if (!item) return undefined;
    const parameters = new Map<string, string | number>();
    for (let found = match(PARAMETER); found; found = match(PARAMETER)) {
      const [, name = '', number, string, other = ''] = found;
      parameters.set(name, number === undefined ? (string ?? other) : Number(number));
    }
    items.set(item[1]!.replace(/\\(.)/g, '$1'), parameters);
  } while (match(COMMA));
  return at === text.length ? items : undefined;
}
