import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from '@swc/core';
import { build, transform } from 'esbuild';
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

/** A style: those of pages and of the reference have the same colours, header and footer, and a page has that already. */
export async function readStyle(name: 'pages' | 'reference' | 'try'): Promise<Asset> {
  const parts = name === 'try' ? [name] : ['base', name];
  const read = (part: string): string => readFileSync(join(import.meta.dirname, 'styles', `${part}.css`), 'utf8');
  const { code } = await transform(parts.map(read).join('\n'), { loader: 'css', minify: true });
  return assetOf(name, 'css', code);
}

/** A classic script of what runs in a page: one that is opened from disk may load no module. */
export async function readScript(name: string, entry: string): Promise<Asset> {
  const { outputFiles } = await build({
    ...{ bundle: true, format: 'iife', platform: 'browser', target: 'es2022', charset: 'utf8' },
    ...{ minify: true, write: false, legalComments: 'none', logLevel: 'silent' },
    entryPoints: [join(import.meta.dirname, 'page', entry)],
    define: { process: 'undefined' },
    plugins: [
      {
        name: 'left-out',
        // What is loaded when it is first used, such as the pages of lists, a panel never uses.
        setup: ({ onResolve }) =>
          onResolve({ filter: /^/ }, ({ kind }) => (kind === 'dynamic-import' ? { external: true } : null)),
      },
    ],
  });
  // A twentieth less than esbuild alone makes of it.
  const { code } = await minify(outputFiles[0]!.text, {
    compress: { ecma: 2020, passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true },
    mangle: { toplevel: true },
    ecma: 2020,
  });
  return assetOf(name, 'js', code);
}
