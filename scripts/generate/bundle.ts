import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenerateError } from './job.ts';

/** One document of all files, still with references but only to places in itself. */
export async function bundle(root: string, file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    const config = join(folder, 'redocly.yaml');
    const output = join(folder, 'openapi.json');
    // An own configuration: one that is found on the way could bring plugins that change the document.
    await writeFile(config, 'telemetry: off\n');
    const cli = join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
    const { code, said } = await run([cli, 'bundle', file, '--config', config, '--output', output]);
    if (code !== 0) throw new GenerateError(said);
    return await readFile(output, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const parts: Buffer[] = [];
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: withoutNotice(Buffer.concat(parts).toString()) }));
  });
}

/** Redocly's words without the box in which it talks of Node, and without what it says of its own progress. */
function withoutNotice(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*[╔║╚]|^bundling /.test(line))
    .join('\n')
    .trim();
}
