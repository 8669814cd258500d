import type { Guide } from '../guides.ts';
import { fileOf } from '../markdown/pages.ts';
import { descriptionOf, inWords, linkTo, oneLine, plain } from '../markdown/text.ts';
import type { Site } from '../site.ts';
import { type Block, present, section } from '../view/block.ts';
import { type Context, htmlContext } from '../view/component.ts';
import { aboutBlocks, callBlocks, groupBlocks, termsBlocks } from '../view/info.ts';
import { type Checked, isAllKnown, knownBlocks } from '../view/known.ts';
import { linkBlocks, linkListBlocks } from '../view/link.ts';
import { authenticationBlocks } from '../view/security.ts';
import { guideCards } from './guide-pages.ts';
import { type Page, pageOf, type Way } from './page.ts';
import { escapeHtml } from './text.ts';
import { HtmlWriter } from './write.ts';

/** More operations than this on the front page nobody looks through. */
const MOST_AT_HOME = 24;

/** The front page: what the API is, and where to go on. */
export function homePage(site: Site, guides: readonly Guide[]): Page {
  const { operations } = site;
  const [start] = guides;
  const { to } = htmlContext(site, 'index');
  const writer = new HtmlWriter();
  const button = (path: string, title: string, index: number): string =>
    `<a class="button${index === 0 ? ' first' : ''}" href="${path}">${escapeHtml(title)}</a>`;
  const actions = [...(start ? [[start.path, start.title] as const] : []), ['operations.html', 'Operations'] as const];
  const all = `${linkTo(`All ${operations.length} operations`, to('operations'))}, each on a page of its own.`;
  const shown = operations.length <= MOST_AT_HOME ? groupBlocks(site, to, 3) : all;
  return {
    path: 'index.html',
    title: site.title,
    description: inWords(site.summary),
    section: 'home',
    main: [
      `<div class="hero"><h1 dir="auto">${escapeHtml(site.title)}</h1>`,
      `<p class="lead" dir="auto">${escapeHtml(oneLine(site.summary))}</p>`,
      `<p class="actions">${actions.map(([path, title], index) => button(path, title, index)).join('')}</p></div>`,
      writer.write([...aboutBlocks(site), ...section(2, 'Operations', shown)]),
      ...(guides.length > 0 ? [writer.heading(2, 'Guides'), guideCards(guides, '')] : []),
      writer.write(termsBlocks(site, to)),
    ].join('\n'),
    markdown: 'index.md',
  };
}

/** All operations, under their tags. */
export function operationsPage(site: Site): Page {
  const html = new HtmlWriter().write(groupBlocks(site, htmlContext(site, 'operations').to, 2));
  return listPage('operations', 'Operations', `All operations of ${site.title}.`, html);
}

/** What the API calls itself, links, schemas, how to authenticate: each where there is any. */
export function furtherPages(site: Site): Page[] {
  const { webhooks, callbacks, links, schemas, model, title } = site;
  const list = (path: string, name: string, about: string, blocks: (to: Context['to']) => Block[]): Page[] => {
    const items = blocks(htmlContext(site, path).to);
    return items.length > 0 ? [listPage(path, name, about, new HtmlWriter().write(present(plain(about), items)))] : [];
  };
  const { address } = htmlContext(site, 'schemas');
  const names = [...schemas.keys()].map(
    (name) => `<li dir="auto"><a href="${address(name)}">${escapeHtml(name)}</a></li>`,
  );
  // All on one page need no list.
  const isList = [...schemas.values()].some(({ page }) => page !== 'schemas');
  return [
    ...list('webhooks', 'Webhooks', `Requests that ${title} sends by itself.`, (to) => callBlocks(webhooks, to)),
    ...list('callbacks', 'Callbacks', `Requests that ${title} sends because of an operation.`, (to) =>
      callBlocks(callbacks, to),
    ),
    ...list('links', 'Links', `What can be called with what an answer of ${title} holds.`, (to) =>
      linkListBlocks(site, to),
    ),
    ...links.flatMap((link) => {
      const { path, title: name, source, of } = link;
      const owner: Way = [`${of.path}.html`, of.title];
      const crumbs: Way[] = [['links.html', 'Links'], owner];
      return sheet(site, path, name, descriptionOf(source, name), (context) => linkBlocks(context, link), crumbs);
    }),
    ...(isList
      ? [listPage('schemas', 'Schemas', `All schemas of ${title}.`, `<ul class="names">\n${names.join('\n')}\n</ul>`)]
      : []),
    ...sheet(site, 'authentication', 'Authentication', `How to authenticate with ${title}.`, () =>
      authenticationBlocks(model),
    ),
  ];
}

/** What is known and what is not, and where each fact comes from; none where all of it is documented. */
export function knownPages(site: Site, checked: Checked | undefined): Page[] {
  if (isAllKnown(site)) return [];
  const about = `What is known of ${site.title} and what is not, and where each fact comes from.`;
  return sheet(site, 'known', 'What is known, and how', about, (context) => knownBlocks(context, checked));
}

/** A page in both forms, where there is anything to say. */
function sheet(
  site: Site,
  path: string,
  title: string,
  description: string,
  blocks: (context: Context) => Block[],
  crumbs: readonly Way[] = [],
): Page[] {
  const html = new HtmlWriter().write(blocks(htmlContext(site, path)));
  const text = (): string => fileOf(site, path, title, blocks);
  return html === '' ? [] : [{ ...listPage(path, title, description, html), crumbs, markdown: `${path}.md`, text }];
}

/** A page that in Markdown is a part of the whole. */
function listPage(path: string, title: string, description: string, html: string): Page {
  return { ...pageOf(path, 'operations', title, description, html), markdown: 'index.md' };
}

/**
 * The page of an address that leads nowhere. A server shows it at any depth, so what it leads to begins at the root: which
 * is known where it is known where the site will be.
 */
export function notFoundPage(base: string | undefined): Page {
  const ways = `<a href="${base}operations.html">the operations</a> or <a href="${base}index.html">from the start</a>`;
  const way = base === undefined ? 'the list of operations, on the front page of this site' : ways;
  const text = `<p>There is no page at this address. It may have been renamed: look for it in ${way}.</p>`;
  return { ...pageOf('404', '', 'Not found', 'This page does not exist.', text), base: base ?? '', hidden: true };
}
