import { footerHtml, headerHtml, headTags, type Navigation } from './html/layout.ts';
import { readStyle } from './html/style.ts';
import { escapeHtml } from './html/text.ts';
import { publish, type Rendered } from './publish.ts';
import type { Site } from './site.ts';

const PATH = 'reference.html';

/** The reference of Redocly as a page of the site, its script, and both in one file that opens from disk. */
export function referenceFiles(site: Site, navigation: Navigation, rendered: Rendered): Map<string, string> {
  const description = `Reference of ${site.title}: all operations on one page, with a search.`;
  const style = readStyle('reference');
  const head = headTags(
    { ...navigation, stylesheet: style.path },
    { path: PATH, description, markdown: 'index.md' },
    '',
  );
  const offline = headTags({ ...navigation, address: undefined }, { path: PATH, description, hidden: true }, '');
  const { page, renderer, single } = publish(
    rendered,
    {
      head: `${head}\n${withoutScripts()}`,
      header: `${headerHtml(navigation, 'reference', '')}\n${noScriptText(navigation)}`,
      footer: footerHtml(''),
    },
    {
      head: `${offline.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>\n${style.text}</style>`)}\n${withoutScripts()}`,
      header: `<header class="site-header"><span class="brand">${escapeHtml(site.title)} <span class="version">${escapeHtml(site.version)}</span></span></header>\n<noscript><p class="no-script">This file needs JavaScript.</p></noscript>`,
      footer: '',
    },
  );
  return new Map([
    [PATH, page],
    [style.path, style.text],
    [renderer.path, renderer.text],
    ['reference-offline.html', single],
  ]);
}

function withoutScripts(): string {
  return '<noscript><style>#redoc { display: none; }</style></noscript>';
}

function noScriptText({ title }: Navigation): string {
  return `<noscript><main class="no-script"><h1>${escapeHtml(title)}</h1><p>This page needs JavaScript. <a href="operations.html">The operations</a> have the same without, each on a page of its own, and <a href="index.md">index.md</a> has everything in one file.</p></main></noscript>`;
}
