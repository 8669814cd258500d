import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, sep } from 'node:path';
import { assetsOf, type Guide, linksOf } from './guides.ts';
import type { LinkResolver } from './html/render.ts';
import type { DocsJob } from './job.ts';

/** Code that a guide may lead to, by the ending of its name. */
const CODE: Readonly<Record<string, string>> = {
  ...{ '.ts': 'typescript', '.tsx': 'typescript', '.js': 'javascript', '.mjs': 'javascript', '.php': 'php' },
  ...{ '.json': 'json', '.yaml': 'yaml', '.yml': 'yaml', '.sh': 'bash' },
};

/**
 * Where files of the repository stand in the site. Code beside the guides' folder gets a page in `sources` as soon as a
 * guide leads to it; a link that leads to anything else is told once.
 */
export function linkTable(
  job: DocsJob,
  guides: readonly Guide[],
  sources: Map<string, string>,
): (file: string, path: string) => LinkResolver {
  const told = new Set<string>();
  const files = new Map([
    [job.spec, 'openapi.yaml'],
    ...(job.changelog === undefined ? [] : [[job.changelog, 'changelog.html'] as const]),
    ...guides.map(({ file, path }) => [file, path] as const),
    ...(job.guides === undefined ? [] : [[join(job.guides, 'README.md'), 'guides/index.html'] as const]),
    ...assetsOf(job.guides).map((name) => [join(job.guides ?? '', name), `guides/${name}`] as const),
  ]);
  const sourceOf = (file: string): string | undefined => {
    const way = relative(dirname(job.guides ?? job.root), file);
    if (languageOf(file) === '' || /^\.\.|^\/|node_modules/.test(way) || !existsSync(file)) return undefined;
    const path = `sources/${way.split(sep).join('/')}`;
    sources.set(file, path);
    return `${path}.html`;
  };
  return (file, path) =>
    linksOf(file, path, (target, address) => {
      const found = files.get(target) ?? sourceOf(target);
      if (found !== undefined) return found;
      const text = `${job.shown(file)} links to ${address}, which is not part of the site; its text stays, without the link.`;
      if (!told.has(text)) job.warn(text);
      told.add(text);
      return undefined;
    });
}

/** The language of a file of code. */
export function languageOf(file: string): string {
  return CODE[extname(file)] ?? '';
}
