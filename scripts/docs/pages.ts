import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { readScript, readStyle } from './assets.ts';
import { assetsOf, type Guide, guideFile, readGuides } from './guides.ts';
import { barePage, htmlPage, type Navigation, type Page } from './html/layout.ts';
import {
  furtherPages,
  guideSidebar,
  guidesPage,
  homePage,
  knownPages,
  notFoundPage,
  operationsPage,
} from './html/list-pages.ts';
import { operationPage, schemaPages } from './html/operation-page.ts';
import { type Heading, type LinkResolver, renderMarkdown } from './html/render.ts';
import type { DocsJob } from './job.ts';
import { linkTable, sourcePage } from './links.ts';
import { type Entry, llmsText } from './markdown/llms.ts';
import { authenticationFile, knownFile, linkFile, operationFile, wholeFiles } from './markdown/pages.ts';
import { searchIndex } from './search.ts';
import type { Site } from './site.ts';
import type { SiteFile } from './site-folder.ts';
import { siteMap } from './site-map.ts';
import { readChecked } from './view/known.ts';

/** All files of the site but the reference. Returns what the reference needs to be one of its pages. */
export function* siteFiles(
  job: DocsJob,
  site: Site,
  documents: ReadonlyMap<string, string>,
  slot: (operation: OperationModel) => string,
): Generator<SiteFile, Navigation> {
  const { guides, list } = readGuides(job.guides);
  const sources = new Map<string, string>();
  const linksIn = linkTable(job, guides, sources);
  const rendered = guides.map((guide) => ({
    guide,
    ...renderMarkdown(guide.markdown, linksIn(guide.file, guide.path)),
  }));
  const [style, script] = [readStyle('pages'), readScript()];
  const search = searchIndex(
    site,
    rendered.map(({ guide, headings }) => [guide, headings]),
  );
  const navigation = navigationOf(
    job,
    site,
    guides,
    { stylesheet: style.path, script: script.path, search: search.path },
    documents,
  );
  const sizes = new Map<string, number>();
  const visible: string[] = ['reference.html'];
  const file = (path: string, content: string | Uint8Array): SiteFile => {
    sizes.set(path, Buffer.byteLength(content));
    return [path, content];
  };
  const page = (made: Page): SiteFile => {
    visible.push(made.path);
    return file(made.path, htmlPage(navigation, made));
  };
  for (const { path, text } of [style, script, search]) yield file(path, text);
  for (const [path, text] of documents) yield file(path, text);
  for (const each of [homePage(site, guides), operationsPage(site), ...furtherPages(site)]) yield page(each);
  for (const around of [site.operations, site.webhooks, site.callbacks]) {
    for (const operation of around) {
      yield page(operationPage(site, operation, around, operation.request && slot(operation.model)));
      yield file(`${operation.path}.md`, operationFile(site, operation));
    }
  }
  for (const link of site.links) yield file(`${link.path}.md`, linkFile(site, link));
  for (const each of schemaPages(site)) yield page(each);
  if (site.model.securitySchemes.size > 0) yield file('authentication.md', authenticationFile(site));
  const checked = readChecked(job.checked);
  for (const each of knownPages(site, checked)) yield page(each);
  const known = knownFile(site, checked);
  if (known !== undefined) yield file('known.md', known);
  if (guides.length > 0) yield page(guidesPage(site, guides, introOf(list)));
  for (const { guide, html, headings } of rendered) {
    yield page(guidePage(guides, guide, html, headings));
    yield file(guide.path.replace(/html$/, 'md'), guideFile(guide, linksIn(guide.file, guide.path)));
  }
  if (job.changelog !== undefined) yield page(changelogPage(job.changelog, linksIn(job.changelog, 'changelog.html')));
  for (const [source, path] of [...sources].sort()) yield page(sourcePage(source, path));
  for (const name of assetsOf(job.guides))
    yield file(`guides/${name.replaceAll('\\', '/')}`, readFileSync(join(job.guides ?? '', name)));
  for (const [path, text] of wholeFiles(site)) yield file(path, text);
  const base = job.url === undefined ? undefined : new URL(job.url).pathname;
  yield file(
    '404.html',
    base === undefined
      ? barePage(navigation, notFoundPage(base), style.text)
      : htmlPage(navigation, notFoundPage(base)),
  );
  yield file(
    'llms.txt',
    llmsText(site, guides.map(entryOf), moreEntries(job), (path) => sizes.get(path), job.url),
  );
  yield* siteMap(visible.sort(), job.url);
  const icons = join(import.meta.dirname, 'icons');
  for (const name of readdirSync(icons).sort()) yield file(name, readFileSync(join(icons, name)));
  // Without it, GitHub Pages would leave out what begins with an underscore.
  yield file('.nojekyll', '');
  return navigation;
}

function navigationOf(
  job: DocsJob,
  { title, version }: Site,
  guides: readonly Guide[],
  assets: Pick<Navigation, 'stylesheet' | 'script' | 'search'>,
  documents: ReadonlyMap<string, string>,
): Navigation {
  const words: Readonly<Record<string, string>> = {
    'openapi.json': 'OpenAPI (JSON)',
    'openapi.yaml': 'OpenAPI (YAML)',
  };
  return {
    ...{ title, version, ...assets, language: job.language, address: job.url },
    links: [
      { text: 'Operations', path: 'operations.html', section: 'operations' },
      ...(guides.length > 0 ? [{ text: 'Guides', path: 'guides/index.html', section: 'guides' }] : []),
      { text: 'Reference', path: 'reference.html', section: 'reference' },
      ...(job.changelog === undefined ? [] : [{ text: 'Changelog', path: 'changelog.html', section: 'changelog' }]),
    ],
    downloads: [
      ['index.md', 'Markdown'],
      ['llms.txt', 'llms.txt'],
      ...[...documents.keys()]
        .sort()
        .reverse()
        .map((path) => [path, words[path] ?? path] as const),
      ['reference-offline.html', 'One file for offline reading'],
    ],
  };
}

function guidePage(guides: readonly Guide[], guide: Guide, html: string, headings: readonly Heading[]): Page {
  const at = guides.indexOf(guide);
  const wayTo = (each: Guide | undefined): Page['before'] => each && [each.path, each.title];
  return {
    path: guide.path,
    title: guide.title,
    description: guide.description,
    section: 'guides',
    kind: 'guide',
    sidebar: guideSidebar(guides, guide),
    contents: headings,
    main: html,
    before: wayTo(guides[at - 1]),
    after: wayTo(guides[at + 1]),
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
    { title: 'OpenAPI document', address: 'openapi.json', about: 'The contract that all of this is made from' },
    ...(changelog === undefined ? [] : [{ title: 'Changelog', address: 'changelog.html', about: '' }]),
  ];
}
