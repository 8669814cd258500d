import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from '@swc/core';
import { build, transform } from 'esbuild';

/** What opens the panel, the panel with all that it needs, and its style. */
interface Assets {
  readonly open: string;
  readonly panel: string;
  readonly style: string;
}

let made: Promise<Pick<Assets, 'open' | 'panel'>> | undefined;

/** What all pages share. The scripts are made once in a process: a preview makes its site again and again. */
export async function assets(): Promise<Assets> {
  made ??= Promise.all([script('open'), script('panel')]).then(([open, panel]) => ({ open, panel }));
  const style = readFileSync(join(import.meta.dirname, '..', 'styles', 'try.css'), 'utf8');
  const { code } = await transform(style, { loader: 'css', minify: true });
  return { ...(await made), style: code };
}

/** A classic script: a page that is opened from disk may load no module. */
async function script(name: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ bundle: true, format: 'iife', platform: 'browser', target: 'es2022', charset: 'utf8' },
    ...{ minify: true, write: false, legalComments: 'none', logLevel: 'silent' },
    entryPoints: [join(import.meta.dirname, '..', 'page', 'try', `${name}.ts`)],
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
  return code;
}
