import { join } from 'node:path';
import { minify } from '@swc/core';
import { build } from 'esbuild';

/** What runs in a page: what opens the panel, and the panel with all that it needs. */
export interface Scripts {
  readonly open: string;
  readonly main: string;
}

let made: Promise<Scripts> | undefined;

/** The scripts of a page, made once in a process: a preview builds its site again and again. */
export function scripts(): Promise<Scripts> {
  made ??= Promise.all([script('open'), script('main')]).then(([open, main]) => ({ open, main }));
  return made;
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
        // What is loaded when it is first used, the pages of lists, a panel never uses.
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
