import { markdownOfSchemas, operationFile } from '../markdown/pages.ts';
import { descriptionOf } from '../markdown/text.ts';
import type { SiteOperation } from '../operation.ts';
import { schemasOfOperation } from '../reach.ts';
import type { Site, SiteGroup } from '../site.ts';
import type { ExamplesBlock } from '../view/block.ts';
import { type Context, contextFor, furtherBlocks, htmlContext, schemaSections } from '../view/component.ts';
import { operationLead, operationSections } from '../view/operation.ts';
import { type Place, SchemaView } from '../view/schema.ts';
import { contentsHtml } from './layout.ts';
import { type Page, pageOf, type Way } from './page.ts';
import { codeBlock } from './render.ts';
import { breakable, escapeHtml, methodHtml } from './text.ts';
import { HtmlWriter, tabsHtml } from './write.ts';

/** More neighbours than this are a page of their own. */
const MOST_NEIGHBOURS = 12;

interface PageContext extends Context {
  /** Whether all of a component's fields are on the page. */
  readonly isShown: (name: string) => boolean;
}

/** A page on which each component is explained where it first comes, if it is one of the nearest. */
function contextOf(site: Site, path: string, schemas: readonly unknown[]): PageContext {
  const near = new Set(site.reach.near(schemas));
  const { to, address } = htmlContext(site, path);
  const shown = new Map<string, string>();
  const merged = new Set<string>();
  const place: Place = {
    has: (name) => shown.has(name) || !near.has(name),
    address: (name) => shown.get(name) ?? (near.has(name) ? undefined : address(name)),
    origin: (name) => {
      merged.add(name);
      return shown.get(name) ?? address(name);
    },
    enter: (name) => {
      if (place.has(name)) return undefined;
      const { id } = site.schemas.get(name)!;
      shown.set(name, `#${encodeURIComponent(id)}`);
      return id;
    },
  };
  const isShown = (name: string): boolean => shown.has(name) || merged.has(name);
  return { site, to, isShown, address, view: new SchemaView(site.model.schemas, place) };
}

/**
 * The page of one operation: what it does, then parameters, body and answers; with room, the request and its answers
 * stand beside, and `slot` below them.
 */
export function operationPage(site: Site, operation: SiteOperation, around: readonly SiteOperation[], slot = ''): Page {
  const { path, title, model, callback, request } = operation;
  const schemas = schemasOfOperation(site.model, model);
  const context = contextOf(site, path, schemas);
  const writer = new HtmlWriter();
  const lead = writer.write(operationLead(context, operation));
  const near = writer.write(operationSections(context, operation));
  const far = site.reach.from(schemas).filter((name) => !context.isShown(name));
  const rest = near + writer.write(furtherBlocks(context, far));
  // One example of a body stands in the samples.
  const isSample = ({ group, examples }: ExamplesBlock): boolean =>
    group === 'body' && examples.length === 1 && request !== undefined;
  const examples = writer.examples.filter((block) => !isSample(block));
  const tabs = (['request', 'body', 'answer'] as const).map((group) => tabsHtml(group, examples));
  const group = site.groups.find(({ operations }) => operations.includes(operation));
  const at = around.indexOf(operation);
  const wayTo = (each: SiteOperation | undefined): Way | undefined => each && [`${each.path}.html`, each.title];
  const list = callback ? 'Callbacks' : request ? 'Operations' : 'Webhooks';
  return {
    path: `${path}.html`,
    title,
    description: descriptionOf(model.source, title),
    section: 'operations',
    kind: 'operation',
    sidebar: sidebarOf(site, group ?? { name: list, operations: around }, operation),
    crumbs: [
      [`${list.toLowerCase()}.html`, list],
      ...(group ? [[`operations.html#${group.slug}`, group.name] as const] : []),
    ],
    main: [
      `<div class="lead-in"><h1 dir="auto">${breakable(title)}</h1>\n${lead}${contentsHtml(writer.headings)}</div>`,
      `<div class="beside">\n${tabs.join('')}</div>`,
      ...(slot === '' ? [] : [slot]),
      `<div class="rest">\n${rest}</div>`,
    ].join('\n'),
    before: wayTo(around[at - 1]),
    after: wayTo(around[at + 1]),
    markdown: `${path}.md`,
    text: () => operationFile(site, operation),
  };
}

/** The neighbours of an operation: of few operations all, else those of its list that stand next to it. */
function sidebarOf(
  { groups, operations }: Site,
  own: Pick<SiteGroup, 'name' | 'operations'>,
  current: SiteOperation,
): string {
  const isFew = operations.length <= MOST_NEIGHBOURS;
  const lists = isFew && current.request ? groups : [own];
  const items = lists.flatMap(({ name, operations: members }) => {
    const at = members.indexOf(current);
    const from = members.length <= MOST_NEIGHBOURS ? 0 : Math.max(0, at - MOST_NEIGHBOURS / 2);
    const shown = members.slice(from, from + MOST_NEIGHBOURS).map((each) => item(current, each));
    return [`<h2 dir="auto">${escapeHtml(name)}</h2>`, '<ul>', ...shown, '</ul>'];
  });
  const more = isFew ? [] : ['<p><a href="../operations.html">All operations</a></p>'];
  return [...items, ...more].join('\n');
}

function item(current: SiteOperation, { title, path, model }: SiteOperation): string {
  const mark = path === current.path ? ' aria-current="page"' : '';
  // All stand in one folder.
  const address = path.replace(/^.*\//, '');
  return `<li><a href="${address}.html"${mark}>${methodHtml(model.method)} <span>${breakable(title)}</span></a></li>`;
}

/** The pages of all component schemas: each with its fields, and the way to those that it refers to. */
export function* schemaPages(site: Site): Generator<Page> {
  for (const [page, names] of site.schemaPages) {
    const own = new Map(names.map((name) => [name, `#${encodeURIComponent(site.schemas.get(name)!.id)}`]));
    const { to, address } = htmlContext(site, page);
    const context = contextFor(site, to, (name) => own.get(name) ?? address(name));
    const writer = new HtmlWriter();
    const title = page === 'schemas' ? 'Schemas' : `Schemas from ${names[0]} to ${names.at(-1)}`;
    const about = `Schemas of ${site.title}: ${names.slice(0, 5).join(', ')}.`;
    const html = names.map((name) => writer.write(schemaSections(context, name, 2)) + takeExamples(writer)).join('');
    yield {
      ...pageOf(page, 'operations', title, about, html),
      crumbs: page === 'schemas' ? [] : [['schemas.html', 'Schemas']],
      markdown: markdownOfSchemas(site, page),
    };
  }
}

/** The example of a schema stands below it. */
function takeExamples({ examples }: HtmlWriter): string {
  const blocks = examples.splice(0).flatMap((block) => block.examples);
  return blocks.map(({ language, source }) => codeBlock(source, language)).join('');
}
