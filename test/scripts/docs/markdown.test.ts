import { expect, test } from '@jest/globals';
import { assetOf } from '../../../scripts/docs/assets.ts';
import { decorate } from '../../../scripts/docs/decorate.ts';
import { renderMarkdown } from '../../../scripts/docs/html/render.ts';
import { breakable, safeAddress } from '../../../scripts/docs/html/text.ts';
import { llmsText } from '../../../scripts/docs/markdown/llms.ts';
import { operationFile, wholeFiles } from '../../../scripts/docs/markdown/pages.ts';
import { code, fence, plain, prose, table } from '../../../scripts/docs/markdown/text.ts';
import { headingSlug, Slugs } from '../../../scripts/docs/names.ts';
import { sentences } from '../../../scripts/docs/view/block.ts';
import { get, type Json } from '../../../src/openapi/json.ts';
import { commandName } from '../../../src/openapi/names.ts';
import { at } from '../../../src/openapi/pointer.ts';
import { CONTRACTS, oneOperation, readJson, siteOf } from './support.ts';

const ATTACKS = [
  '<script>CANARY()</script>',
  '<img src=x onerror=CANARY()>',
  '[x](javascript:CANARY())',
  '[x](java\tscript:CANARY())',
  '![x](https://canary.example/x.png)',
  '<https://ok.example/"onmouseover=CANARY()>',
  '`a\n<svg onload=CANARY()>',
  '```\n</code></pre><script>CANARY()</script>',
  '| a |\n| --- |\n| <script>CANARY()</script> |',
  '# <b onclick=CANARY()>x</b>',
  '[x]: data:text/html,CANARY\n[x]',
];

test.each(ATTACKS)('no HTML, script or picture gets through: %j', (attack) => {
  for (const markdown of [attack, prose(attack), plain(attack), code(attack), fence(attack, '"><script>')]) {
    const { html } = renderMarkdown(markdown);
    const tags = [...html.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/g)];
    for (const [, name, attributes] of tags) {
      expect(name).not.toMatch(/^(script|img|svg|b|iframe)$/);
      expect(attributes).not.toMatch(/\son\w+=|href="(?!https?:|mailto:|#)/);
    }
  }
});

test('only addresses that lead to pages are links', () => {
  expect(safeAddress('https://a.example')).toBe('https://a.example');
  expect(safeAddress('other.html#part')).toBe('other.html#part');
  for (const address of [
    'javascript:x',
    'JaVa\nScRiPt:x',
    '\u0001javascript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///x',
  ])
    expect(safeAddress(address)).toBeUndefined();
});

test('descriptions keep their Markdown and lose headings, pictures of others and tags of Markdoc', () => {
  expect(prose('# A *b*\n\n`<x>` {% if %} <y>\n\n```\n# c <z>\n```')).toBe(
    '**A *b***\n\n`<x>` \\{% if %} \\<y>\n\n```\n# c <z>\n```',
  );
  expect(prose('```\nopen')).toBe('```\nopen\n```');
  expect(prose('![a](https://b.example/c.png) ![d](e.png)')).toBe('[a](https://b.example/c.png) ![d](e.png)');
});

test('a table keeps its cells, whatever they hold', () => {
  const { html } = renderMarkdown(table(['A', 'B', 'C'], [[code('a|b'), plain('c|d\ne'), '']]));
  expect(html).toContain('<td data-label="A"><code>a|b</code></td><td data-label="B">c|d e</td></tr>');
  expect(table(['A'], [])).toBe('');
});

test('addresses are as short as file systems want them, and stay apart', () => {
  const slugs = new Slugs();
  const long = '集成'.repeat(60);
  const taken = ['a', long, `${long}x`, 'b'.repeat(300)].map((name) => slugs.take(`operations/${name}`));
  expect(taken[0]).toBe('operations/a');
  expect(new Set(taken).size).toBe(4);
  for (const path of taken) {
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(190);
    expect(path).not.toContain('\uFFFD');
  }
  expect(Buffer.byteLength(assetOf(long, 'js', '', 'try').path)).toBeLessThanOrEqual(210);
});

test('names of operations become addresses', () => {
  expect(['getIntegration', 'listSMSItems', 'repos/get-content', '../x', '日本'].map(commandName)).toEqual([
    ...['get-integration', 'list-sms-items', 'repos-get-content', 'x', '日本'],
  ]);
  expect(headingSlug('Schema ErrorBody')).toBe('schema-errorbody');
});

