import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { scratch } from '../scripts/generate/support.ts';
import { testWith } from '../support/test-with.ts';
import { browserOf, build, CONTRACTS, host, open, violationsIn } from './support.ts';

const WITHIN = 60_000;
const browserTest = testWith('chromium');

/** One operation of each contract: its page, its place in the reference, and words of it. */
const SITES = {
  ours: {
    page: 'get-integration',
    place: 'integrations/getintegration',
    path: '/v1/hood/integrations/{id}',
    tags: 'Integrations',
    field: 'effective_status',
    deep: [
      'default_phone_number',
      'What is not certain',
      'Open questions:',
      'Whether the setting should not be used any more.',
    ],
  },
  bookshop: {
    page: 'add-book',
    place: 'books/addbook',
    path: '/books',
    tags: 'Books',
    field: 'trace_id',
    deep: ['trace_id'],
  },
} as const;

/** What can be seen: hidden tabs and menus are no part of it. */
const shownText = (element: Element): string =>
  // biome-ignore lint/performance/useDomNodeTextContent: the point is what is not hidden.
  (element as HTMLElement).innerText;

const drawn = (page: Page, text: string): Promise<unknown> =>
  page.locator('#redoc').getByText(text).locator('visible=true').first().waitFor({ timeout: 20_000 });

