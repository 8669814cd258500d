import { reachableSchemas, type Site, type SiteOperation, schemaNames } from '../site.ts';
import { operationLead, operationSections, samplesText } from './operation.ts';
import { schemaSection } from './schema.ts';
import { blocks, code, oneLine, plain, prose } from './text.ts';

/** Everything of the contract in one Markdown file. */
export function wholeMarkdown(site: Site): string {
  const { document } = site;
  const operations = site.groups.flatMap(({ name, description, operations: members }) => [
    `## ${plain(name)}`,
    prose(description ?? ''),
    ...members.map((operation) => operationMarkdown(site, operation, 3)),
  ]);
  const schemas = schemaNames(document);
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
  const names = schemasOf(site, operation);
  return `${blocks(
    operationMarkdown(site, operation, 1),
    ...names.map((name) => schemaSection(site.document, name, 2)),
  )}\n`;
}

export function schemasOf({ document }: Site, { model }: SiteOperation): string[] {
  const { body, responses, parameters } = model;
  return reachableSchemas(
    document,
    body?.schema,
    ...responses.map(({ source }) => source),
    ...parameters.map(({ schema }) => schema),
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
  const operations = site.operations.map(({ title, slug, model: { entry } }) => ({
    title,
    address: `operations/${slug}.md`,
    about: code(`${entry.method} ${entry.path}`),
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
