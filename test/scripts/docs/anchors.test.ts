import { expect, test } from '@jest/globals';
import { anchorsOf, withAnchors, withAnchorsInMarkdown } from '../../../scripts/docs/anchors.ts';
import { renderProse } from '../../../scripts/docs/html/render.ts';
import { oneOperation, siteOf } from './support.ts';

const anchors = anchorsOf(
  siteOf(
    oneOperation(
      { tags: ['All Things'] },
      {
        info: { title: 'One', version: '1', description: '# Getting started\n\n## Rate & limits' },
        tags: [{ name: 'All Things' }],
        components: { schemas: { Thing: { type: 'object' } } },
      },
    ),
  ),
);

test.each([
  ['operation/doThing', 'operations/do-thing.html'],
  ['tag/All-Things/operation/doThing', 'operations/do-thing.html'],
  ['tag/All-Things/paths/~1things~1%7Bid%7D/post', 'operations/do-thing.html'],
  ['/paths/~1things~1{id}/post', 'operations/do-thing.html'],
  ['tag/All-Things', 'operations.html#all-things'],
  ['section/Getting-started/Rate-and-limits', undefined],
  ['section/Getting-started', 'index.html#getting-started'],
  ['rate-limits', 'index.html#rate-limits'],
  ['getting-started', 'index.html#getting-started'],
  ['schema/Thing', 'schemas.html#schema-thing'],
  ['/components/schemas/Thing', 'schemas.html#schema-thing'],
  ['operation/nothing', undefined],
  ['schema/Nothing', undefined],
])('#%s of a description leads to %s', (fragment, place) => {
  const html = withAnchors(renderProse(`See [*it*](#${fragment}).`), 'operations/x.html', anchors);
  const inner = '<em>it</em>';
  expect(html.trim()).toBe(`<p>See ${place === undefined ? inner : `<a href="../${place}">${inner}</a>`}.</p>`);
});

test('what is on the page stays there', () => {
  const html = withAnchors(`<h2 id="a&amp;b"></h2>${renderProse('[x](#a&b "t") [y](#b)')}`, 'x.html', anchors);
  expect(html).toContain('<p><a href="#a&amp;b" title="t">x</a> y</p>');
});

test('in Markdown, what is surely none of the file leads to the file that has it', () => {
  const text =
    '[a](#operation/doThing) [b](#tag/All-Things) [c](#schema-thing) [d](#operation/none) [e](#schema/Thing)';
  expect(withAnchorsInMarkdown(text, 'operations/x.md', anchors)).toBe(
    '[a](../operations/do-thing.md) [b](../index.md#all-things) [c](#schema-thing) [d](#operation/none) [e](#schema/Thing)',
  );
});

test('a place beside the page that a description was written for is its words', () => {
  const html = renderProse('[a](chat.post#x) [b](../c) [d](/e) [f](https://g.example/) [h](../i.html#j)');
  expect(html).toBe('<p>a b <a href="/e">d</a> <a href="https://g.example/">f</a> <a href="../i.html#j">h</a></p>\n');
});

test('a picture beside the document is its words, since the site has none', () => {
  expect(renderProse('![A tree](tree.png) ![](x) ![B](/b.png)')).toBe('<p>A tree  <img src="/b.png" alt="B"></p>\n');
});
