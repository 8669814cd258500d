import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from '@jest/globals';
import { copyBookshop, ROOT, scratch } from '../scripts/generate/support.ts';

const folder = scratch('site-preview');
afterAll(folder.remove);

test('a preview serves the site, makes it anew on a change, and keeps the last good one', async () => {
  const spec = copyBookshop(folder.path);
  const guides = join(folder.path, 'guides');
  mkdirSync(guides);
  writeFileSync(join(guides, 'a.md'), '# A\n\nFirst.\n');
  const script = [join(ROOT, 'scripts', 'run.mjs'), 'docs'];
  const child = spawn(process.execPath, [...script, '--spec', spec, '--guides', guides, '--preview', '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const errors = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const said = async (from: AsyncIterator<string>, words: string): Promise<string> => {
    for (;;) {
      const { value, done } = (await from.next()) as { value: string; done?: boolean };
      if (done) throw new Error(`The preview ended before it said: ${words}`);
      if (value.includes(words)) return value;
    }
  };
  try {
    const [url = ''] = /http:\S+\//.exec(await said(lines, 'Preview on http://127.0.0.1:')) ?? [];
    const page = async (path: string): Promise<string> => (await fetch(url + path)).text();
    await said(lines, 'Made');
    expect(await page('guides/a.html')).toContain('First.');
    const events = (await fetch(`${url}preview-events`)).body!.getReader();
    const event = async (): Promise<string> => new TextDecoder().decode((await events.read()).value);
    const before = await event();

    writeFileSync(join(guides, 'a.md'), '# A\n\nSecond.\n');
    await said(lines, 'Made');
    expect(await page('guides/a.html')).toContain('Second.');
    expect(await event()).not.toBe(before);
    for (const path of ['index.html', 'reference.html']) {
      expect(await page(path)).toMatch(/<script src="\/preview-script\.js"><\/script>\n<\/body>/);
      expect(await page(path)).toMatch(/Content-Security-Policy"[^>]*connect-src 'self'/);
    }

    const good = readFileSync(spec, 'utf8');
    writeFileSync(spec, `${good}\n  : [`);
    await said(errors, 'still served');
    expect(await page('index.html')).toContain('Bookshop');
    writeFileSync(spec, good.replace('title: Bookshop', 'title: Bookstore'));
    await said(lines, 'Made');
    expect(await page('index.html')).toContain('Bookstore');
    await events.cancel();
  } finally {
    child.kill();
  }
}, 60_000);
