import { getString } from '../../../src/openapi/json.ts';
import type { Site } from '../site.ts';
import { blocks, code, oneLine, plain, prose } from './text.ts';

/** A file, as a list of contents names it. */
export interface Entry {
  readonly title: string;
  readonly address: string;
  readonly about: string;
}

/**
 * What a language model reads first: https://llmstxt.org. Each file with its size, the file of everything after those
 * that have a part of it; addresses are absolute where it is known where the site will be.
 */
export function llmsText(
  site: Site,
  guides: readonly Entry[],
  more: readonly Entry[],
  sizeOf: (path: string) => number | undefined,
  url?: string,
): string {
  const list = (entries: readonly Entry[]): string =>
    entries
      .map(({ title, address, about }) => {
        const size = inKilobytes(sizeOf(address));
        const leads = url === undefined ? address : new URL(address, url).href;
        return `- [${plain(title)}](${leads})${about && `: ${oneLine(about)}`}${size && ` (${size})`}`;
      })
      .join('\n');
  const operations = site.operations.map(({ title, path, model }) => ({
    ...{ title, address: `${path}.md`, about: code(`${model.method} ${model.path}`) },
  }));
  const tags = site.groups.map(({ name, slug, operations: members }) => ({
    ...{ title: name, address: `tags/${slug}.md`, about: `${members.length} operations` },
  }));
  return `${blocks(
    `# ${plain(site.title)}`,
    `> ${plain(site.summary)}`,
    prose(getString(site.info, 'description') ?? ''),
    '## Reference',
    list(
      [
        ...(site.isLarge ? tags : operations),
        { title: 'Authentication', address: 'authentication.md', about: '' },
        { title: 'What is known, and how', address: 'known.md', about: '' },
        {
          title: site.isLarge ? 'Everything, by name' : 'Everything in one file',
          address: 'index.md',
          about: '',
        },
      ].filter(({ address }) => sizeOf(address) !== undefined),
    ),
    guides.length > 0 ? blocks('## Guides', list(guides)) : undefined,
    '## Optional',
    list(more.filter(({ address }) => sizeOf(address) !== undefined)),
  )}\n`;
}

function inKilobytes(bytes: number | undefined): string {
  if (bytes === undefined) return '';
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`;
}
