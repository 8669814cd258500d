import { readFileSync } from 'node:fs';
import { type Guide, guideFile, readGuides } from '../guides.ts';
import type { DocsJob } from '../job.ts';
import { languageOf, linkTable } from '../links.ts';
import type { Site } from '../site.ts';
import { type Page, pageOf } from './page.ts';
import { codeBlock, type Heading, renderMarkdown } from './render.ts';
import { escapeHtml } from './text.ts';

/** What people wrote beside the document: the guides, the headings of each, and all pages of these, in their order. */
export interface Written {
  readonly guides: readonly Guide[];
  readonly headings: readonly (readonly Heading[])[];
  readonly pages: readonly Page[];
}

export function writtenPages(job: DocsJob, site: Site): Written {
  const { guides, list } = readGuides(job.guides);
  const sources = new Map<string, string>();
  const linksIn = linkTable(job, guides, sources);
  const wayTo = (at: number): Page['before'] => guides[at] && [guides[at].path, guides[at].title];
  const pages = guides.map((guide, at): Page & { readonly contents: readonly Heading[] } => {
    const links = linksIn(guide.file, guide.path);
    const { html, headings } = renderMarkdown(guide.markdown, links);
    return {
      ...{ path: guide.path, title: guide.title, description: guide.description, section: 'guides', kind: 'guide' },
      ...{ sidebar: sidebarOf(guides, guide), contents: headings, main: html },
      ...{ before: wayTo(at - 1), after: wayTo(at + 1) },
      ...{ markdown: guide.path.replace(/html$/, 'md'), text: () => guideFile(guide, links) },
    };
  });
  const listed = guides.length > 0 ? [guidesPage(site, guides, list ?? '')] : [];
  const changes = job.changelog === undefined ? [] : [changelogPage(job.changelog, linksIn)];
  const code = [...sources].sort().map(([file, path]) => sourcePage(file, path));
  const headings = pages.map(({ contents }) => contents);
  return { guides, headings, pages: [...listed, ...pages, ...changes, ...code] };
}

/** All guides, with what each is about, and before them what their own list says before it. */
function guidesPage(site: Site, guides: readonly Guide[], list: string): Page {
  const [intro = ''] = list.replace(/^# .+$/m, '').split(/^(?:[-*|]|\d+\.) ?/m, 1);
  const { html } = renderMarkdown(intro.trim(), () => undefined);
  const cards = guideCards(guides, '../');
  return pageOf('guides/index', 'guides', 'Guides', `Guides to ${site.title}.`, `${html}\n${cards}`);
}

export function guideCards(guides: readonly Guide[], base: string): string {
  const cards = guides.map(
    ({ title, about, path }) =>
      `<a class="card" href="${base}${path}"><strong>${escapeHtml(title)}</strong><span>${escapeHtml(about)}</span></a>`,
  );
  return `<div class="cards">${cards.join('\n')}</div>`;
}

function sidebarOf(guides: readonly Guide[], current: Guide): string {
  const items = guides.map((guide) => {
    const mark = guide === current ? ' aria-current="page"' : '';
    return `<li><a href="../${guide.path}"${mark}>${escapeHtml(guide.title)}</a></li>`;
  });
  return `<h2>Guides</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

function changelogPage(file: string, linksIn: ReturnType<typeof linkTable>): Page {
  const path = 'changelog.html';
  return {
    path,
    title: 'Changelog',
    description: 'What changed from version to version.',
    section: 'changelog',
    main: renderMarkdown(readFileSync(file, 'utf8'), linksIn(file, path)).html,
  };
}

/** A file of code as a page. */
function sourcePage(file: string, path: string): Page {
  const title = path.replace(/^sources\//, '');
  const html = codeBlock(readFileSync(file, 'utf8'), languageOf(file));
  return pageOf(path, 'guides', title, `The code of ${title}.`, html);
}
