import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenApiDocument } from '../../src/openapi/document.ts';
import { getString, type Json } from '../../src/openapi/json.ts';
import { decodeFragment } from '../../src/openapi/pointer.ts';
import { type LoadedDocument, loadDocument } from '../load.ts';
import { GenerateError } from './job.ts';

/** The keys of a document in the order that Redocly gives them; others follow as they stand. */
const ORDER = [
  ...['openapi', 'info', 'jsonSchemaDialect', 'servers', 'security', 'tags', 'externalDocs'],
  ...['paths', 'webhooks', 'x-webhooks', 'components'],
];

/** One document of all files, still with references but only to places in itself. */
export async function bundle(
  root: string,
  file: string,
  document: LoadedDocument = loadDocument(file),
): Promise<string> {
  // Starting Redocly takes longer than all that is made of most documents, and one file is bundled as it is.
  return isBundle(document) ? textOf(document.root) : bundleFiles(root, file);
}

/** Whether a document is one file in which every reference leads to something: of others, Redocly knows what to say. */
export function isBundle({ file, root, files }: LoadedDocument): boolean {
  // Redocly reads `1_000` as text, our parser as a number.
  if (files.size > 1 || /\d_\d/.test(readFileSync(file, 'utf8'))) return false;
  const document = new OpenApiDocument(root, () => undefined);
  const leads = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return true;
    const reference = getString(value, '$ref');
    if (
      reference !== undefined &&
      (!reference.startsWith('#/') || document.at(decodeFragment(reference.slice(1))) === undefined)
    )
      return false;
    return Object.values(value).every(leads);
  };
  return leads(root);
}

function textOf(root: Json): string {
  const keys = [...ORDER.filter((key) => Object.hasOwn(root, key)), ...Object.keys(root)];
  return JSON.stringify(Object.fromEntries([...new Set(keys)].map((key) => [key, root[key]])));
}

async function bundleFiles(root: string, file: string): Promise<string> {
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
