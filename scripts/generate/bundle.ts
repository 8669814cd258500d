import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Json } from '../../src/openapi/json.ts';
import { isText } from '../load/file.ts';
import type { LoadedDocument } from '../load.ts';
import { redocly } from '../redocly/run.ts';
import { GenerateError } from './job.ts';

/** The keys of a document in the order that Redocly gives them; others follow as they stand. */
const ORDER = [
  ...['openapi', 'info', 'jsonSchemaDialect', 'servers', 'security', 'tags', 'externalDocs'],
  ...['paths', 'webhooks', 'x-webhooks', 'components'],
];

/** A key of which Redocly knows nothing. */
const KEPT = 'x-kept-external-value';

/** One document of all files, still with references but only to places in itself. */
export async function bundle(document: LoadedDocument): Promise<Json> {
  // Starting Redocly takes longer than all that is made of most documents.
  const bundled = document.isOneFile ? document.root : await bundleFiles(document);
  const keys = [...ORDER.filter((key) => Object.hasOwn(bundled, key)), ...Object.keys(bundled)];
  return Object.fromEntries([...new Set(keys)].map((key) => [key, bundled[key]]));
}

/** Redocly gets copies, so that it sees what was read here, and nothing that was not. */
async function bundleFiles({ file, files }: LoadedDocument): Promise<Json> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const copyOf = (path: string): string => join(folder, 'files', relative(dirname(file), path));
  try {
    for (const [path, value] of files) {
      mkdirSync(dirname(copyOf(path)), { recursive: true });
      writeFileSync(copyOf(path), isText(path) && path !== file ? String(value) : textOf(value));
    }
    const config = join(folder, 'redocly.yaml');
    const output = join(folder, 'openapi.json');
    // An own configuration: one that is found on the way could bring plugins that change the document.
    writeFileSync(config, 'telemetry: off\n');
    const { code, said } = await redocly(['bundle', copyOf(file), '--config', config, '--output', output], folder);
    if (code !== 0) {
      const words = said.filter((line) => !line.startsWith('bundling '));
      throw new GenerateError(`Redocly could not put the files together, of which it has copies:\n${words.join('\n')}`);
    }
    return JSON.parse(readFileSync(output, 'utf8').replaceAll(`"${KEPT}":`, '"externalValue":'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JSON that a parser of YAML takes, without the names of files that Redocly would look for in vain. */
function textOf(value: unknown): string {
  return (JSON.stringify(value) ?? 'null')
    .replace(/"externalValue":(?=")/g, `"${KEPT}":`)
    .replace(/[\x7f-\x9f\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
