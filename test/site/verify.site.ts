import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { exchangesOf } from '../../src/evidence/har.ts';
import { createEmulator } from '../../src/testing/emulator.ts';
import { listen } from '../../src/testing/node.ts';
import { judge } from '../../src/verify/judge.ts';
import { testWith } from '../support/test-with.ts';
import { books, found } from '../verify/support.ts';
import { launch } from './support.ts';

const TOKEN = 'the-key-that-nobody-prints';

testWith('chromium')(
  'the traffic that a browser recorded is read as it is',
  async () => {
    const { contract, document, model, data } = books;
    const emulator = createEmulator({ contract: document, token: TOKEN, data });
    await using server = await listen(emulator);
    const path = join(tmpdir(), `browser-${process.pid}.har`);
    const browser = await launch();
    try {
      const context = await browser.newContext({ recordHar: { path }, extraHTTPHeaders: { 'X-Api-Key': TOKEN } });
      const page = await context.newPage();
      // A browser asks for pictures and more beside, of which the contract knows nothing.
      for (const way of ['/', '/books', '/books?only=isbn', '/books/9780140449136'])
        await page.goto(`${server.url}${way}`);
      await context.close();
      const har = readFileSync(path, 'utf8');
      expect(har).toContain(TOKEN);
      const findings = judge(model, exchangesOf(har, contract.servers));
      expect([findings.exchanges, findings.succeeded, found(findings)]).toEqual([3, 3, []]);
      const confirmed = findings.verdicts
        .filter(({ verdict }) => verdict === 'confirmed')
        .map(({ pointer }) => pointer);
      expect(confirmed).toEqual(
        expect.arrayContaining([
          '/components/schemas/Book/properties/title/type',
          '/paths/~1books/get/parameters/3/x-selects-fields',
        ]),
      );
      expect(JSON.stringify(findings)).not.toContain(TOKEN);
    } finally {
      await browser.close();
      rmSync(path, { force: true });
    }
  },
  60_000,
);
