import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { LinkResolver } from './html/render.ts';
import { inWords } from './markdown/text.ts';

/** A Markdown file of the guides' folder. */
export interface Guide {
  /** Where it is read from. */
  readonly file: string;
  /** Where it stands in the site. */
  readonly path: string;
  readonly title: string;
  /** Its first sentence. */
  readonly about: string;
  /** As much of its first paragraph as search engines show. */
  readonly description: string;
  readonly markdown: string;
}

/** The guides of a folder. `README.md` is their list: its links are their order; those that it does not name come last. */
export function readGuides(folder: string | undefined): {
  readonly guides: readonly Guide[];
  readonly list: string | undefined;
} {
  if (folder === undefined || !existsSync(folder)) return { guides: [], list: undefined };
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort();
  const readme = join(folder, 'README.md');
  const list = existsSync(readme) ? readFileSync(readme, 'utf8') : undefined;
  const linked = [...(list ?? '').matchAll(/\]\((?:\.\/)?([\w.-]+\.md)(?:#[^)\s]*)?\)/g)].map(([, name = '']) => name);
  const ordered = [...new Set([...linked.filter((name) => names.includes(name)), ...names])];
  return { guides: ordered.map((name) => readGuide(join(folder, name))), list };
}

function readGuide(file: string): Guide {
  const markdown = readFileSync(file, 'utf8').replace(/\r\n?/g, '\n');
  const name = basename(file, '.md');
  const [, title = name] = /^# +(.+)$/m.exec(markdown) ?? [];
  // The first paragraph: what begins with a list, a table, a quote or a block of code says nothing by itself.
  const [, first = ''] =
    /^# .+\n+(?:(?:[#|>]|```|[-*] ).*\n+)*((?!```)[^\n#|>\s-][\s\S]*?)(?:\n\n|$)/m.exec(markdown) ?? [];
  const text = inWords(first, 10_000);
  const [sentence = text] = /^.*?[.!?](?=\s|$)/.exec(text) ?? [];
  return {
    file,
    path: `guides/${name}.html`,
    title: inWords(title),
    about: sentence,
    description: inWords(first),
    markdown,
  };
}

/** Leads links of a Markdown file to the pages of the site. Where `find` knows no page of a file, its text stays alone. */
export function linksOf(
  file: string,
  path: string,
  find: (file: string, address: string) => string | undefined,
): LinkResolver {
  return (address) => {
    if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address)) return address;
    const [target = '', fragment] = address.split('#', 2);
    const found = find(resolve(dirname(file), decodeURI(target)), address);
    const way = found && relative(dirname(path), found).split(sep).join('/');
    return way && `${way}${fragment === undefined ? '' : `#${fragment}`}`;
  };
}

/** Files beside the guides that they can show: pictures, mostly. */
export function assetsOf(folder: string | undefined): string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^\.(png|jpe?g|gif|svg|webp)$/i.test(extname(name)) && statSync(join(folder, name)).isFile())
    .sort();
}

/** The guide's own Markdown, with its links leading to where the site has their targets. */
export function guideFile({ markdown }: Guide, resolveLink: LinkResolver): string {
  return markdown.replace(
    /(```[\s\S]*?```|`[^`\n]*`)|\[([^\]\n]*)\]\(([^()\s]+)\)/g,
    (whole, code, text: string, address: string) => {
      if (code !== undefined) return whole;
      const leads = resolveLink(address);
      return leads === undefined ? text : `[${text}](${leads})`;
    },
  );
}
