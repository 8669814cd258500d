import { get } from '../../../src/openapi/json.ts';
import type { Guide } from '../guides.ts';
import { oneLine, prose } from '../markdown/text.ts';
import type { Site, SiteOperation } from '../site.ts';
import type { Page } from './layout.ts';
import { renderMarkdown } from './render.ts';
import { escapeHtml } from './text.ts';

/** The front page: what the API is, and where to go on. */
export function homePage(site: Site, guides: readonly Guide[]): Page {
  const { operations } = site;
  const few = operations.length <= 24;
  const start = guides[0];
  const actions = [
    ...(start ? [`<a class="button first" href="${start.path}">${escapeHtml(start.title)}</a>`] : []),
    `<a class="button${start ? '' : ' first'}" href="reference.html">API reference</a>`,
  ];
  return {
    path: 'index.html',
    title: site.title,
    description: oneLine(site.summary).slice(0, 160),
    section: 'home',
    main: [
      `<div class="hero"><h1>${escapeHtml(site.title)}</h1>`,
      `<p class="lead">${escapeHtml(oneLine(site.summary))}</p>`,
      `<p class="actions">${actions.join('')}</p></div>`,
      renderMarkdown(prose(site.description)).html,
      `<p>Base URL: <code>${escapeHtml(site.server)}</code></p>`,
      '<h2 id="operations">Operations</h2>',
      few
        ? operationLists(site, 3)
        : `<p><a href="operations.html">All ${operations.length} operations</a>, each on a page of its own.</p>`,
      ...(guides.length > 0 ? ['<h2 id="guides">Guides</h2>', guideCards(guides, '')] : []),
    ].join('\n'),
    markdown: 'index.md',
  };
}

/** All operations, under their tags. */
export function operationsPage(site: Site): Page {
  return {
    path: 'operations.html',
    title: 'Operations',
    description: `All operations of ${site.title}.`,
    section: 'operations',
    main: [
      '<h1>Operations</h1>',
      '<p>Each on a page of its own, which needs no JavaScript. <a href="reference.html">The reference</a> has them on one page, with a search.</p>',
      operationLists(site, 2),
    ].join('\n'),
    markdown: 'index.md',
  };
}

function operationLists({ groups }: Site, level: number): string {
  return groups
    .map(({ name, description, operations }) =>
      [
        `<section class="group"><h${level}>${escapeHtml(name)}</h${level}>`,
        renderMarkdown(prose(description ?? '')).html,
        `<ul class="operations">\n${operations.map(operationItem).join('\n')}\n</ul></section>`,
      ].join('\n'),
    )
    .join('\n');
}

function operationItem({ title, slug, model }: SiteOperation): string {
  const { method, path, source } = model;
  const ended = get(source, 'deprecated') === true ? ' <em>deprecated</em>' : '';
  return `<li><a href="operations/${slug}.html"><span class="method ${method.toLowerCase()}">${method}</span> <code>${escapeHtml(path)}</code> <span class="what">${escapeHtml(title)}${ended}</span></a></li>`;
}

/** All guides, with what each is about. */
export function guidesPage(site: Site, guides: readonly Guide[], intro: string): Page {
  return {
    path: 'guides/index.html',
    title: 'Guides',
    description: `Guides to ${site.title}.`,
    section: 'guides',
    sidebar: guideSidebar(guides, undefined),
    main: `<h1>Guides</h1>\n${intro}\n${guideCards(guides, '../')}`,
  };
}

function guideCards(guides: readonly Guide[], base: string): string {
  const cards = guides.map(({ title, about, path }) => {
    const address = base === '' ? path : path.replace(/^guides\//, '');
    return `<a class="card" href="${address}"><strong>${escapeHtml(title)}</strong><span>${escapeHtml(about)}</span></a>`;
  });
  return `<div class="cards">${cards.join('\n')}</div>`;
}

export function guideSidebar(guides: readonly Guide[], current: Guide | undefined): string {
  const items = guides.map((guide) => {
    const mark = guide === current ? ' aria-current="page"' : '';
    return `<li><a href="${guide.path.replace(/^guides\//, '')}"${mark}>${escapeHtml(guide.title)}</a></li>`;
  });
  return `<h2>Guides</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/** The page of an address that leads nowhere. A server shows it at any depth, so its addresses begin at the root. */
export function notFoundPage(base: string): Page {
  return {
    path: '404.html',
    title: 'Not found',
    description: 'This page does not exist.',
    section: '',
    main: `<h1>Not found</h1>\n<p>There is no page at this address. It may have been renamed: look for it in <a href="${base}operations.html">the operations</a> or <a href="${base}index.html">from the start</a>.</p>`,
    base,
    hidden: true,
  };
}
