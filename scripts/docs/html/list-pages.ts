import { get } from '../../../src/openapi/json.ts';
import type { Guide } from '../guides.ts';
import { descriptionOf, inWords, oneLine } from '../markdown/text.ts';
import type { Site, SiteLink, SiteOperation } from '../site.ts';
import { schemaAddress } from '../view/component.ts';
import { type Context, contextFor } from '../view/context.ts';
import { aboutBlocks, tagBlocks, termsBlocks } from '../view/info.ts';
import { type Checked, isAllKnown, knownBlocks } from '../view/known.ts';
import { linkBlocks, linkListBlocks } from '../view/link.ts';
import { authenticationBlocks } from '../view/security.ts';
import type { Page } from './layout.ts';
import { escapeHtml, methodHtml } from './text.ts';
import { HtmlWriter } from './write.ts';

/** More operations than this on the front page nobody looks through. */
const MOST_AT_HOME = 24;

/** The front page: what the API is, and where to go on. */
export function homePage(site: Site, guides: readonly Guide[]): Page {
  const { operations } = site;
  const start = guides[0];
  const actions = [
    ...(start ? [`<a class="button first" href="${start.path}">${escapeHtml(start.title)}</a>`] : []),
    `<a class="button${start ? '' : ' first'}" href="operations.html">Operations</a>`,
  ];
  const writer = new HtmlWriter();
  const all = `<p><a href="operations.html">All ${operations.length} operations</a>, each on a page of its own.</p>`;
  return {
    path: 'index.html',
    title: site.title,
    description: inWords(site.summary),
    section: 'home',
    main: [
      `<div class="hero"><h1 dir="auto">${escapeHtml(site.title)}</h1>`,
      `<p class="lead" dir="auto">${escapeHtml(oneLine(site.summary))}</p>`,
      `<p class="actions">${actions.join('')}</p></div>`,
      writer.write(aboutBlocks(site)),
      writer.heading(2, 'Operations'),
      operations.length <= MOST_AT_HOME ? operationLists(site, 3) : all,
      ...(guides.length > 0 ? [writer.heading(2, 'Guides'), guideCards(guides, '')] : []),
      writer.write(termsBlocks(site, (path) => `${path}.html`)),
    ].join('\n'),
    markdown: 'index.md',
  };
}

/** All operations, under their tags. */
export function operationsPage(site: Site): Page {
  return {
    ...listPage('Operations', `All operations of ${site.title}.`),
    main: `<h1>Operations</h1>\n${operationLists(site, 2)}`,
  };
}

/** What the API calls itself, links, schemas, how to authenticate: each list where there is any. */
export function furtherPages(site: Site): Page[] {
  const { webhooks, callbacks, links, schemas, model, title } = site;
  const list = (name: string, about: string, html: string, more: Partial<Page> = {}): Page[] =>
    html === '' ? [] : [{ ...listPage(name, about), main: `<h1>${name}</h1>\n${html}`, ...more }];
  const explained = (name: string, about: string, html: string): Page[] =>
    list(name, about, html && `<p>${escapeHtml(about)}</p>\n${html}`);
  const context = contextOf(site, '');
  const names = [...schemas.keys()].map(
    (name) => `<li dir="auto"><a href="${context.address(name)}">${escapeHtml(name)}</a></li>`,
  );
  // All on one page need no list.
  const isList = [...schemas.values()].some(({ page }) => page !== 'schemas');
  return [
    ...explained('Webhooks', `Requests that ${title} sends by itself.`, listOf(webhooks)),
    ...explained('Callbacks', `Requests that ${title} sends because of an operation.`, listOf(callbacks)),
    ...explained(
      'Links',
      `What can be called with what an answer of ${title} holds.`,
      new HtmlWriter().write(linkListBlocks(site, context.to)),
    ),
    ...links.map((link) => linkPage(site, link)),
    ...list('Schemas', `All schemas of ${title}.`, isList ? `<ul class="names">\n${names.join('\n')}\n</ul>` : ''),
    ...list(
      'Authentication',
      `How to authenticate with ${title}.`,
      new HtmlWriter().write(authenticationBlocks(model)),
      { markdown: 'authentication.md' },
    ),
  ];
}

