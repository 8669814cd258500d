import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GenerateError } from '../generate/job.ts';
import { complaints } from '../lint.ts';
import type { ClientFacts } from './facts.ts';

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

/** Runs `redocly build-docs` on a bundled document and returns the page as Redocly writes it. */
export async function buildReference(
  root: string,
  folder: string,
  bundled: string,
  title: string,
  client: ClientFacts,
): Promise<string> {
  const spec = join(folder, 'bundled.json');
  const config = join(folder, 'redocly.yaml');
  const output = join(folder, 'reference.html');
  await writeFile(spec, bundled);
  // JSON is YAML. A configuration of our own: one that is found on the way could bring other plugins.
  await writeFile(
    config,
    JSON.stringify({
      telemetry: 'off',
      plugins: [join(root, 'scripts', 'redocly', 'docs-plugin.mjs')],
      decorators: { 'docs/prose': 'on', 'docs/samples': { severity: 'error', ...client } },
      openapi: OPTIONS,
    }),
  );
  const template = join(root, 'scripts', 'docs', 'page.hbs');
  const args = ['build-docs', spec, '--config', config, '--template', template, '--output', output, '--title', title];
  const { code, said } = await run([DEEP, join(redoclyFolder(root), 'bin', 'cli.js'), ...args], folder);
  if (code !== 0)
    throw new GenerateError(`Redocly could not build the reference: ${complaints(said).slice(0, 4).join(' ')}`);
  return readFile(output, 'utf8');
}

/** The script that draws the reference in a browser. */
export function readRenderer(root: string): Promise<string> {
  return readFile(join(redoclyFolder(root), 'lib', 'chunks', 'redoc.standalone.js'), 'utf8');
}

function redoclyFolder(root: string): string {
  return dirname(join(root, 'node_modules', '@redocly', 'cli', 'package.json'));
}

function run(args: readonly string[], cwd: string): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...quiet },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const parts: Buffer[] = [];
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: Buffer.concat(parts).toString() }));
  });
}
