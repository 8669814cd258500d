import { gfm } from '@joplin/turndown-plugin-gfm';
import { Marked } from 'marked';
import Turndown from 'turndown';
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

/** Markdown that says what Markdown with HTML in it says. */
export function markdownOf(text: string): string {
  return hasHtml(text) ? turndown.turndown(marked.parse(text, { async: false })) : text;
}
