import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { largeDocument } from './large-document.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DOCS = ['--import', '@oxc-node/core/register', join(ROOT, 'scripts', 'docs.ts')];
const OPERATIONS = 1000;
/** Reports the most memory that the run, and of its children the largest, ever had. */
const REPORT = `data:text/javascript,process.on('exit', () => {
  const most = Math.max(process.resourceUsage().maxRSS);
  process.stderr.write('peak ' + most + '\\n');
});`;

/** What a site costs: time on the clock, and the peak of memory of the largest of its processes. */
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
  const started = performance.now();
  const env = { ...process.env, NODE_OPTIONS: `--import="${REPORT.replace(/\s+/g, ' ').replaceAll('"', '%22')}"` };
  const { status, stderr } = spawnSync(process.execPath, [...DOCS, ...args, '--out', out], { env, encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(stderr);
  process.stdout.write(`docs, ${name}: ${seconds.toFixed(1)} s\n`);
}
