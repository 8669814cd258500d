import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative, sep } from 'node:path';
import { stringify } from 'yaml';
import type { LoadedDocument } from '../load.ts';
import { assetsOf, type Guide, guideFile, linksOf, readGuides } from './guides.ts';
import { htmlPage, type Navigation, type Page } from './html/layout.ts';
import { guideSidebar, guidesPage, homePage, notFoundPage, operationsPage } from './html/list-pages.ts';
import { operationPage } from './html/operation-page.ts';
import { codeBlock, type LinkResolver, renderMarkdown } from './html/render.ts';
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
  const sources = new Map<string, string>();
  const linksIn = linkTable(job, guides, sources);
  const pages: Page[] = [
    homePage(site, guides),
    operationsPage(site),
    ...site.groups.flatMap((group) => group.operations.map((operation) => operationPage(site, group, operation))),
    ...(guides.length > 0 ? [guidesPage(site, guides, introOf(list))] : []),
    ...guides.map((guide) => guidePage(guides, guide, linksIn(guide.file, guide.path))),
    ...(job.changelog === undefined ? [] : [changelogPage(job.changelog, linksIn(job.changelog, 'changelog.html'))]),
    notFoundPage(job.url === undefined ? '/' : new URL(job.url).pathname),
  ];
  pages.push(...[...sources].sort().map(([file, path]) => sourcePage(file, path)));
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

/** Code that a guide may lead to, by the ending of its name. */
const CODE: Readonly<Record<string, string>> = {
  ...{ '.ts': 'typescript', '.tsx': 'typescript', '.js': 'javascript', '.mjs': 'javascript', '.php': 'php' },
  ...{ '.json': 'json', '.yaml': 'yaml', '.yml': 'yaml', '.sh': 'bash' },
};

/**
 * Where files of the repository stand in the site. Code beside the guides' folder gets a page in `sources` as soon as a
 * guide leads to it; a link that leads to anything else is told once.
 */
function linkTable(
  job: DocsJob,
  guides: readonly Guide[],
  sources: Map<string, string>,
): (file: string, path: string) => LinkResolver {
  const told = new Set<string>();
  const files = new Map([
    [job.spec, 'openapi.yaml'],
    ...(job.changelog === undefined ? [] : [[job.changelog, 'changelog.html'] as const]),
    ...guides.map(({ file, path }) => [file, path] as const),
    ...(job.guides === undefined ? [] : [[join(job.guides, 'README.md'), 'guides/index.html'] as const]),
    ...assetsOf(job.guides).map((name) => [join(job.guides ?? '', name), `guides/${name}`] as const),
  ]);
  const sourceOf = (file: string): string | undefined => {
    const way = relative(dirname(job.guides ?? job.root), file);
    const shown = CODE[extname(file)] !== undefined && !/^\.\.|^\/|node_modules/.test(way) && existsSync(file);
    if (!shown) return undefined;
    const path = `sources/${way.split(sep).join('/')}.html`;
    sources.set(file, path);
    return path;
  };
  const lost = (file: string, address: string): void => {
    const text = `${job.shown(file)} links to ${address}, which is not part of the site; its text stays, without the link.`;
    if (!told.has(text)) job.warn(text);
    told.add(text);
  };
  return (file, path) => linksOf(file, path, files, (address) => lost(file, address), sourceOf);
}

function sourcePage(file: string, path: string): Page {
  const name = path.replace(/^sources\/|\.html$/g, '');
  return {
    path,
    title: name,
    description: `The code of ${name}.`,
    section: 'guides',
    main: `<h1>${escapeHtml(name)}</h1>\n${codeBlock(readFileSync(file, 'utf8'), CODE[extname(file)] ?? '')}`,
  };
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
    main: renderMarkdown(guide.markdown, links).html + way,
    markdown: guide.path.replace(/html$/, 'md'),
  };
}

function changelogPage(file: string, links: LinkResolver): Page {
  return {
    path: 'changelog.html',
    title: 'Changelog',
    description: 'What changed from version to version.',
    section: 'changelog',
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
