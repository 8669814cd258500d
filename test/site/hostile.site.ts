import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { scratch } from '../scripts/generate/support.ts';
import { testWith } from '../support/test-with.ts';
import { browserOf, build, filesUnder, host, open } from './support.ts';

const WITHIN = 60_000;
const folder = scratch('site-hostile');
const browserTest = testWith('chromium');
const running = browserOf(folder);

browserTest(
  'a hostile document runs nothing and asks for nothing',
  async () => {
    const text =
      '<img src=x onerror="globalThis.CANARY=1"> <script>globalThis.CANARY=1</script> [a](javascript:globalThis.CANARY=1) ' +
      '<a href="javascript:globalThis.CANARY=1" onfocus="globalThis.CANARY=1">d</a> <b onpointerover="globalThis.CANARY=1">e</b> ' +
      '<p>&lt;script&gt;globalThis.CANARY=1&lt;/script&gt;</p> ' +
      '![b](https://canary.example/b.png) {% image src="https://canary.example/c.png" /%} </script><script>globalThis.CANARY=1</script> $&';
    const attack = `${text}\n\n\`\`\`html {% x %}\n{% if $a %} ${text}\n\`\`\`\n\n<!--docs:footer-->`;
    const schema = {
      type: 'object',
      title: text,
      description: attack,
      properties: { [text]: { type: 'string', description: attack, examples: [text] } },
    };
    const content = { 'application/json': { schema, examples: { one: { summary: text, value: { [text]: text } } } } };
    const operation = {
      ...{ operationId: text, summary: text, description: attack, tags: [text] },
      externalDocs: { url: 'javascript:globalThis.CANARY=1', description: text },
      parameters: [
        { name: text, in: 'query', description: attack, example: text, schema: { type: 'string', enum: [text] } },
      ],
      requestBody: { description: attack, content },
      responses: { 200: { description: attack, content, headers: { 'X-A': { description: attack, schema } } } },
    };
    const document = {
      openapi: '3.1.0',
      info: { title: text, version: text, summary: text, description: attack },
      servers: [{ url: 'https://one.example/"><script>globalThis.CANARY=1</script>' }],
      tags: [{ name: text, description: attack }],
      paths: { [`/a/${text.replace(/[{}]/g, '')}`]: { post: operation } },
    };
    const spec = join(folder.path, 'hostile.json');
    writeFileSync(spec, JSON.stringify(document));
    const out = join(folder.path, 'hostile');
    await build(out, '--spec', spec, '--no-lint');
    const { url, close } = await host(out);
    const pages = ['index.html', 'operations.html', 'reference.html'];
    const { page: list } = await open(await running(), `${url}/operations.html`);
    pages.push(
      new URL(
        await list
          .locator('.operations a')
          .first()
          .evaluate((link) => (link as HTMLAnchorElement).href),
      ).pathname.slice(1),
    );
    for (const path of pages) {
      // Without the policy, so that it is not the policy alone that holds.
      for (const bypassCSP of [false, true]) {
        const { page, complaints } = await open(await running(), `${url}/${path}`, { bypassCSP });
        await page.waitForLoadState('networkidle');
        if (path === 'reference.html') await page.locator('#redoc h1').first().waitFor();
        expect([path, await page.evaluate(() => (globalThis as { CANARY?: number }).CANARY)]).toEqual([
          path,
          undefined,
        ]);
        expect([path, complaints.filter((complaint) => /asked for|Content Security/.test(complaint))]).toEqual([
          path,
          [],
        ]);
        expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
        await page.context().close();
      }
    }
    await close();
  },
  2 * WITHIN,
);

browserTest(
  'names that are longer than a phone is wide do not widen a page',
  async () => {
    const name = 'treasury_inbound_transfers_resource_inbound_transfer_resource_linkedFlowsOfTheResource';
    const $ref = `#/components/schemas/${name}`;
    const schema = { type: 'object', properties: { [name]: { type: 'array', items: { $ref } } } };
    const responses = { 200: { description: 'A', content: { 'application/json': { schema: { $ref } } } } };
    const operation = (id: string) => ({ get: { operationId: `${name}${id}`, tags: [name], responses } });
    const long = {
      openapi: '3.1.0',
      info: { title: 'Long', version: '1' },
      servers: [{ url: 'https://one.example' }],
      paths: { [`/${name}`]: operation('A'), '/b': operation('B'), '/c': operation('C') },
      components: { schemas: { [name]: schema } },
    };
    const spec = join(folder.path, 'long.json');
    writeFileSync(spec, JSON.stringify(long));
    const out = join(folder.path, 'long');
    await build(out, '--spec', spec, '--no-lint');
    const { url, close } = await host(out);
    const pages = filesUnder(join(out, 'operations')).filter((path) => path.endsWith('.html'));
    for (const path of [
      'index.html',
      'operations.html',
      'schemas.html',
      ...pages.map((page) => `operations/${page}`),
    ]) {
      const { page } = await open(await running(), `${url}/${path}`, { viewport: { width: 390, height: 844 } });
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
      await page.context().close();
    }
    await close();
  },
  WITHIN,
);
