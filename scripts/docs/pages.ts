import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { stringify } from 'yaml';
import type { LoadedDocument } from '../load.ts';
import { assetsOf, type Guide, guideFile, guideHtml, linksOf, readGuides } from './guides.ts';
import { htmlPage, type Navigation, type Page } from './html/layout.ts';
import { guideSidebar, guidesPage, homePage, notFoundPage, operationsPage } from './html/list-pages.ts';
import { operationPage } from './html/operation-page.ts';
import { type LinkResolver, renderMarkdown } from './html/render.ts';
import { readStyle } from './html/style.ts';
import { escapeHtml } from './html/text.ts';
import type { DocsJob } from './job.ts';
import { type Entry, llmsText, operationFile, wholeMarkdown } from './markdown/whole.ts';
import type { Site } from './site.ts';

type Files = Map<string, string | Uint8Array>;

/** All files of the site but the reference, and what the reference needs to be one of its pages. */
export function siteFiles(
  job: DocsJob,
  site: Site,
  loaded: LoadedDocument,
  bundled: string,
): { readonly files: Files; readonly navigation: Navigation } {
  const { guides, list } = readGuides(job.guides);
  const style = readStyle('pages');
  const navigation = navigationOf(job, site, guides, style.path);
  const linksIn = linkTable(job, guides);
  const pages: Page[] = [
    homePage(site, guides),
    operationsPage(site),
    ...site.groups.flatMap((group) => group.operations.map((operation) => operationPage(site, group, operation))),
    ...(guides.length > 0 ? [guidesPage(site, guides, introOf(list))] : []),
    ...guides.map((guide) => guidePage(guides, guide, linksIn(guide.file, guide.path))),
    ...(job.changelog === undefined ? [] : [changelogPage(job.changelog, linksIn(job.changelog, 'changelog.html'))]),
    notFoundPage(job.url === undefined ? '/' : new URL(job.url).pathname),
  ];
  const files: Files = new Map(pages.map((page) => [page.path, htmlPage(navigation, page)]));
  for (const operation of site.operations) files.set(`operations/${operation.slug}.md`, operationFile(site, operation));
  for (const guide of guides)
    files.set(guide.path.replace(/html$/, 'md'), guideFile(guide, linksIn(guide.file, guide.path)));
  for (const name of assetsOf(job.guides)) {
    files.set(`guides/${name.replaceAll('\\', '/')}`, readFileSync(join(job.guides ?? '', name)));
  }
  const visible = pages.filter(({ hidden }) => !hidden).map(({ path }) => path);
  files.set('index.md', wholeMarkdown(site));
  files.set('llms.txt', llmsText(site, guides.map(entryOf), moreEntries(job)));
  files.set('openapi.json', `${JSON.stringify(site.document.root, null, 2)}\n`);
  files.set('openapi.yaml', yamlOf(loaded, bundled));
  files.set('sitemap.xml', sitemap([...visible, 'reference.html'].sort(), job.url));
  files.set(style.path, style.text);
  // Without it, GitHub Pages would leave out what begins with an underscore.
  files.set('.nojekyll', '');
  return { files, navigation };
}

function navigationOf(
  job: DocsJob,
  { title, version }: Site,
  guides: readonly Guide[],
  stylesheet: string,
): Navigation {
  return {
    title,
    version,
    links: [
      { text: 'Reference', path: 'reference.html', section: 'reference' },
      { text: 'Operations', path: 'operations.html', section: 'operations' },
      ...(guides.length > 0 ? [{ text: 'Guides', path: 'guides/index.html', section: 'guides' }] : []),
      ...(job.changelog === undefined ? [] : [{ text: 'Changelog', path: 'changelog.html', section: 'changelog' }]),
    ],
    stylesheet,
    address: job.url,
  };
}

/** Where files of the repository stand in the site. A link that leads to none of them is told once. */
function linkTable(job: DocsJob, guides: readonly Guide[]): (file: string, path: string) => LinkResolver {
  const files = new Map([
    [job.spec, 'openapi.yaml'],
    ...(job.changelog === undefined ? [] : [[job.changelog, 'changelog.html'] as const]),
    ...guides.map(({ file, path }) => [file, path] as const),
    ...(job.guides === undefined ? [] : [[join(job.guides, 'README.md'), 'guides/index.html'] as const]),
    ...assetsOf(job.guides).map((name) => [join(job.guides ?? '', name), `guides/${name}`] as const),
  ]);
  return (file, path) =>
    linksOf(file, path, files, (address) =>
      job.warn(
        `${job.shown(file)} links to ${address}, which is not part of the site; its text stays, without the link.`,
      ),
    );
}

function guidePage(guides: readonly Guide[], guide: Guide, links: LinkResolver): Page {
  const at = guides.indexOf(guide);
  const next = guides[at + 1];
  const way = next
    ? `\n<p class="next"><a href="${next.path.replace(/^guides\//, '')}">Next: ${escapeHtml(next.title)}</a></p>`
    : '';
  return {
    path: guide.path,
    title: guide.title,
    description: guide.about.slice(0, 160),
    section: 'guides',
    sidebar: guideSidebar(guides, guide),
    main: guideHtml(guide, links) + way,
    markdown: guide.path.replace(/html$/, 'md'),
  };
}

function changelogPage(file: string, links: LinkResolver): Page {
  return {
    path: 'changelog.html',
    title: 'Changelog',
    description: 'What changed from version to version.',
    section: 'changelog',
    sidebar: '',
    main: renderMarkdown(readFileSync(file, 'utf8'), links).html,
  };
}

/** What the list of guides says before its list. */
function introOf(list: string | undefined): string {
  const text = (list ?? '').replace(/^# .+$/m, '').split(/^(?:[-*|]|\d+\.) ?/m, 1)[0] ?? '';
  return renderMarkdown(text.trim(), () => undefined).html;
}

function entryOf({ title, path, about }: Guide): Entry {
  return { title, address: path.replace(/html$/, 'md'), about };
}

function moreEntries({ changelog }: DocsJob): Entry[] {
  return [
    { title: 'OpenAPI document', address: 'openapi.yaml', about: 'The contract that all of this is made from' },
    ...(changelog === undefined ? [] : [{ title: 'Changelog', address: 'changelog.html', about: '' }]),
  ];
}

/** A contract in one file of YAML as it was written, with its comments; any other made from the bundle. */
function yamlOf({ file, files }: LoadedDocument, bundled: string): string {
  if (files.size === 1 && extname(file) !== '.json') return readFileSync(file, 'utf8');
  return stringify(JSON.parse(bundled), { lineWidth: 120, aliasDuplicateObjects: false });
}

/** Without an address all places are written from the root of the host. */
function sitemap(paths: readonly string[], url: string | undefined): string {
  const places = paths.map((path) => {
    const short = path.replace(/(^|\/)index\.html$/, '$1');
    return `  <url><loc>${escapeHtml(url === undefined ? `/${short}` : new URL(short, url).href)}</loc></url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...places,
    '</urlset>',
    '',
  ].join('\n');
}
