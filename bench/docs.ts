import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { largeDocument } from './large-document.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DOCS = ['--import', '@oxc-node/core/register', join(ROOT, 'scripts', 'docs.ts')];
const OPERATIONS = 1000;
/** What a site costs: time on the clock, and the most memory that one of its processes had. */
export async function benchDocs(): Promise<void> {
  mkdirSync(join(ROOT, '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.scratch', 'docs-'));
  try {
    const large = join(folder, 'large.json');
    writeFileSync(large, JSON.stringify(largeDocument(OPERATIONS)));
    report('our contract', [], join(folder, 'ours'));
    report(`${OPERATIONS} operations`, ['--spec', large, '--no-lint'], join(folder, 'large'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(name: string, args: readonly string[], out: string): void {
  const peaks = `${out}.peaks`;
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href}`,
    PEAK_FILE: peaks,
  };
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...DOCS, ...args, '--out', out], { env, encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(stderr);
  const kilobytes = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number));
  process.stdout.write(
    `docs, ${name}: ${seconds.toFixed(1)} s, at most ${Math.round(kilobytes / 1024)} MB in one process\n`,
  );
}
