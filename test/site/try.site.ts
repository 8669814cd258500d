import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { scratch } from '../scripts/generate/support.ts';
import { testWith } from '../support/test-with.ts';
import { browserOf, build, CONTRACTS, filesUnder, host, open, violationsIn } from './support.ts';

const WITHIN = 60_000;
/** Client, emulator, panel and the operation's part, compressed. */
const MOST_BYTES = 40_000;
const folder = scratch('site-try');
const browserTest = testWith('chromium');
const running = browserOf(folder);

/** An operation that reads, with words of its answer; one that is sent JSON; and one whose answer holds a secret. */
const SITES = {
  ours: {
    reads: { page: 'get-integration', field: 'id', wrong: 'x', answered: '"name": "Example Integration"' },
    sends: { page: 'create-integration', changed: '"name": "Example Twilio"', status: '201', key: '"company_id"' },
    hides: { page: 'create-integration', key: 'auth_token', secret: '464XXXX' },
  },
  bookshop: {
    reads: { page: 'get-book', field: 'isbn', wrong: '12', answered: '"title": "The Odyssey"' },
    sends: { page: 'add-book', changed: '"title": "The Odyssey"', status: '201', key: '"genre"' },
    hides: { page: 'list-books', key: 'api_secret', secret: 'hush' },
  },
} as const;

/** The panel of a page, with all that the page asked for since it is there. */
async function panel(url: string, options: BrowserContextOptions = {}) {
  const { page, complaints } = await open(await running(), url, options);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('.try-panel').waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return { page, complaints, asked };
}

const said = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('status').filter({ hasText: text }).waitFor();
const call = (page: Page): Promise<void> => page.getByRole('button', { name: 'Call', exact: true }).click();
const did = (page: Page) => page.getByRole('list', { name: 'What the client did' });
const body = (page: Page) => page.getByLabel('Body', { exact: true });

