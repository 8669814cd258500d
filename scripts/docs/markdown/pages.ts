import { headingSlug } from '../names.ts';
import { schemasOfOperation } from '../reach.ts';
import type { Site, SiteGroup, SiteLink, SiteOperation } from '../site.ts';
import { furtherBlocks, schemaSections } from '../view/component.ts';
import { type Context, contextFor } from '../view/context.ts';
import { aboutBlocks, tagBlocks, termsBlocks } from '../view/info.ts';
import { type Checked, isAllKnown, knownBlocks } from '../view/known.ts';
import { linkBlocks, linkListBlocks } from '../view/link.ts';
import { operationLead, operationSections } from '../view/operation.ts';
import { authenticationBlocks } from '../view/security.ts';
import { blocks, code, plain } from './text.ts';
import { markdownOf } from './write.ts';

/** A page on which `own` components have sections; all others have them elsewhere. */
function contextOf(site: Site, path: string, own: ReadonlySet<string>): Context {
  const base = '../'.repeat(path.split('/').length - 1);
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

/** What an answer says of a next call. */
export function linkFile(site: Site, link: SiteLink): string {
  return `${blocks(`# ${plain(link.title)}`, markdownOf(linkBlocks(contextOf(site, link.path, new Set()), link)))}\n`;
}

/** How to authenticate. */
export function authenticationFile({ model }: Site): string {
  return `${blocks('# Authentication', markdownOf(authenticationBlocks(model)))}\n`;
}

/** What is known and what is not; undefined where all of it is documented. */
export function knownFile(site: Site, checked: Checked | undefined): string | undefined {
  if (isAllKnown(site)) return undefined;
  return `${blocks('# What is known, and how', markdownOf(knownBlocks(contextOf(site, 'known', new Set()), checked)))}\n`;
}

const sections = new WeakMap<Site, Map<string, string>>();

/** The section of a component, which stands on many pages: on each, its links lead elsewhere. */
function schemaMarkdown({ site, address }: Context, name: string, down: number): string {
  const known = sections.get(site) ?? new Map<string, string>();
  sections.set(site, known);
  let text = known.get(`${down} ${name}`);
  if (text === undefined) {
    const mark = (to: string): string => `docs:${encodeURIComponent(to).replaceAll(')', '%29')}:`;
    text = markdownOf(schemaSections(contextFor(site, mark, mark), name, 2), down);
    known.set(`${down} ${name}`, text);
  }
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
  const names = [...site.schemas.keys()];
  const context = contextOf(site, 'index', new Set(site.isLarge ? [] : names));
  const inbound = (title: string, operations: readonly SiteOperation[]): string =>
    operations.length === 0 ? '' : blocks(`## ${title}`, listOf(context, operations));
  const whole = blocks(
    `# ${plain(site.title)}`,
    `Version ${plain(site.version)}. ${plain(site.summary)}`,
    markdownOf(aboutBlocks(site)),
    markdownOf(termsBlocks(site, context.to)),
    ...(site.isLarge
      ? ['## Operations', site.groups.map((group) => `- [${plain(group.name)}](tags/${group.slug}.md)`).join('\n')]
      : site.groups.flatMap((group) => groupMarkdown(context, group))),
    inbound('Webhooks', site.webhooks),
    inbound('Callbacks', site.callbacks),
    site.links.length > 0 ? blocks('## Links', markdownOf(linkListBlocks(site, context.to))) : '',
    names.length > 0 ? '## Schemas' : '',
    ...(site.isLarge
      ? [names.map((name) => `- [${plain(name)}](${context.address(name)})`).join('\n')]
      : names.map((name) => schemaMarkdown(context, name, 1))),
  );
  const tags = site.isLarge ? site.groups.map((group): [string, string] => tagFile(site, group)) : [];
  const schemas = site.isLarge
    ? [...site.schemaPages].map(([page, own]): [string, string] => schemasFile(site, page, own))
    : [];
  return new Map([['index.md', `${whole}\n`], ...tags, ...schemas]);
}

function schemasFile(site: Site, page: string, names: readonly string[]): [string, string] {
  const context = contextOf(site, page, new Set(names));
  return [`${page}.md`, `${blocks('# Schemas', ...names.map((name) => schemaMarkdown(context, name, 0)))}\n`];
}

function groupMarkdown(context: Context, { name, source, operations }: SiteGroup): string[] {
  const members = operations.map((operation) => operationMarkdown(context, operation, 2));
  return [`## ${plain(name)}`, markdownOf(tagBlocks(source)), ...members];
}

/** The operations under one tag, each in a line. */
function tagFile(site: Site, { name, slug, source, operations }: SiteGroup): [string, string] {
  const path = `tags/${slug}`;
  const context = contextOf(site, path, new Set());
  return [`${path}.md`, `${blocks(`# ${plain(name)}`, markdownOf(tagBlocks(source)), listOf(context, operations))}\n`];
}

function listOf({ to }: Context, operations: readonly SiteOperation[]): string {
  return operations
    .map(
      ({ title, path, model, callback }) =>
        `- [${plain(title)}](${to(path)}): ${code(`${model.method} ${callback?.expression ?? model.path}`)}`,
    )
    .join('\n');
}