/** The tests of a site in a browser: each site in a file of its own, so that two run at once. */
export function browses(name: keyof typeof SITES): void {
  describe(`in a browser, the site of ${name}`, () => {
    const folder = scratch(`site-browser-${name}`);
    const running = browserOf(folder);
    const site = SITES[name];
    const out = join(folder.path, name);
    let url = '';
    let close = async (): Promise<void> => undefined;
    beforeAll(async () => {
      await build(out, ...(name === 'ours' ? [] : ['--spec', CONTRACTS[name]]));
      ({ url, close } = await host(out));
    }, WITHIN);
    afterAll(() => close());

    const PAGES = [
      'index.html',
      'operations.html',
      `operations/${site.page}.html`,
      'reference.html',
      `reference.html#/${site.place}`,
      '404.html',
      'authentication.html',
      'schemas.html',
      ...(name === 'ours'
        ? ['guides/index.html', 'guides/limits.html', 'changelog.html', 'sources/examples/bulk-export.ts.html']
        : []),
    ];

    browserTest(
      'no page asks for anything elsewhere or complains',
      async () => {
        for (const path of PAGES) {
          const { page, complaints } = await open(await running(), `${url}/${path}`);
          if (path.startsWith('reference')) await drawn(page, path.includes('#') ? site.path : site.tags);
          await page.waitForLoadState('networkidle');
          expect([path, complaints]).toEqual([path, []]);
          await page.context().close();
        }
      },
      WITHIN,
    );

    browserTest(
      'a deep link shows the operation with its limits, its samples and a working copy button',
      async () => {
        const { page, complaints } = await open(await running(), `${url}/reference.html#/${site.place}`, {
          permissions: ['clipboard-read', 'clipboard-write'],
        });
        await drawn(page, 'Rate limits');
        const block = page
          .locator('[data-component-name="CodeBlock/CodeBlock"]', { hasText: 'curl --fail-with-body' })
          .first();
        await block.waitFor();
        await block.locator('[data-testid="copy-button"]').click();
        await page.waitForFunction(async () =>
          (await navigator.clipboard.readText()).includes('curl --fail-with-body'),
        );
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'the search finds a field, by keyboard alone',
      async () => {
        const { page, complaints } = await open(await running(), `${url}/reference.html`);
        await drawn(page, site.tags);
        await page.locator('[data-testid="search-trigger"]').getByText('Search').waitFor();
        await page.keyboard.press('Control+k');
        await page.keyboard.type('trace_id', { delay: 20 });
        await page.getByText('trace_id').locator('visible=true').first().waitFor({ timeout: 20_000 });
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => location.hash.length > 2, undefined, { timeout: 20_000 });
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'static pages are used by keyboard alone: skip link, menu, samples',
      async () => {
        const { page } = await open(await running(), `${url}/operations/${site.page}.html`);
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the text');
        await page.keyboard.press('Enter');
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
        await page.locator('#request-1').focus();
        await page.keyboard.press('ArrowRight');
        expect(await page.locator('#request-2').isChecked()).toBe(true);
        expect(await page.getByText('const response = await fetch(').isVisible()).toBe(true);
        expect(await page.getByText('curl --fail-with-body').isVisible()).toBe(false);
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'a language that was chosen holds for other pages, and code is copied',
      async () => {
        const permissions = ['clipboard-read', 'clipboard-write'];
        const { page, complaints } = await open(await running(), `${url}/operations/${site.page}.html`, {
          permissions,
        });
        await page.getByText('PHP', { exact: true }).click();
        await page.locator('.way a').first().click();
        await page.getByText('curl_init(').waitFor();
        await page.locator('.request .sample:visible .copy').click();
        await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('<?php'));
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'the search finds a field by keyboard alone, over HTTP and from disk, and asks for nothing but its index',
      async () => {
        for (const place of [url, pathToFileURL(out).href]) {
          const { page, complaints } = await open(await running(), `${place}/operations/${site.page}.html`);
          const asked: string[] = [];
          // A browser may fetch the icon whenever it likes.
          page.on('request', (request) => asked.push(...(request.url().endsWith('.svg') ? [] : [request.url()])));
          await page.keyboard.press('/');
          await page.keyboard.type(site.field);
          const found = page.locator('#found [aria-selected=true]');
          await found.getByText(site.field).first().waitFor();
          expect(await page.locator('.search input').getAttribute('aria-activedescendant')).toBe('found-0');
          await page.keyboard.press('Escape');
          await page.locator('.search').waitFor({ state: 'hidden' });
          expect(asked).toEqual([expect.stringMatching(/\/assets\/search\.[0-9a-f]{16}\.js$/)]);
          await page.keyboard.press('Control+k');
          await page.keyboard.type(site.field);
          await found.getByText(site.field).first().waitFor();
          await page.keyboard.press('Enter');
          await page.waitForURL(/schemas\.html/);
          expect(complaints).toEqual([]);
          await page.context().close();
        }
      },
      WITHIN,
    );

    browserTest(
      'what scrolls can be reached by keyboard, and nothing else that is no control',
      async () => {
        for (const width of [390, 1440]) {
          const options = { viewport: { width, height: 900 } };
          const { page } = await open(await running(), `${url}/operations/${site.page}.html`, options);
          await page.locator('.copy').first().waitFor();
          const wrong = await page.evaluate(async () => {
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return [...document.querySelectorAll('pre, .table')]
              .filter((each) => {
                const scrolls = each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
                return each.hasAttribute('tabindex') !== scrolls;
              })
              .map((each) => each.outerHTML);
          });
          expect([width, wrong]).toEqual([width, []]);
          await page.context().close();
        }
      },
      WITHIN,
    );

    browserTest(
      'everything can be read without JavaScript',
      async () => {
        const without = { javaScriptEnabled: false };
        const { page } = await open(await running(), `${url}/reference.html`, without);
        expect(await page.locator('#redoc').isVisible()).toBe(false);
        await page.locator('main a', { hasText: 'The operations' }).click();
        await page.locator(`a[href="operations/${site.page}.html"]`).first().click();
        const text = await page.locator('main').evaluate(shownText);
        expect(text).toContain(site.path);
        expect(text).toContain('Rate limits');
        expect(text).toContain('curl --fail-with-body');
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'what is printed holds the operation with all its samples',
      async () => {
        const { page } = await open(await running(), `${url}/operations/${site.page}.html`);
        await page.emulateMedia({ media: 'print' });
        const text = await page.locator('body').evaluate(shownText);
        for (const part of [
          site.path,
          'curl --fail-with-body',
          'await fetch(',
          'curl_init(',
          'Rate limits',
          ...site.deep,
        ])
          expect(text).toContain(part);
        expect(await page.locator('.sidebar').isVisible()).toBe(false);
        const cut = await page.evaluate(
          () =>
            [...document.querySelectorAll('main *')].filter(
              (each) => getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1,
            ).length,
        );
        expect(cut).toBe(0);
        const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
        expect(sheets!.length).toBeLessThanOrEqual(5);
        await page.goto(`${url}/reference.html#/${site.place}`);
        await drawn(page, 'Rate limits');
        expect(await page.locator('#redoc').evaluate(shownText)).toContain('curl --fail-with-body');
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'nothing is wider than a phone, on any page',
      async () => {
        for (const path of PAGES) {
          const { page } = await open(await running(), `${url}/${path}`, { viewport: { width: 390, height: 844 } });
          if (path.startsWith('reference')) await drawn(page, path.includes('#') ? site.path : site.tags);
          expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
          await page.context().close();
        }
      },
      WITHIN,
    );

    browserTest(
      'the first screen shows what an operation is, a request and its answer, and the page ends soon',
      async () => {
        const options = { viewport: { width: 1440, height: 900 } };
        const { page } = await open(await running(), `${url}/operations/${site.page}.html`, options);
        for (const text of [site.path, 'curl --fail-with-body', 'Answer'])
          expect(
            await page
              .getByText(text)
              .locator('visible=true')
              .first()
              .evaluate((each) => each.getBoundingClientRect().bottom),
          ).toBeLessThan(900);
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(4500);
        await page.context().close();
      },
      WITHIN,
    );

    for (const colorScheme of ['light', 'dark'] as const) {
      browserTest(
        `axe finds nothing on static pages, and nothing serious on the reference, in ${colorScheme}`,
        async () => {
          // In the dark only colours differ.
          const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {};
          for (const width of [390, 1440]) {
            for (const path of PAGES) {
              // The policy of the pages would refuse the script of axe.
              const options = { colorScheme, bypassCSP: true, viewport: { width, height: 900 } };
              const { page } = await open(await running(), `${url}/${path}`, options);
              if (path.startsWith('reference')) await drawn(page, path.includes('#') ? 'Rate limits' : site.tags);
              const found = await violationsIn(page, undefined, rules);
              const counts = path.startsWith('reference')
                ? found.filter((each) => /^(serious|critical)/.test(each))
                : found;
              expect([path, width, counts]).toEqual([path, width, []]);
              await page.context().close();
            }
          }
        },
        2 * WITHIN,
      );
    }

    browserTest(
      'the single file opens from disk, deep links included',
      async () => {
        const file = pathToFileURL(join(out, 'reference-offline.html')).href;
        const { page, complaints } = await open(await running(), `${file}#/${site.place}`);
        await drawn(page, 'Rate limits');
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      WITHIN,
    );

    browserTest(
      'the reference says where to read on, from disk and on paper',
      async () => {
        const { page } = await open(await running(), pathToFileURL(join(out, 'reference.html')).href);
        await page.getByText('A browser does not load this page from disk.').waitFor();
        await page.locator('.from-disk a', { hasText: 'The operations' }).click();
        await page.locator(`a[href="operations/${site.page}.html"]`).first().waitFor();
        await page.goto(`${url}/reference.html`);
        const onPaper = page.getByText('Paper shows only what is unfolded here.');
        expect(await onPaper.isVisible()).toBe(false);
        await page.emulateMedia({ media: 'print' });
        expect(await onPaper.isVisible()).toBe(true);
        await page.context().close();
      },
      WITHIN,
    );
  });
}
