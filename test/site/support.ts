import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { ROOT, type Run, type scratch, script } from '../scripts/generate/support.ts';
import { CHROMIUM } from '../support/test-with.ts';

export const CONTRACTS = {
  ours: join(ROOT, 'openapi', 'openapi.yaml'),
  bookshop: join(ROOT, 'test', 'contracts', 'bookshop', 'openapi.yaml'),
} as const;

export function docs(...args: string[]): Promise<Run> {
  return script('docs', args);
}

/** Builds a site and fails with what the build said. */
export async function build(out: string, ...args: string[]): Promise<void> {
  const { code, err } = await docs('--out', out, ...args);
  if (code !== 0) throw new Error(err);
}

export function launch(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath: CHROMIUM ?? '', args });
}

const AXE = readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** What axe finds in a page, or in one place of it: `IMPACT: RULE: ELEMENT`. */
export async function violationsIn(page: Page, place = 'html', options: object = {}): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    async ([where, rules]) => {
      type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
      const { axe } = globalThis as unknown as { axe: { run(place: string, options: object): Promise<Found> } };
      const { violations } = await axe.run(where, rules);
      return violations.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes[0]?.html}`);
    },
    [place, options] as const,
  );
}

/** One browser for a file of tests, from the first that needs it; after the last it is closed, and the folder removed. */
export function browserOf(folder: ReturnType<typeof scratch>): () => Promise<Browser> {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => {
    await (await browser)?.close();
    folder.remove();
  });
  return () => {
    browser ??= launch();
    return browser;
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A static host that knows nothing of the site. */
export async function host(folder: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer(({ url = '/' }, response) => {
    const path = join(folder, decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    const found = existsSync(file);
    response.writeHead(found ? 200 : 404, {
      'content-type': found ? (TYPES[extname(file)] ?? 'text/plain; charset=utf-8') : TYPES['.html']!,
    });
    response.end(readFileSync(found ? file : join(folder, '404.html')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** A page with all that it asked for elsewhere and complained of. */
export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const own = new URL(url).protocol === 'file:' ? 'file:' : new URL(url).origin;
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(own) && !/^(data|blob):/.test(to)) complaints.push(`asked for ${to}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await page.goto(url, { waitUntil: 'load' });
  return { page, complaints };
}

/** All files of a folder, by path with slashes. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

export function execute(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Run> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
    });
    child.once('error', failed);
    child.once('close', (code) => done({ code, out, err }));
  });
}
