import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GenerateError } from '../generate/job.ts';
import { REDOCLY, redocly } from '../redocly/run.ts';

/** How the reference looks; what Redocly calls its options. */
const OPTIONS = {
  downloadUrls: [
    { title: 'YAML', url: 'openapi.yaml' },
    { title: 'JSON', url: 'openapi.json' },
  ],
  jsonSamplesExpandLevel: 4,
  schemasExpansionLevel: 1,
  sortRequiredPropsFirst: true,
};

/** Redocly follows schemas by recursion: a ring of some hundreds overflows the usual stack, half of what systems give. */
const DEEP = '--stack-size=3900';

/** Runs `redocly build-docs` on a bundled and decorated document and returns the page as Redocly writes it. */
export async function buildReference(root: string, folder: string, bundled: string, title: string): Promise<string> {
  const spec = join(folder, 'bundled.json');
  const config = join(folder, 'redocly.yaml');
  const output = join(folder, 'reference.html');
  await writeFile(spec, bundled);
  // JSON is YAML. A configuration of our own: one that is found on the way could bring other plugins.
  await writeFile(config, JSON.stringify({ telemetry: 'off', openapi: OPTIONS }));
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
