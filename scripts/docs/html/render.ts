import { Marked, type Tokens } from 'marked';
import { capitalize } from '../../../src/openapi/names.ts';
import { remembered } from '../maps.ts';
import { headingSlug, Slugs } from '../names.ts';
import { highlight } from './highlight.ts';
import { escapeHtml, escapeText, headingHtml, safeAddress } from './text.ts';

/** A heading of a page, for its list of contents. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly slug: string;
}

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** Where a link of a Markdown file leads on the site; undefined where the site has no such page. */
export type LinkResolver = (address: string) => string | undefined;

/** What a note is that begins with this word. */
function labelOf(word: string): 'tip' | 'warning' | undefined {
  if (/^(tip|note|important)$/i.test(word)) return 'tip';
  return /^(warning|caution)$/i.test(word) ? 'warning' : undefined;
}

/** Markdown as HTML that holds no HTML of the Markdown's own but `<br>`, no script and no picture from elsewhere. */
export function renderMarkdown(markdown: string, resolve?: LinkResolver, slugs = new Slugs()): Rendered {
  const headings: Heading[] = [];
  const take = (level: number, text: string): string => {
    const slug = slugs.take(headingSlug(text));
    headings.push({ level, text, slug });
    return slug;
  };
  const marked = markedWith(take, resolve);
  return { html: marked.parse(markdown, { async: false }), headings };
}

/** Begins the address of a fragment in a document's text: where it leads is known when the page is whole. */
export const PLACEHOLDER = 'docs:#';

/** Where links of a document's own texts lead: a place beside the page that a text was written for is nowhere here. */
export function ofDocument(address: string): string | undefined {
  if (address.startsWith('#')) return PLACEHOLDER + address.slice(1);
  return /^([a-z][a-z0-9+.-]*:|\/)|\.html(#|$)/i.test(address) ? address : undefined;
}

const fragments = markedWith(() => '', ofDocument);
/** The same descriptions stand on many pages of a large document. */
const known = new Map<string, string>();
const lines = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** The same of a text that was rendered before. */
function kept(known: Map<string, string>, markdown: string, render: () => string): string {
  if (known.size > MOST_KNOWN) known.clear();
  return remembered(known, markdown, render);
}

/** A description as HTML, in blocks. */
export function renderProse(markdown: string): string {
  return kept(known, markdown, () => {
    // Nothing that Markdown would see: most descriptions of a large document.
    const isPlain = /^[\p{L}(][^\\`*_[\]<>&~|#@\n]*$/u.test(markdown) && !/:\/\/|www\./i.test(markdown);
    return isPlain ? `<p>${markdown}</p>\n` : fragments.parse(markdown, { async: false });
  });
}

/** Markdown of one line as HTML without a paragraph around it. */
export function renderInline(markdown: string): string {
  if (/^[A-Za-z0-9 ,.()-]*$/.test(markdown) && !/www/i.test(markdown)) return markdown;
  return kept(lines, markdown, () => fragments.parseInline(markdown, { async: false }));
}

function markedWith(
  take: (level: number, text: string) => string,
  resolve: LinkResolver = (address) => address,
): Marked {
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      // In a table there is no other way to a second line.
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (/^<br ?\/?>$/i.test(text) ? '<br>' : escapeHtml(text)),
      heading({ tokens, depth }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        const slug = take(depth, textOf(inner));
        return slug === '' ? `<p><strong>${inner}</strong></p>\n` : headingHtml(depth, slug, inner);
      },
      codespan: ({ text }: Tokens.Codespan) => `<code>${escapeText(text)}</code>`,
      text(token: Tokens.Text | Tokens.Escape) {
        if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
        // What is an entity already stays one.
        return token.text.replace(/&(?!#?\w+;)|[<>]/g, (sign) => escapeText(sign));
      },
      code: ({ text, lang }: Tokens.Code) => codeBlock(text, lang ?? ''),
      link({ href, title, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const address = safeAddress(href);
        const leads = address === undefined ? undefined : resolve(address);
        if (leads === undefined) return inner;
        const about = title ? ` title="${escapeHtml(title)}"` : '';
        return `<a href="${escapeHtml(leads)}"${about}>${inner}</a>`;
      },
      image: ({ href, text }: Tokens.Image) => {
        // The site has no pictures of a document's.
        const leads = resolve === ofDocument && !href.startsWith('/') ? undefined : resolve(href);
        const address = leads === undefined ? undefined : safeAddress(leads);
        if (address === undefined || /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return escapeHtml(text);
        return `<img src="${escapeHtml(address)}" alt="${escapeHtml(text)}">`;
      },
      table(token: Tokens.Table) {
        const inline = ({ tokens }: Tokens.TableCell): string => this.parser.parseInline(tokens);
        const rows = token.rows.map((cells) => cells.map(inline));
        return tableHtml(token.header.map(inline), rows);
      },
      blockquote({ tokens }: Tokens.Blockquote) {
        const inner = this.parser
          .parse(tokens)
          .replace(/^<p>\[!(\w+)\]\s*/, (mark, word: string) =>
            labelOf(word) ? `<p><strong>${capitalize(word.toLowerCase())}.</strong> ` : mark,
          );
        const label = labelOf(/^<p><strong>(\w+)[.:]?<\/strong>/.exec(inner)?.[1] ?? '');
        return label === undefined
          ? `<blockquote>\n${inner}</blockquote>\n`
          : `<div class="note ${label}" role="note">\n${inner}</div>\n`;
      },
    },
  });
  return marked;
}

/** A heading that says nothing is none. */
function headCell(cell: string): string {
  return cell === '' ? '<td></td>' : `<th scope="col">${cell}</th>`;
}

/** A table of cells that are HTML already. On a phone a row becomes a list, and each cell needs the name of its column. */
export function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const labels = head.map((cell) => escapeHtml(textOf(cell)));
  const line = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell, column) => `<td data-label="${labels[column] ?? ''}">${cell}</td>`).join('')}</tr>\n`;
  return `<div class="table"><table>\n<thead>\n<tr>${head.map(headCell).join('')}</tr>\n</thead>\n<tbody>\n${rows.map(line).join('')}</tbody>\n</table></div>\n`;
}

export function codeBlock(text: string, language: string): string {
  const [name = ''] = language.trim().toLowerCase().split(/\s/, 1);
  return `<pre><code>${highlight(text, name)}</code></pre>\n`;
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
