import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorsOf, withAnchors, withAnchorsInMarkdown } from './anchors.ts';
import { readScript, readStyle } from './assets.ts';
import { assetsOf } from './guides.ts';
import { type Written, writtenPages } from './html/guide-pages.ts';
import { barePage, htmlPage } from './html/layout.ts';
import { furtherPages, homePage, knownPages, notFoundPage, operationsPage } from './html/list-pages.ts';
import { operationPage, schemaPages } from './html/operation-page.ts';
import type { Navigation, Page } from './html/page.ts';
import { escapeHtml } from './html/text.ts';
import type { DocsJob } from './job.ts';
import { llmsText } from './markdown/llms.ts';
import { wholeFiles } from './markdown/pages.ts';
import { addressOf } from './names.ts';
import { searchIndex } from './search.ts';
import type { Site } from './site.ts';
import type { SiteFile } from './site-folder.ts';
import type { TryIt } from './try/files.ts';
import { readChecked } from './view/known.ts';

/** What can be read in other forms than pages. */
const DOWNLOADS: Readonly<Record<string, string>> = {
  'index.md': 'Markdown',
  'llms.txt': 'llms.txt',
  'openapi.yaml': 'OpenAPI (YAML)',
  'openapi.json': 'OpenAPI (JSON)',
  'reference-offline.html': 'One file for offline reading',
};

const MORE = [
  { title: 'OpenAPI document', address: 'openapi.json', about: 'The contract that all of this is made from' },
  { title: 'Changelog', address: 'changelog.html', about: '' },
];

/** All files of the site but the reference. Returns what the reference needs to be one of its pages. */
export async function* siteFiles(
  job: DocsJob,
  site: Site,
  documents: ReadonlyMap<string, string>,
  slot: TryIt['slot'],
): AsyncGenerator<SiteFile, Navigation> {
  const written = writtenPages(job, site);
  const { guides, headings } = written;
  const stylesheet = await readStyle('pages');
  const script = await readScript('page', 'main.ts');
  const search = searchIndex(site, guides, headings);
  const navigation: Navigation = {
    ...{ title: site.title, version: site.version, language: job.language, address: job.url },
    ...{ stylesheet: stylesheet.path, script: script.path, search: search.path },
    links: [
      { text: 'Operations', path: 'operations.html', section: 'operations' },
      ...(guides.length > 0 ? [{ text: 'Guides', path: 'guides/index.html', section: 'guides' }] : []),
      { text: 'Reference', path: 'reference.html', section: 'reference' },
      ...(job.changelog === undefined ? [] : [{ text: 'Changelog', path: 'changelog.html', section: 'changelog' }]),
    ],
    downloads: Object.entries(DOWNLOADS).filter(([path]) => !path.startsWith('openapi') || documents.has(path)),
  };
  const sizes = new Map<string, number>();
  const visible: string[] = ['reference.html'];
  const file = (path: string, content: string | Uint8Array): SiteFile => {
    sizes.set(path, Buffer.byteLength(content));
    return [path, content];
  };
  const anchors = anchorsOf(site);
  const markdown = (path: string, text: string): SiteFile => file(path, withAnchorsInMarkdown(text, path, anchors));
  for (const { path, text } of [stylesheet, script, search]) yield file(path, text);
  for (const [path, text] of documents) yield file(path, text);
  for (const page of pagesOf(job, site, written, slot)) {
    visible.push(page.path);
    yield file(page.path, withAnchors(htmlPage(navigation, page), page.path, anchors));
    if (page.markdown !== undefined && page.text) yield markdown(page.markdown, page.text());
  }
  for (const name of assetsOf(job.guides))
    yield file(`guides/${name.replaceAll('\\', '/')}`, readFileSync(join(job.guides ?? '', name)));
  for (const [path, text] of wholeFiles(site)) yield markdown(path, text);
  const missing = notFoundPage(job.url === undefined ? undefined : new URL(job.url).pathname);
  yield [
    '404.html',
    job.url === undefined ? barePage(navigation, missing, stylesheet.text) : htmlPage(navigation, missing),
  ];
  const entries = guides.map(({ title, path, about }) => ({ title, address: path.replace(/html$/, 'md'), about }));
  yield ['llms.txt', llmsText(site, entries, MORE, (path) => sizes.get(path), job.url)];
  yield* siteMap(visible.sort(), job.url);
  const icons = join(import.meta.dirname, 'icons');
  for (const name of readdirSync(icons)) yield [name, readFileSync(join(icons, name))];
  // Without it, GitHub Pages would leave out what begins with an underscore.
  yield ['.nojekyll', ''];
  return navigation;
}

/** All pages, in the order in which readers come to them. */
function* pagesOf(job: DocsJob, site: Site, written: Written, slot: TryIt['slot']): Generator<Page> {
  yield homePage(site, written.guides);
  yield operationsPage(site);
  yield* furtherPages(site);
  for (const around of [site.operations, site.webhooks, site.callbacks])
    for (const operation of around)
      yield operationPage(site, operation, around, operation.request && slot(operation.model, operation.request));
  yield* schemaPages(site);
  yield* knownPages(site, readChecked(job.checked));
  yield* written.pages;
}

/** What machines read first. A map needs absolute addresses, so that without one there is only what allows all to read. */
function siteMap(paths: readonly string[], url: string | undefined): SiteFile[] {
  const rules = 'User-agent: *\nAllow: /\n';
  if (url === undefined) return [['robots.txt', rules]];
  const places = paths.map((path) => `  <url><loc>${escapeHtml(addressOf(path, url))}</loc></url>`);
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  return [
    ['robots.txt', `${rules}Sitemap: ${new URL('sitemap.xml', url).href}\n`],
    ['sitemap.xml', `${head}\n${places.join('\n')}\n</urlset>\n`],
  ];
}
