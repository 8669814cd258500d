import { type Made, rememberedAs } from '../maps.ts';
import { baseOf, headingSlug } from '../names.ts';
import type { SiteOperation } from '../operation.ts';
import { schemasOfOperation } from '../reach.ts';
import type { Site, SiteGroup } from '../site.ts';
import { type Block, section } from '../view/block.ts';
import { type Context, contextFor, furtherBlocks, schemaSections } from '../view/component.ts';
import { aboutBlocks, callBlocks, tagBlocks, termsBlocks } from '../view/info.ts';
import { linkListBlocks } from '../view/link.ts';
import { operationLead, operationSections } from '../view/operation.ts';
import { blocks, plain } from './text.ts';
import { markdownOf } from './write.ts';

/** A page on which `own` components have sections; all others have them elsewhere. */
function contextOf(site: Site, path: string, own: ReadonlySet<string>): Context {
  const base = baseOf(path);
  const to = (target: string): string => `${base}${PARTS.has(target) ? `index.md#${target}` : `${target}.md`}`;
  const address = (name: string): string => {
    const { page, id } = site.schemas.get(name) ?? { page: 'schemas', id: '' };
    if (own.has(name)) return `#${headingSlug(`Schema ${name}`)}`;
    return `${base}${markdownOfSchemas(site, page)}#${encodeURIComponent(id)}`;
  };
  return contextFor(site, to, address);
}

/** The file that has the schemas of a page. */
export function markdownOfSchemas(site: Site, page: string): string {
  return site.isLarge ? `${page}.md` : 'index.md';
}

/** Lists that in Markdown are parts of one file. */
const PARTS: ReadonlySet<string> = new Set(['webhooks', 'callbacks', 'links', 'schemas']);

/** One operation with the schemas that it needs, to be read alone. */
export function operationFile(site: Site, operation: SiteOperation): string {
  const schemas = schemasOfOperation(site.model, operation.model);
  const near = site.reach.near(schemas);
  const far = site.reach.from(schemas).filter((name) => !near.includes(name));
  const context = contextOf(site, operation.path, new Set(near));
  return `${blocks(
    operationMarkdown(context, operation, 0),
    ...near.map((name) => schemaMarkdown(context, name, 0)),
    markdownOf(furtherBlocks(context, far)),
  )}\n`;
}

/** A page of blocks as a file. */
export function fileOf(site: Site, path: string, title: string, blocksOf: (context: Context) => Block[]): string {
  return `${blocks(`# ${plain(title)}`, markdownOf(blocksOf(contextOf(site, path, new Set()))))}\n`;
}

const sections: Made<string> = new WeakMap();

/** The section of a component, which stands on many pages: on each, its links lead elsewhere. */
function schemaMarkdown({ site, address }: Context, name: string, down: number): string {
  const text = rememberedAs(sections, site, `${down} ${name}`, () => {
    const mark = (to: string): string => `docs:${encodeURIComponent(to).replaceAll(')', '%29')}:`;
    return markdownOf(schemaSections(contextFor(site, mark, mark), name, 2), down);
  });
  return text.replace(/\]\(docs:([^:)]*):\)/g, (_, to: string) => `](${address(decodeURIComponent(to))})`);
}

function operationMarkdown(context: Context, operation: SiteOperation, down: number): string {
  return blocks(
    `${'#'.repeat(1 + down)} ${plain(operation.title)}`,
    markdownOf(operationLead(context, operation), down),
    markdownOf(operationSections(context, operation), down),
  );
}

/** Everything of the contract in one Markdown file; of a large one the list, with a file for each tag. */
export function wholeFiles(site: Site): Map<string, string> {
  const { groups, isLarge, webhooks, callbacks } = site;
  const names = [...site.schemas.keys()];
  const context = contextOf(site, 'index', new Set(isLarge ? [] : names));
  const { to, address } = context;
  const schemas = isLarge
    ? names.map((name) => `- [${plain(name)}](${address(name)})`).join('\n')
    : blocks(...names.map((name) => schemaMarkdown(context, name, 1)));
  const whole = blocks(
    `# ${plain(site.title)}`,
    `Version ${plain(site.version)}. ${plain(site.summary)}`,
    markdownOf([...aboutBlocks(site), ...termsBlocks(site, to)]),
    isLarge
      ? blocks('## Operations', groups.map(({ name, slug }) => `- [${plain(name)}](tags/${slug}.md)`).join('\n'))
      : blocks(...groups.map((group) => groupMarkdown(context, group))),
    markdownOf([
      ...section(2, 'Webhooks', callBlocks(webhooks, to)),
      ...section(2, 'Callbacks', callBlocks(callbacks, to)),
      ...section(2, 'Links', linkListBlocks(site, to)),
    ]),
    schemas && blocks('## Schemas', schemas),
  );
  const files = new Map([['index.md', `${whole}\n`]]);
  if (!isLarge) return files;
  for (const { name, slug, source, operations } of groups) {
    const path = `tags/${slug}`;
    const own = (of: Context): Block[] => [...tagBlocks(source), ...callBlocks(operations, of.to)];
    files.set(`${path}.md`, fileOf(site, path, name, own));
  }
  for (const [page, own] of site.schemaPages) {
    const place = contextOf(site, page, new Set(own));
    files.set(`${page}.md`, `${blocks('# Schemas', ...own.map((name) => schemaMarkdown(place, name, 0)))}\n`);
  }
  return files;
}

function groupMarkdown(context: Context, { name, source, operations }: SiteGroup): string {
  const members = operations.map((operation) => operationMarkdown(context, operation, 2));
  return blocks(`## ${plain(name)}`, markdownOf(tagBlocks(source)), ...members);
}
