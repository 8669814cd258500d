import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { GenerateError } from '../generate/job.ts';
import { REDOCLY, redocly } from '../redocly/run.ts';
import { readStyle } from './assets.ts';
import { footerHtml, headerHtml, headTags, htmlPage } from './html/layout.ts';
import type { Navigation } from './html/page.ts';
import { escapeHtml } from './html/text.ts';
import { publish } from './publish.ts';

/** How the reference looks; what Redocly calls its options. */
const OPTIONS = {
  jsonSamplesExpandLevel: 4,
  schemasExpansionLevel: 1,
  sortRequiredPropsFirst: true,
};

/** Redocly follows schemas by recursion: a ring of some hundreds overflows the usual stack, half of what systems give. */
const DEEP = '--stack-size=3900';

/** Runs `redocly build-docs` on a bundled and decorated document and returns the page as Redocly writes it. */
export async function buildReference(
  root: string,
  folder: string,
  bundled: string,
  title: string,
  downloads: readonly string[],
): Promise<string> {
  const spec = join(folder, 'bundled.json');
  const config = join(folder, 'redocly.yaml');
  const output = join(folder, 'reference.html');
  await writeFile(spec, bundled);
  const downloadUrls = downloads.map((url) => ({ title: extname(url).slice(1).toUpperCase(), url }));
  // JSON is YAML. A configuration of our own: one that is found on the way could bring other plugins.
  await writeFile(config, JSON.stringify({ telemetry: 'off', openapi: { ...OPTIONS, downloadUrls } }));
  const template = join(root, 'scripts', 'docs', 'page.hbs');
  const args = ['build-docs', spec, '--config', config, '--template', template, '--output', output, '--title', title];
  const { code, said } = await redocly(args, folder, DEEP);
  if (code !== 0) throw new GenerateError(`Redocly could not build the reference: ${said.slice(0, 4).join(' ')}`);
  return readFile(output, 'utf8');
}

const PATH = 'reference.html';
const OFFLINE = 'reference-offline.html';
/** A page that is larger than this no browser draws in time; the file for offline use is left. */
const MOST_BYTES = 1_000_000;

/** The reference of Redocly as a page of the site, its script, and both in one file that opens from disk. */
export async function referenceFiles(navigation: Navigation, drawn: string): Promise<Map<string, string>> {
  const { title, version } = navigation;
  const description = `Reference of ${title}: all operations on one page, with a search.`;
  const style = await readStyle('reference');
  const page = { path: PATH, title: 'Reference', description, markdown: 'index.md' };
  const linked = {
    head: `${headTags({ ...navigation, stylesheet: style.path }, page, '')}\n${WITHOUT_SCRIPTS}`,
    // The reference has a search of its own, under the same keys.
    header: `${headerHtml({ ...navigation, search: '' }, 'reference', '')}\n${otherWays(navigation)}`,
    footer: footerHtml(navigation, ''),
  };
  const brand = `<span class="brand">${escapeHtml(title)} <span class="version">${escapeHtml(version)}</span></span>`;
  const single = {
    head: [
      `<meta name="description" content="${escapeHtml(description)}">`,
      '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">',
      `<style>\n${style.text}</style>\n${WITHOUT_SCRIPTS}`,
    ].join('\n'),
    header: `<header class="site-header">${brand}</header>\n<noscript><p class="no-script">This file needs JavaScript.</p></noscript>`,
    footer: '',
  };
  const isLarge = Buffer.byteLength(drawn) > MOST_BYTES;
  const renderer = await readFile(join(REDOCLY, 'lib', 'chunks', 'redoc.standalone.js'), 'utf8');
  const made = publish({ page: drawn, renderer }, isLarge ? undefined : linked, single);
  const files = new Map([[OFFLINE, made.single]]);
  if (made.page === undefined)
    return files.set(PATH, htmlPage(navigation, { ...page, section: 'reference', main: TOO_LARGE }));
  for (const { path, text } of [{ path: PATH, text: made.page }, style, made.renderer]) files.set(path, text);
  return files;
}

const WITHOUT_SCRIPTS = '<noscript><style>#redoc { display: none; }</style></noscript>';

const TOO_LARGE = `<h1>Reference</h1>
<p>All operations on one page are too much for a browser to draw at once. <a href="operations.html">The operations</a> have the same, each on a page of its own, and the search of this site finds every field.</p>
<p><a href="${OFFLINE}">One file for offline reading</a> has all of it; it takes its time to open.</p>`;

/** What the reference cannot show, each way of reading being told what can: without scripts, from disk, on paper. */
function otherWays({ title }: Navigation): string {
  const operations = '<a href="operations.html">The operations</a> have the same, each on a page of its own';
  return [
    `<noscript><main class="no-script"><h1>${escapeHtml(title)}</h1><p>This page needs JavaScript. ${operations}, which needs none, and <a href="index.md">index.md</a> has everything in Markdown.</p></main></noscript>`,
    `<div class="from-disk no-script" hidden><p>A browser does not load this page from disk. ${operations}, and <a href="${OFFLINE}">one file for offline reading</a> is this page in another form.</p></div>`,
    '<p class="on-paper">Paper shows only what is unfolded here. The page of each operation, in operations/, prints all of it.</p>',
  ].join('\n');
}