test.each(Object.keys(CONTRACTS) as (keyof typeof CONTRACTS)[])('the one Markdown file of %s has all of it', (name) => {
  const root = readJson(name);
  const site = siteOf(root);
  const text = wholeFiles(site).get('index.md')!;
  for (const { model, title, samples } of site.operations) {
    expect(text).toContain(`### ${title}\n`);
    expect(text).toContain(`${model.method} ${site.server}${model.path}`);
    for (const { entry } of model.parameters) expect(text).toContain(`| \`${entry.name}\` | ${entry.in} |`);
    for (const { source } of samples) expect(text).toContain(source);
    for (const { status } of model.responses)
      expect(text).toMatch(status === 'default' ? /##### Any other status/ : new RegExp(`##### ${status}`));
    for (const { limit } of model.rateLimit?.windows ?? []) expect(text).toContain(`| ${limit} |`);
  }
  const schemas = get(get(root, 'components'), 'schemas') as Json;
  for (const [schema, value] of Object.entries(schemas)) {
    expect(text).toContain(`### Schema \`${schema}\``);
    for (const property of Object.keys((get(value, 'properties') ?? {}) as Json))
      expect(text).toContain(`| \`${property}\` |`);
  }
});

test('the page of a list says how it goes on', () => {
  const site = siteOf(readJson('ours'));
  const list = site.operations.find(({ model }) => model.pagination)!;
  expect(operationFile(site, list)).toContain(
    'The answer is one page of a list: `page` takes the number of a page and its size.',
  );
});

test('every link within the one Markdown file leads to a heading', () => {
  for (const name of Object.keys(CONTRACTS) as (keyof typeof CONTRACTS)[]) {
    const { html, headings } = renderMarkdown(wholeFiles(siteOf(readJson(name))).get('index.md')!);
    const slugs = headings.map(({ slug }) => slug);
    for (const [, slug = ''] of html.matchAll(/href="#([^"]+)"/g)) expect(slugs).toContain(decodeURIComponent(slug));
  }
});

test('what is not certain, what is secret and the limits stand in the descriptions of the reference', () => {
  const root = structuredClone(readJson('ours'));
  const site = siteOf(readJson('ours'));
  decorate(root, site, () => undefined);
  const operation = site.operations.find(({ model }) => model.name === 'getIntegration')!.model;
  const text = String(get(at(root, operation.pointer), 'description'));
  expect(text).toContain('| burst | 10 | 1 second |');
  expect(text).toContain('The answer holds secrets in `Integration.settings`.');
  expect(text).toContain('- Parameter `view`: What `default` leaves out compared with `full` is not documented.');
  expect(text).toContain('Parameter `fields`');
  expect(text).not.toMatch(/x-(rate-limit|source|sensitive)/);
  const integration = get(get(get(root, 'components'), 'schemas'), 'Integration');
  expect(get(get(get(integration, 'properties'), 'settings'), 'description')).toContain('**Holds secrets:**');
});

test('examples are data: nothing is written into them', () => {
  const example = { description: '# x', 'x-source': 'older', properties: { description: '<b>' } };
  const schema = {
    type: 'object',
    description: 'A',
    examples: [example],
    properties: { description: { type: 'string', default: '# y' } },
  };
  const root = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas: { A: structuredClone(schema) } },
  };
  decorate(root as unknown as Json, siteOf(structuredClone(root) as unknown as Json), () => undefined);
  expect(root.components.schemas.A).toEqual(schema);
});

test.each([
  [undefined, ''],
  ['https://docs.example/shop/', 'https://docs.example/shop/'],
])('a language model finds everything from llms.txt, with its size, the largest last: %s', (url, base) => {
  const text = llmsText(
    siteOf(readJson('bookshop')),
    [{ title: 'A guide', address: 'guides/a.md', about: 'It helps.' }],
    [{ title: 'Not here', address: 'none.md', about: '' }],
    (path) => ({ 'index.md': 92_345, 'operations/add-book.md': 4321, 'guides/a.md': 99 })[path],
    url,
  );
  expect(text).toContain('# Bookshop\n\n> A contract');
  const book = `- [Add a book](${base}operations/add-book.md): \`POST /books\` (4 kB)`;
  const all = `- [Everything in one file](${base}index.md) (92 kB)`;
  expect([text.indexOf(book) > 0, text.indexOf(all) > text.indexOf(book)]).toEqual([true, true]);
  expect(text).toContain(`- [A guide](${base}guides/a.md): It helps. (99 bytes)`);
  expect(text).not.toContain('Not here');
});

test('a page has at most twenty-four schemas in full, and of all others the properties, each with a way to its section', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 80 }, (_, index) => [
      `T${index}`,
      { type: 'object', properties: { [`p${index}`]: { $ref: `#/components/schemas/T${(index + 1) % 80}` } } },
    ]),
  );
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/T0' } } };
  const site = siteOf(oneOperation({ responses: { 200: { description: 'A', content } } }, { components: { schemas } }));
  const text = operationFile(site, site.operations[0]!);
  expect(text.match(/^## Schema /gm)).toHaveLength(24);
  expect(text).toContain('| `p22` | [T23](#schema-t23) |');
  expect(text).toContain('| `p23` | [T24](../index.md#schema-t24) |');
  expect(text).toContain('- [T79](../index.md#schema-t79): `p79`');
  const { html, headings } = renderMarkdown(text);
  for (const [, slug = ''] of html.matchAll(/href="#([^"]+)"/g))
    expect(headings.map((each) => each.slug)).toContain(slug);
});

test('a long name ends a line where one of its parts ends', () => {
  expect(breakable('getSellerFundsSummary <ofB>')).toBe('get<wbr>Seller<wbr>Funds<wbr>Summary &lt;ofB&gt;');
  expect(breakable('/v1/things/{thingId}/parts_of_it')).toBe(
    '/<wbr>v1/<wbr>things/<wbr>{thing<wbr>Id}/<wbr>parts_<wbr>of_<wbr>it',
  );
  expect(breakable('listHTTPThings')).toBe('listHTTPThings');
});

test('what is said of an example is Markdown', () => {
  const examples = { A: { summary: 'a_b', description: '**Mind** the `type`.', value: 1 } };
  const content = { 'application/json': { examples } };
  const site = siteOf(oneOperation({ responses: { 200: { description: 'A', content } } }));
  expect(operationFile(site, site.operations[0]!)).toContain('Example 200 · A: a\\_b. **Mind** the `type`.');
});

test('a sentence after a list is no part of its last item', () => {
  for (const list of ['Either:\n* a\n* b', 'Either:\n1. a\n2. b', 'Either:\n\n- a'])
    expect(sentences(list, 'No body.')).toBe(`${list}.\n\nNo body.`);
  expect(sentences('One\n- two', 'x')).toContain('\n\nx');
  expect(sentences('One\ntwo - three', 'x')).toBe('One\ntwo - three. x');
});
