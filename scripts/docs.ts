import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { parseArgs } from 'node:util';
import { command, seeFromCaller, start, UsageError } from './command-line.ts';
import { buildSite } from './docs/build.ts';
import type { DocsJob } from './docs/job.ts';
import { preview } from './docs/preview.ts';
import { checkOut, writeSite } from './docs/site-folder.ts';
import { GenerateError } from './generate/job.ts';
import { DocumentError, fromHere, harmless, placed } from './load/error.ts';
import { ownContract, ROOT } from './project.ts';

const USAGE = `Usage: npm run docs -- [options]

Makes a site for any static host from an OpenAPI 3.0 or 3.1 document, the guides and the changelog.

  --out DIR         The folder for the site; nothing else may be in it. Default: site
  --spec FILE       The document. Default: the contract of this project, with its guides and its changelog
  --guides DIR      A folder of guides in Markdown; its README.md says in which order.
  --changelog FILE  A changelog in Markdown.
  --url URL         Where the site will be, for canonical links and the sitemap.
  --lang TAG        The language of the document's texts, such as de or pt-BR. Default: en
  --no-lint         Leave out the rules of this project, for a document that is not its own.
  --preview         Serve the site on this machine alone, and make it anew on every change.
  --port NUMBER     The port for --preview. Default: 4173
  --help            Show this.
`;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ out: TEXT, spec: TEXT, guides: TEXT, changelog: TEXT, url: TEXT, port: TEXT, lang: TEXT },
  ...{ 'no-lint': FLAG, preview: FLAG },
};

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function main(args: readonly string[]): Promise<number> {
  seeFromCaller('docs');
  return command(args, USAGE, { options: OPTIONS }, async ({ values }) => {
    const started = performance.now();
    try {
      const job = jobOf(values);
      if (values.preview) return await preview(job, portOf(values.port));
      checkOut(job.out, inputsOf(job), job.shown);
      const count = await writeSite(job.out, buildSite(job));
      const milliseconds = Math.round(performance.now() - started);
      process.stdout.write(`Made ${count} files in ${job.shown(job.out)} (${milliseconds} ms).\n`);
      return 0;
    } catch (error) {
      if (error instanceof DocumentError) process.stderr.write(`${placed(error.place, error.message)}\n`);
      else if (error instanceof GenerateError) process.stderr.write(`${error.message}\n`);
      else throw error;
      process.stderr.write('Nothing was written.\n');
      return 1;
    }
  });
}

function jobOf(options: Options): DocsJob {
  for (const name of ['out', 'spec', 'guides', 'changelog', 'url', 'lang'] as const) {
    if (options[name] === '') throw new UsageError(`Expected \`--${name}\` to name something.`);
  }
  if (options.port !== undefined && !options.preview) throw new UsageError('`--port` goes with `--preview`.');
  const spec = options.spec === undefined ? ownContract() : resolve(options.spec);
  const own = spec === ownContract();
  const usual = (name: string): string | undefined =>
    own && existsSync(join(ROOT, name)) ? join(ROOT, name) : undefined;
  return {
    root: ROOT,
    spec,
    out: resolve(options.out ?? join(ROOT, 'site')),
    own,
    lint: !options['no-lint'],
    guides: inputOf('guides', options.guides, true) ?? usual('docs'),
    changelog: inputOf('changelog', options.changelog, false) ?? usual('CHANGELOG.md'),
    checked: join(dirname(spec), 'verified.json'),
    url: urlOf(options.url),
    language: languageOf(options.lang),
    shown: (path) => fromHere(path),
    warn: (message) => void process.stderr.write(`${harmless(message)}\n`),
  };
}

function inputOf(name: string, given: string | undefined, folder: boolean): string | undefined {
  if (given === undefined) return undefined;
  const path = resolve(given);
  if (!existsSync(path) || statSync(path).isDirectory() !== folder)
    throw new UsageError(`Expected \`--${name}\` to be a ${folder ? 'folder' : 'file'} that exists.`);
  return path;
}

function urlOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new UsageError('Expected `--url` to be an http or https URL without query and fragment.');
  return url.href.replace(/\/*$/, '/');
}

function languageOf(given = 'en'): string {
  if (!/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(given))
    throw new UsageError('Expected `--lang` to be a tag of a language, such as de or pt-BR.');
  return given;
}

function portOf(given = '4173'): number {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) throw new UsageError('Expected `--port` to be a number from 0 to 65535.');
  return port;
}

function inputsOf({ spec, guides, changelog, root }: DocsJob): string[] {
  return [spec, join(root, 'package.json'), guides, changelog].filter((path) => path !== undefined);
}

await start(import.meta.url, main);
