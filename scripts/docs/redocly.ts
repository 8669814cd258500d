import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { GenerateError } from '../generate/job.ts';
import { REDOCLY, redocly } from '../redocly/run.ts';

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

/** The script that draws the reference in a browser. */
export function readRenderer(): Promise<string> {
  return readFile(join(REDOCLY, 'lib', 'chunks', 'redoc.standalone.js'), 'utf8');
}