function linkPage(site: Site, link: SiteLink): Page {
  const { path, title, source, of } = link;
  return {
    ...{ path: `${path}.html`, title, description: descriptionOf(source, title), section: 'operations' },
    crumbs: [
      ['links.html', 'Links'],
      [`${of.path}.html`, of.title],
    ],
    main: `<h1 dir="auto">${escapeHtml(title)}</h1>\n${new HtmlWriter().write(linkBlocks(contextOf(site, '../'), link))}`,
    markdown: `${path}.md`,
  };
}

/** What is known and what is not, and where each fact comes from; none where all of it is documented. */
export function knownPages(site: Site, checked: Checked | undefined): Page[] {
  if (isAllKnown(site)) return [];
  const main = new HtmlWriter().write(knownBlocks(contextOf(site, ''), checked));
  return [
    {
      ...listPage('Known', `What is known of ${site.title} and what is not, and where each fact comes from.`),
      ...{ title: 'What is known, and how', main: `<h1>What is known, and how</h1>\n${main}`, markdown: 'known.md' },
    },
  ];
}

function contextOf(site: Site, base: string): Context {
  const to = (path: string): string => `${base}${path}.html`;
  return contextFor(site, to, (name) => schemaAddress(site, to, name));
}

function listPage(title: string, description: string): Omit<Page, 'main'> {
  return { path: `${title.toLowerCase()}.html`, title, description, section: 'operations', markdown: 'index.md' };
}

function operationLists({ groups }: Site, level: number): string {
  return groups
    .map(({ name, slug, above, source, operations }, index) => {
      const part =
        above !== undefined && above !== groups[index - 1]?.above
          ? `<p class="part" dir="auto">${escapeHtml(above)}</p>\n`
          : '';
      const about = new HtmlWriter().write(tagBlocks(source));
      return `${part}<section class="group"><h${level} id="${escapeHtml(slug)}" dir="auto">${escapeHtml(name)}</h${level}>\n${about}${listOf(operations)}</section>`;
    })
    .join('\n');
}

function listOf(operations: readonly SiteOperation[]): string {
  if (operations.length === 0) return '';
  const items = operations.map(({ title, path, model, callback }) => {
    const ended = get(model.source, 'deprecated') === true ? ' <em>deprecated</em>' : '';
    const where = escapeHtml(callback?.expression ?? model.path);
    return `<li><a href="${path}.html">${methodHtml(model.method)} <code>${where}</code> <span class="what" dir="auto">${escapeHtml(title)}${ended}</span></a></li>`;
  });
  return `<ul class="operations">\n${items.join('\n')}\n</ul>`;
}

/** All guides, with what each is about. */
export function guidesPage(site: Site, guides: readonly Guide[], intro: string): Page {
  return {
    path: 'guides/index.html',
    title: 'Guides',
    description: `Guides to ${site.title}.`,
    section: 'guides',
    main: `<h1>Guides</h1>\n${intro}\n${guideCards(guides, '../')}`,
  };
}

function guideCards(guides: readonly Guide[], base: string): string {
  const cards = guides.map(
    ({ title, about, path }) =>
      `<a class="card" href="${base}${path}"><strong>${escapeHtml(title)}</strong><span>${escapeHtml(about)}</span></a>`,
  );
  return `<div class="cards">${cards.join('\n')}</div>`;
}

export function guideSidebar(guides: readonly Guide[], current: Guide): string {
  const items = guides.map((guide) => {
    const mark = guide === current ? ' aria-current="page"' : '';
    return `<li><a href="../${guide.path}"${mark}>${escapeHtml(guide.title)}</a></li>`;
  });
  return `<h2>Guides</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/**
 * The page of an address that leads nowhere. A server shows it at any depth, so what it leads to begins at the root: which
 * is known where it is known where the site will be.
 */
export function notFoundPage(base: string | undefined): Page {
  const ways = `<a href="${base}operations.html">the operations</a> or <a href="${base}index.html">from the start</a>`;
  const way = base === undefined ? 'the list of operations, on the front page of this site' : ways;
  return {
    path: '404.html',
    title: 'Not found',
    description: 'This page does not exist.',
    section: '',
    main: `<h1>Not found</h1>\n<p>There is no page at this address. It may have been renamed: look for it in ${way}.</p>`,
    base: base ?? '',
    hidden: true,
  };
}
