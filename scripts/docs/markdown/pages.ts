import { headingSlug } from '../names.ts';
import { schemasOfOperation } from '../reach.ts';
import type { Site, SiteGroup, SiteOperation } from '../site.ts';
import { furtherBlocks, schemaBlocks } from '../view/component.ts';
import type { Context } from '../view/context.ts';
import { aboutBlocks, tagBlocks, termsBlocks } from '../view/info.ts';
import { operationLead, operationSections } from '../view/operation.ts';
import { SchemaView } from '../view/schema.ts';
import { authenticationBlocks } from '../view/security.ts';
import { blocks, code, plain } from './text.ts';
import { markdownOf } from './write.ts';

/** More schemas than this on one page nobody reads in full. */
export const MOST_SCHEMAS = 6;
/** Of more operations than this, one file has only the list. */
const MOST_WHOLE = 200;

/** A page on which `own` components have sections; all others have pages of their own. */
function contextOf(site: Site, path: string, own: ReadonlySet<string>): Context {
  const base = '../'.repeat(path.split('/').length - 1);
  const to = (target: string): string => `${base}${PARTS.has(target) ? `index.md#${target}` : `${target}.md`}`;
  const address = (name: string): string =>
    own.has(name) ? `#${headingSlug(`Schema ${name}`)}` : to(site.schemas.get(name) ?? 'index');
  const place = { has: () => true, address, origin: address, enter: () => undefined };
  return { site, to, view: new SchemaView(site.model.schemas, place) };
}

/** Lists that in Markdown are parts of one file. */
const PARTS: ReadonlySet<string> = new Set(['webhooks', 'callbacks', 'schemas']);

/** One operation with the schemas that it needs, to be read alone. */
export function operationFile(site: Site, operation: SiteOperation): string {
  const names = site.reach.from(schemasOfOperation(site.model, operation.model));
  const near = names.slice(0, MOST_SCHEMAS);
  const context = contextOf(site, operation.path, new Set(near));
  return `${blocks(
    operationMarkdown(context, operation, 0),
    ...near.map((name) => schemaMarkdown(context, name, 0)),
    markdownOf(furtherBlocks(context, names.slice(MOST_SCHEMAS))),
  )}\n`;
}

/** One component schema, to be read alone. */
export function schemaFile(site: Site, name: string): string {
  const context = contextOf(site, site.schemas.get(name) ?? '', new Set());
  return `${blocks(`# ${plain(name)}`, markdownOf(schemaBlocks(context, name)))}\n`;
}

/** How to authenticate. */
export function authenticationFile({ model }: Site): string {
  return `${blocks('# Authentication', markdownOf(authenticationBlocks(model)))}\n`;
}

function schemaMarkdown(context: Context, name: string, down: number): string {
  return blocks(`${'#'.repeat(2 + down)} Schema ${code(name)}`, markdownOf(schemaBlocks(context, name), down + 1));
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
  const names = Object.keys(site.model.schemas);
  const isLarge = site.operations.length > MOST_WHOLE;
  const context = contextOf(site, 'index', new Set(isLarge ? [] : names));
  const inbound = (title: string, operations: readonly SiteOperation[]): string =>
    operations.length === 0 ? '' : blocks(`## ${title}`, listOf(context, operations));
  const whole = blocks(
    `# ${plain(site.title)}`,
    `Version ${plain(site.version)}. ${plain(site.summary)}`,
    markdownOf(aboutBlocks(site)),
    markdownOf(termsBlocks(site, context.to)),
    ...(isLarge
      ? ['## Operations', site.groups.map((group) => `- [${plain(group.name)}](tags/${group.slug}.md)`).join('\n')]
      : site.groups.flatMap((group) => groupMarkdown(context, group))),
    inbound('Webhooks', site.webhooks),
    inbound('Callbacks', site.callbacks),
    names.length > 0 ? '## Schemas' : '',
    ...(isLarge
      ? [names.map((name) => `- [${plain(name)}](${context.to(site.schemas.get(name) ?? '')})`).join('\n')]
      : names.map((name) => schemaMarkdown(context, name, 1))),
  );
  const tags = isLarge ? site.groups.map((group): [string, string] => tagFile(site, group)) : [];
  return new Map([['index.md', `${whole}\n`], ...tags]);
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
