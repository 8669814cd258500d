import { gfm } from '@joplin/turndown-plugin-gfm';
import { Marked } from 'marked';
import Turndown from 'turndown';
import { capitalize } from '../../src/openapi/names.ts';
import { hasHtml, TAG } from './elements.ts';

const marked = new Marked({ gfm: true });
const asText = (sign: string): string => (sign === '<' ? '&lt;' : '&gt;');
marked.use({ renderer: { html: ({ text }) => text.replace(TAG, (tag) => (tag.length > 1 ? tag : asText(tag))) } });

const turndown = new Turndown({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  bulletListMarker: '-',
  emDelimiter: '*',
});
turndown.use(gfm);
turndown.addRule('power', { filter: 'sup', replacement: (content) => `^${content}` });
const escaped = turndown.escape;
// A tag that was words stays words; marks of a note stay marks, and what stands within a word marks nothing.
turndown.escape = (text) =>
  escaped(text)
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/\\\[(!\w+)\\\]/g, '[$1]')
    .replace(/(?<=\w)\\_(?=\w)/g, '_');

/** Elements of those who write HTML for a system of their own: a note is a quote that begins with its word. */
const NOTE = /<(note|important|caution|warning|tip)>\s*(?:<p>)?([\s\S]*?)<\/\1>/gi;
const WORDS = /<(fullname|replaceable|filename)>([^<]*)<\/\1>/gi;

/** Markdown that says what Markdown with HTML in it says. */
export function markdownOf(text: string): string {
  if (!hasHtml(text)) return text;
  const html = text
    .replace(
      NOTE,
      (_, word: string, inner: string) => `<blockquote><p><b>${capitalize(word)}.</b> ${inner}</blockquote>`,
    )
    .replace(WORDS, '$2');
  // Within code a link would be written with its signs.
  const parsed = marked.parse(html, { async: false });
  return turndown.turndown(
    parsed.replace(/(?<=<code>)[\s\S]*?(?=<\/code>)/g, (code) => code.replace(/<\/?a\b[^>]*>/g, '')),
  );
}
