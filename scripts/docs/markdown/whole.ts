import { schemasOf } from '../../../src/openapi/components.ts';
import { MOST_SCHEMAS, reachableSchemas, type Site, type SiteOperation } from '../site.ts';
import { operationLead, operationSections, samplesText } from './operation.ts';
import { schemaLink, schemaSection } from './schema.ts';
import { blocks, code, oneLine, plain, prose } from './text.ts';

/** Everything of the contract in one Markdown file. */
export function wholeMarkdown(site: Site): string {
  const { document } = site;
  const operations = site.groups.flatMap(({ name, description, operations: members }) => [
    `## ${plain(name)}`,
    prose(description ?? ''),
    ...members.map((operation) => operationMarkdown(site, operation, 3)),
  ]);
  const schemas = Object.keys(schemasOf(document.root));
  return `${blocks(
    `# ${plain(site.title)}`,
    `Version ${plain(site.version)}. ${plain(site.summary)}`,
    prose(site.description),
    `Base URL: ${code(site.server)}`,
    ...operations,
    schemas.length > 0 ? '## Schemas' : undefined,
    ...schemas.map((name) => schemaSection(document, name, 3)),
  )}\n`;
}

/** One operation with the schemas that it needs, to be read alone. */
export function operationFile(site: Site, operation: SiteOperation): string {
  const { names, text } = schemasText(site, operation);
  return `${linkedTo(names, blocks(operationMarkdown(site, operation, 1), text))}\n`;
}

/** The sections of the schemas that an operation needs, the nearest first, and what they are called. */
export function schemasText(
  { document }: Site,
  { model }: SiteOperation,
): { readonly names: readonly string[]; readonly text: string } {
  const { body, responses, parameters } = model;
  const parts = [
    body?.content.schema,
    ...responses.map(({ source }) => source),
    ...parameters.map(({ schema }) => schema),
  ];
  const names = reachableSchemas(document, parts, MOST_SCHEMAS);
  return { names, text: blocks(...names.map((name) => schemaSection(document, name, 2))) };
}

/** Takes away links to schemas that are not on the page. */
export function linkedTo(names: readonly string[], markdown: string): string {
  const shown = new Set(names.map((name) => schemaLink(name)));
  return markdown.replace(/\[((?:\\.|[^\]\\])*)\]\(#schema-[^)]*\)/g, (link, text: string) =>
    shown.has(link) ? link : text,
  );
}

function operationMarkdown(site: Site, operation: SiteOperation, level: number): string {
  const hashes = '#'.repeat(level + 1);
  const [before, after] = split(operationSections(site, operation));
  return blocks(
    `${'#'.repeat(level)} ${plain(operation.title)}`,
    operationLead(site, operation),
    ...before.map(({ title, text }) => blocks(`${hashes} ${title}`, text)),
    `${hashes} Samples`,
    samplesText(operation, level + 2),
    ...after.map(({ title, text }) => blocks(`${hashes} ${title}`, text)),
  );
}

/** What a caller sends, and what comes back. */
function split<Item extends { readonly title: string }>(sections: readonly Item[]): [readonly Item[], readonly Item[]] {
  const sent = new Set(['Authentication', 'Parameters', 'Request body']);
  const index = sections.findIndex(({ title }) => !sent.has(title));
  return index < 0 ? [sections, []] : [sections.slice(0, index), sections.slice(index)];
}

/** A guide, as a list of contents names it. */
export interface Entry {
  readonly title: string;
  readonly address: string;
  readonly about: string;
}

/** What a language model reads first: https://llmstxt.org. */
export function llmsText(site: Site, guides: readonly Entry[], more: readonly Entry[]): string {
  const list = (entries: readonly Entry[]): string =>
    entries
      .map(({ title, address, about }) => `- [${plain(title)}](${address})${about && `: ${oneLine(about)}`}`)
      .join('\n');
  const operations = site.operations.map(({ title, slug, model: { method, path } }) => ({
    title,
    address: `operations/${slug}.md`,
    about: code(`${method} ${path}`),
  }));
  return `${blocks(
    `# ${plain(site.title)}`,
    `> ${plain(site.summary)}`,
    prose(site.description),
    '## Reference',
    list([{ title: 'Everything in one file', address: 'index.md', about: '' }, ...operations]),
    guides.length > 0 ? blocks('## Guides', list(guides)) : undefined,
    '## Optional',
    list(more),
  )}\n`;
}
