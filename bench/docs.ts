import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Tiktoken } from 'js-tiktoken/lite';
import encoding from 'js-tiktoken/ranks/o200k_base';
import { chromium } from 'playwright-core';
import { largeDocument } from './large-document.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DOCS = [join(ROOT, 'scripts', 'run.mjs'), 'docs'];
const OPERATIONS = 1000;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
/**
 * What a site costs: time on the clock, and the most memory that one of its processes had; and what a page of it costs
 * who reads it.
 */
export async function benchDocs(): Promise<void> {
  mkdirSync(join(ROOT, '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.scratch', 'docs-'));
  try {
    const large = join(folder, 'large.json');
    writeFileSync(large, JSON.stringify(largeDocument(OPERATIONS)));
    report('our contract', [], join(folder, 'ours'));
    await reportPage(join(folder, 'ours'));
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

/** One operation, as a person's browser and a language model get it. */
async function reportPage(out: string): Promise<void> {
  const name = readdirSync(join(out, 'operations')).find((each) => each.startsWith('get-') && each.endsWith('.html'));
  if (name === undefined) return;
  const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
  const tokenizer = new Tiktoken(encoding);
  const size = (text: string): string => `${words(text)} words or ${tokenizer.encode(text).length} tokens`;
  const read = (path: string): string => readFileSync(join(out, path), 'utf8');
  const html = read(`operations/${name}`);
  const shown = html.replace(/<head>[\s\S]*?<\/head>|<[^>]*>/g, ' ');
  const loaded = [...html.matchAll(/(?:src|href)="\.\.\/(assets\/[^"]+|favicon\.svg)"/g)].map(([, path = '']) =>
    read(path),
  );
  const bytes = [html, ...loaded].map((text) => gzipSync(text).byteLength).reduce((one, other) => one + other, 0);
  process.stdout.write(
    `docs, operations/${name}: ${1 + loaded.length} requests, ${(bytes / 1000).toFixed(1)} kB compressed\n` +
      `docs, for a language model: its HTML ${size(html)}, of which shown ${size(shown)}; ` +
      `its Markdown ${size(read(`operations/${name.replace(/html$/, 'md')}`))}; llms.txt ${size(read('llms.txt'))}\n`,
  );
  if (CHROMIUM === undefined) return;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(pathToFileURL(join(out, 'operations', name)).href);
    const [text, height] = await page.evaluate(async () => {
      const first = (): PerformanceEntry | undefined => performance.getEntriesByName('first-contentful-paint')[0];
      while (!first()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return [first()?.startTime ?? 0, document.documentElement.scrollHeight] as const;
    });
    process.stdout.write(
      `docs, operations/${name} in Chromium, from disk: text after ${Math.round(text)} ms, ${height} px high\n`,
    );
  } finally {
    await browser.close();
  }
}