describe.each(Object.keys(SITES) as (keyof typeof SITES)[])('"Try it" on the pages of %s', (name) => {
  const site = SITES[name];
  const out = join(folder.path, name);
  const places = { served: '', file: pathToFileURL(out).href };
  let close = async (): Promise<void> => undefined;
  beforeAll(async () => {
    await build(out, ...(name === 'ours' ? [] : ['--spec', CONTRACTS[name]]));
    ({ url: places.served, close } = await host(out));
  }, WITHIN);
  afterAll(() => close());
  const at = (page: string, place: keyof typeof places = 'served'): string =>
    `${places[place]}/operations/${page}.html`;

  for (const place of ['served', 'file'] as const) {
    browserTest(
      `a call is answered, a fault is made good, and nothing leaves the page (${place})`,
      async () => {
        const { page, complaints, asked } = await panel(at(site.reads.page, place));
        await call(page);
        await said(page, /^200 in .*, after 1 attempt$/);
        expect(await body(page).textContent()).toContain(site.reads.answered);
        expect(await page.getByLabel('Headers').textContent()).toContain('content-type: application/json');
        await page.getByLabel('What goes wrong').selectOption('503, the server is busy');
        await call(page);
        await said(page, /^200 in .*, after 2 attempts$/);
        expect(await did(page).textContent()).toMatch(
          /is answered 503.*failed with 503; tries again.*sends attempt 2.*is answered 200/,
        );
        expect([asked, complaints]).toEqual([[], []]);
        await page.context().close();
      },
      WITHIN,
    );
  }

  browserTest(
    'each thing that goes wrong ends as the client ends it',
    async () => {
      const { page, complaints } = await panel(at(site.reads.page));
      const wrong = page.getByLabel('What goes wrong');
      const cases = [
        [
          'No answer, until the attempt times out after 2 s',
          /^200 in .*, after 2 attempts$/,
          'failed with ATTEMPT_TIMEOUT',
        ],
        ['The connection is reset', /^200 in .*, after 2 attempts$/, 'failed with CONNECTION_FAILED'],
        ['429, with Retry-After: 2', /^200 in .*, after 2 attempts$/, 'closes the queue for 2'],
        ['429, without Retry-After', /^200 in .*, after 2 attempts$/, 'closes the queue for 1'],
        ["200, but a gateway's page of HTML", /^ResponseFormatError in/, 'fails: MEDIA_TYPE_UNEXPECTED'],
      ] as const;
      for (const [label, end, event] of cases) {
        await wrong.selectOption(label);
        await call(page);
        await said(page, end);
        expect([label, await did(page).textContent()]).toEqual([label, expect.stringContaining(event)]);
      }
      await wrong.selectOption('503, the server is busy');
      await page.getByLabel('How often').selectOption('every time');
      await call(page);
      await said(page, /^503 in .*, after 3 attempts$/);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    WITHIN,
  );

  browserTest(
    'thirty at once wait in the client and none is refused; without limits some are, and they can be stopped',
    async () => {
      const { page, complaints } = await panel(at(site.reads.page));
      const many = page.getByRole('button', { name: 'Send 30 at once' });
      await many.click();
      await page
        .locator('.try-gauges')
        .filter({ hasText: /Waiting in the client\s*[1-9]/ })
        .waitFor();
      await said(page, /^30 of 30 answered in .*, 30 requests, 0 refused by the server\.$/);
      await page.getByLabel('The client keeps the limits').uncheck();
      await many.click();
      await did(page).getByText('is answered 429').first().waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await said(page, 'Stopped.');
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    WITHIN,
  );

  browserTest(
    'what is filled in is checked by the contract, written as code, and sent',
    async () => {
      const { page } = await panel(at(site.reads.page));
      const field = page.locator('.try-panel').getByLabel(site.reads.field).first();
      await field.fill(site.reads.wrong);
      expect(await page.locator('.try-code').textContent()).toContain(`${site.reads.field}: '${site.reads.wrong}'`);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await field.press('Enter');
      await said(page, /^4\d\d in/);
      expect(await page.locator('.try-answer').textContent()).toContain('The emulator: Expected path parameter');
      await field.fill('');
      await field.press('Enter');
      await said(page, /^ConfigurationError/);
      const languages = page.getByRole('combobox', { name: 'As code' });
      expect(await languages.locator('option').allTextContents()).toEqual(
        expect.arrayContaining(['TypeScript', 'cURL', 'PHP']),
      );
      await languages.selectOption('cURL');
      expect(await page.getByLabel('The call as code').textContent()).toContain('curl --fail-with-body');
      await page.goto(at(site.sends.page));
      await page.getByRole('button', { name: 'Try it' }).click();
      const text = page.locator('.try-panel').getByLabel('body').first();
      const filled = await text.inputValue();
      await text.fill('{');
      await call(page);
      await said(page, /^The form holds something that is no JSON/);
      await text.fill('{}');
      expect(await page.locator('.try-asked').textContent()).toContain('Expected the body to have the property');
      await text.fill(filled.replace(site.sends.changed, site.sends.changed.replace(/"[^"]*"$/, '"Changed"')));
      await call(page);
      await said(page, new RegExp(`^${site.sends.status} in`));
      expect(await body(page).textContent()).toContain(site.sends.key);
      expect(await body(page).textContent()).toContain('"Changed"');
      await page.context().close();
    },
    WITHIN,
  );

  browserTest(
    'secrets of the answer are masked until they are asked for',
    async () => {
      const { page } = await panel(at(site.hides.page));
      for (const box of await page.locator('.try-boxes input').all()) await box.uncheck();
      await call(page);
      await said(page, /^20\d in/);
      expect(await body(page).textContent()).toContain(`"${site.hides.key}": "[redacted]"`);
      expect(await body(page).textContent()).not.toContain(site.hides.secret);
      await page.getByLabel('Show secrets').check();
      expect(await body(page).textContent()).toContain(site.hides.secret);
      await page.context().close();
    },
    WITHIN,
  );

  browserTest(
    'it is used by keyboard alone, from the button to the answer',
    async () => {
      const { page } = await open(await running(), at(site.reads.page));
      await page.getByRole('button', { name: 'Try it' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.try-panel').waitFor();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('try-it');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
      await page.keyboard.press('Enter');
      await said(page, /^200 in/);
      await page.context().close();
    },
    WITHIN,
  );

  browserTest(
    'axe finds nothing in it, and it is no wider than a phone',
    async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [390, 1440]) {
          const { page } = await panel(at(site.sends.page), {
            colorScheme,
            bypassCSP: true,
            viewport: { width, height: 900 },
          });
          await page.getByLabel('What goes wrong').selectOption('503, the server is busy');
          await page.getByRole('button', { name: 'Call', exact: true }).click();
          await said(page, /after \d attempt/);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
          const found = await violationsIn(page, '.try-it');
          expect([colorScheme, width, found]).toEqual([colorScheme, width, []]);
          await page.context().close();
        }
      }
    },
    2 * WITHIN,
  );

  browserTest(
    'without a script nothing is seen of it, nor on paper',
    async () => {
      const { page } = await open(await running(), at(site.reads.page), { javaScriptEnabled: false });
      expect(await page.getByText('Try it').count()).toBe(0);
      await page.context().close();
      const { page: printed } = await open(await running(), at(site.reads.page));
      await printed.getByRole('button', { name: 'Try it' }).waitFor();
      await printed.emulateMedia({ media: 'print' });
      expect(await printed.locator('.try-it').isVisible()).toBe(false);
      await printed.context().close();
    },
    WITHIN,
  );

  test('what is loaded when it is opened is small', () => {
    const files = filesUnder(out);
    const size = (path: string): number => gzipSync(readFileSync(join(out, path)), { level: 9 }).length;
    const script = size(files.find((path) => /^assets\/try\.[\da-f]+\.js$/.test(path))!);
    const parts = files.filter((path) => path.startsWith('try/'));
    expect(parts).toHaveLength(files.filter((path) => /^operations\/.*\.html$/.test(path)).length);
    for (const part of parts) expect([part, script + size(part) <= MOST_BYTES]).toEqual([part, true]);
  });
});

browserTest(
  'a hostile document runs nothing in it, and what a browser keeps for itself still arrives',
  async () => {
    const text = '<img src=x onerror="globalThis.CANARY=1"></script><script>globalThis.CANARY=1</script>';
    const schema = {
      type: 'object',
      properties: { [text]: { type: 'string' }, ['__proto__']: { type: 'object', properties: { polluted: {} } } },
      example: { [text]: text },
    };
    const content = { 'application/json': { schema } };
    const limit = { scope: text, class: text, alignment: 'fixed', windows: [{ name: text, limit: 3, seconds: 1 }] };
    // A browser sends cookies and this header itself, and lets no page say them; a server would get them.
    const components = { securitySchemes: { jar: { type: 'apiKey', in: 'cookie', name: 'jar' } } };
    const origin = { name: 'Origin', in: 'header', required: true, schema: { type: 'string' }, example: 'mine' };
    const document = {
      ...{ components, security: [{ jar: [] }] },
      ...{ openapi: '3.1.0', info: { title: text, version: '1' }, servers: [{ url: 'https://one.example' }] },
      'x-rate-limit': limit,
      paths: {
        '/things': {
          put: {
            operationId: text,
            parameters: [origin, { name: text, in: 'query', example: text, schema: { type: 'string', enum: [text] } }],
            requestBody: { content },
            responses: {
              200: { description: text, content, headers: { 'X-A': { required: true, schema: { const: text } } } },
            },
          },
        },
      },
    };
    const spec = join(folder.path, 'hostile.json');
    writeFileSync(spec, JSON.stringify(document));
    const out = join(folder.path, 'hostile');
    await build(out, '--spec', spec, '--no-lint');
    const [path = ''] = filesUnder(out).filter((each) => /^operations\/.*\.html$/.test(each));
    const { page, complaints } = await panel(pathToFileURL(join(out, path)).href, { bypassCSP: true });
    await call(page);
    await said(page, /^200 in/);
    expect(await body(page).textContent()).toContain('onerror');
    expect(
      await page.evaluate(() => [(globalThis as { CANARY?: number }).CANARY, ({} as { polluted?: unknown }).polluted]),
    ).toEqual([undefined, undefined]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  WITHIN,
);
