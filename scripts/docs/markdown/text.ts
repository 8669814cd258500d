import { getString } from '../../../src/openapi/json.ts';
import { safeAddress } from '../html/text.ts';

/** Everything of a document that becomes Markdown goes through this module, so that none of it becomes HTML or a tag. */

/** Text that stands for itself. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~$]/g, '\\$&');
}

/** A code span. */
export function code(text: string): string {
  const inner = oneLine(text) || ' ';
  const mark = ticks(inner, 1);
  const pad = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${mark}${pad}${inner}${pad}${mark}`;
}

/** A block of code. */
export function fence(text: string, language: string): string {
  const mark = ticks(text, 3);
  return `${mark}${language}\n${text.trimEnd()}\n${mark}`;
}

/** A mark of code that nothing in the text is. */
function ticks(text: string, least: number): string {
  return '`'.repeat(Math.max(least, ...(text.match(/`+/g) ?? []).map(({ length }) => length + 1)));
}

/** Code, which stands for itself whatever it holds, and the text between. */
const CODE =
  /(^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[^\n]*$|(?![\s\S]))|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\3(?!`))/m;

/**
 * A description: Markdown as it is, but without HTML other than `<br>`, images from elsewhere and Markdoc's tags. Headings become bold text,
 * or headings of which the largest has `level`.
 */
export function prose(text: string, level?: number): string {
  // Most descriptions are words, and a large document has a hundred thousand.
  if (!/[#!<{`~\r]/.test(text)) return text.trim();
  const largest = Math.min(6, ...[...text.matchAll(/^ {0,3}(#{1,6}) /gm)].map(([, marks = '']) => marks.length));
  const down = level === undefined ? undefined : level - largest;
  const parts: string[] = [];
  let rest = text.replace(/\r\n?/g, '\n').trim();
  for (let found = CODE.exec(rest); found; found = CODE.exec(rest)) {
    parts.push(inert(rest.slice(0, found.index), down), closed(found[0], found[2]));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, inert(rest, down)].join('');
}

function closed(block: string, mark: string | undefined): string {
  return mark === undefined || block.trimEnd().endsWith(`\n${mark}`) ? block : `${block}\n${mark}`;
}

function inert(text: string, down: number | undefined): string {
  const heading = (_: string, marks: string, words: string): string =>
    down === undefined ? `**${words}**` : `${'#'.repeat(Math.min(6, marks.length + down))} ${words}`;
  return text
    .replace(/^ {0,3}(#{1,6}) +(.*?) *#*$/gm, heading)
    .replace(/!\[([^\]\n]*)\]\((?=\s*<?(?:[a-z][a-z0-9+.-]*:|\/\/))/gi, '[$1](')
    .replace(/(?<=(?<!\\)(?:\\\\)*)(?<!\]\()<(?=[a-z/!?])(?!(?:https?|mailto):|br ?\/?>)/gi, '\\<')
    .replace(/\{(?=%)/g, '\\{');
}

/** Markdown in a cell of a table: on one line, without the sign that ends a cell. */
function cell(markdown: string): string {
  return oneLine(markdown).replace(/(?<!\\)\|/g, '\\|');
}

/** A table; nothing where it has no rows. Columns in which no row has anything are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const shown = head.flatMap((_, column) => (rows.some((row) => row[column]) ? [column] : []));
  const line = (cells: readonly string[]): string =>
    `| ${shown.map((column) => cell(cells[column] ?? '')).join(' | ')} |`;
  return [line(head), `|${shown.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Blocks with an empty line between, without those that are empty. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A link, where the address leads to a page; else its words. */
export function linkTo(words: string, address: string): string {
  const safe = safeAddress(oneLine(address));
  if (safe === undefined) return plain(words);
  return `[${plain(words)}](${safe.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)})`;
}

/** The beginning of a text as search engines show it: words without Markdown, to the end of a sentence or a word. */
export function inWords(markdown: string, most = 160): string {
  const words = oneLine(
    markdown
      .replace(/```[\s\S]*?(```|$)|^>? *\*\*\w+\.\*\* |^ {0,3}(#{1,6}|>|[-*+]|\d+\.) |^\s*\|.*\|\s*$|\[!\w+\]/gm, ' ')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<[^>\n]*>|[`*~]|\\(?=\W)|(?<!\w)_|_(?!\w)/g, ''),
  );
  if (words.length <= most) return words;
  const sentence = words.slice(0, most).replace(/^([\s\S]*[.!?])\s[\s\S]*$/, '$1');
  return sentence.length < most ? sentence : `${words.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}

/** The same of what something is described as, or else of its name. */
export function descriptionOf(owner: unknown, otherwise: string): string {
  return inWords(getString(owner, 'description') ?? '') || inWords(otherwise);
}
