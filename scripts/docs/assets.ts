import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { shortened } from './names.ts';

/** A file under a name that changes with it, so that no page ever has one of another build. */
export interface Asset {
  readonly path: string;
  readonly text: string;
}

export function assetOf(name: string, ending: string, text: string, folder = 'assets'): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { path: `${folder}/${shortened(name)}.${hash}.${ending}`, text };
}

/** The style of static pages, or of the reference: both have the same colours, header and footer. */
export function readStyle(kind: 'pages' | 'reference'): Asset {
  const folder = join(import.meta.dirname, 'styles');
  return assetOf(
    kind,
    'css',
    ['base', kind].map((name) => readFileSync(join(folder, `${name}.css`), 'utf8')).join('\n'),
  );
}

/** What runs in a page, in one classic script: a page from disk loads no module. */
export function readScript(): Asset {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'page', 'main.ts')],
    ...{ bundle: true, minify: true, write: false, logLevel: 'silent' },
    ...{ format: 'iife', target: 'es2022', charset: 'utf8' },
  });
  return assetOf('page', 'js', outputFiles[0]!.text);
}
