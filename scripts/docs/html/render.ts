import { Marked, type Tokens } from 'marked';
import { capitalize } from '../../../src/openapi/names.ts';
import { headingSlug, Slugs } from '../names.ts';
import { highlight } from './highlight.ts';
import { escapeHtml, safeAddress } from './text.ts';

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

const LABELS: Readonly<Record<string, string>> = {
  tip: 'tip',
  note: 'tip',
  important: 'tip',
  warning: 'warning',
  caution: 'warning',
};

/** Markdown as HTML that holds no HTML of the Markdown's own, no script and no picture from elsewhere. */
export function renderMarkdown(markdown: string, resolve: LinkResolver = (address) => address): Rendered {
  const slugs = new Slugs();
  const headings: Heading[] = [];
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
      heading({ tokens, depth }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        const text = textOf(inner);
        const slug = slugs.take(headingSlug(text));
        headings.push({ level: depth, text, slug });
        return `<h${depth} id="${escapeHtml(slug)}"><a class="anchor" href="#${escapeHtml(encodeURIComponent(slug))}">${inner}</a></h${depth}>\n`;
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
        const leads = resolve(href);
        const address = leads === undefined ? undefined : safeAddress(leads);
        if (address === undefined || /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return escapeHtml(text);
        return `<img src="${escapeHtml(address)}" alt="${escapeHtml(text)}">`;
      },
      table(token: Tokens.Table) {
        const labels = token.header.map(({ tokens }) => textOf(this.parser.parseInline(tokens)));
        const head = token.header.map(({ tokens }) => `<th>${this.parser.parseInline(tokens)}</th>`).join('');
        // On a phone a row becomes a list, and each cell needs the name of its column.
        const cell = ({ tokens }: Tokens.TableCell, column: number): string =>
          `<td data-label="${escapeHtml(labels[column] ?? '')}">${this.parser.parseInline(tokens)}</td>`;
        const body = token.rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>\n`).join('');
        // What can be scrolled sideways must be reached by keyboard, and have a name.
        return `<div class="table" role="group" aria-label="${escapeHtml(`Table: ${labels.join(', ')}`)}" tabindex="0"><table>\n<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>\n${body}</tbody>\n</table></div>\n`;
      },
      blockquote({ tokens }: Tokens.Blockquote) {
        const inner = this.parser
          .parse(tokens)
          .replace(/^<p>\[!(\w+)\]\s*/, (mark, word: string) =>
            Object.hasOwn(LABELS, word.toLowerCase())
              ? `<p><strong>${capitalize(word.toLowerCase())}.</strong> `
              : mark,
          );
        const [, first = ''] = /^<p><strong>(\w+)[.:]?<\/strong>/.exec(inner) ?? [];
        const label = Object.hasOwn(LABELS, first.toLowerCase()) ? LABELS[first.toLowerCase()] : undefined;
        return label === undefined
          ? `<blockquote>\n${inner}</blockquote>\n`
          : `<div class="note ${label}" role="note">\n${inner}</div>\n`;
      },
    },
  });
  return { html: marked.parse(markdown, { async: false }), headings };
}

export function codeBlock(text: string, language: string): string {
  const [name = ''] = language.trim().toLowerCase().split(/\s/, 1);
  return `<pre tabindex="0"><code>${highlight(text, name)}</code></pre>\n`;
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
