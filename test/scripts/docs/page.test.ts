import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readScript } from '../../../scripts/docs/assets.ts';
import { highlight } from '../../../scripts/docs/html/highlight.ts';
import { inWords } from '../../../scripts/docs/markdown/text.ts';
import { find, type SearchEntry } from '../../../scripts/docs/page/index.ts';
import { searchIndex } from '../../../scripts/docs/search.ts';
import { readJson, siteOf } from './support.ts';

test('what runs in a page is small, and one classic script', async () => {
  const { text } = await readScript('page', 'main.ts');
  expect(gzipSync(text).byteLength).toBeLessThan(6 * 1024);
  expect(text).not.toMatch(/\b(import|export)\b[\s{(]|\bfetch\(|new Worker/);
});

test('the index is a script that sets one name, from which nothing of a document can leave', () => {
  const site = siteOf({
    ...readJson('bookshop'),
    webhooks: { '</script>': { post: { summary: '</script><b>', responses: {} } } },
  });
  const { text } = searchIndex(site, [], []);
  expect(text).toMatch(/^var docsSearch=\[/);
  expect(text).not.toContain('</script');
  const entries = JSON.parse(text.replace(/^var docsSearch=|;\n$/g, '')) as SearchEntry[];
  expect(find(entries, 'trace_id', 3).map(({ entry: [, title], words }) => [title, words])).toContainEqual([
    expect.any(String),
    ['trace_id'],
  ]);
  expect(find(entries, 'POST books', 1)[0]!.entry[2]).toBe('operations/add-book.html');
});

test('a search finds what has all words, the best first', () => {
  const entries: SearchEntry[] = [
    [0, 'List orders', 'a', 'GET /orders', 'page size'],
    [0, 'Orders', 'b', '', ''],
    [2, 'Size', 'c', '', 'order_size'],
  ];
  const paths = (query: string): string[] => find(entries, query, 2).map(({ entry: [, , path] }) => path);
  expect([
    paths('orders'),
    paths('ORDERS list'),
    paths('size'),
    paths('order_size'),
    paths('none'),
    paths(' '),
  ]).toEqual([...[['b', 'a'], ['a'], ['c', 'a'], ['c'], [], []]]);
});

test.each([
  ['json', '{"a": "b", "c": [1, true]}', '{<b>"a"</b>: <i>"b"</i>, <b>"c"</b>: [<u>1</u>, <b>true</b>]}'],
  ['typescript', "const a = 'x'; // no", "<b>const</b> a = <i>'x'</i>; <s>// no</s>"],
  ['bash', "curl --head 'https://a'", "<b>curl</b> <u>--head</u> <i>'https://a'</i>"],
  ['yaml', 'a: 1 # no', '<b>a</b>: <u>1</u> <s># no</s>'],
  ['unknown', '<a>', '&lt;a&gt;'],
])('words of %s are marked', (language, code, html) => expect(highlight(code, language)).toBe(html));

test('marked code says what it said, and holds no tag of its own', () => {
  for (const language of ['json', 'typescript', 'php', 'bash', 'yaml', 'javascript']) {
    for (const code of [
      '<script>"</script>" // <b>',
      "'\\'<img src=x>",
      '`a\n<i>`',
      '# <u>\n<?php // </s>',
      '"a": <x>',
    ]) {
      const html = highlight(code, language);
      expect(
        html
          .replace(/<\/?[bius]>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&'),
      ).toBe(code);
      expect(html.replace(/<\/?[bius]>/g, '')).not.toContain('<');
    }
  }
});

test('a description is words without Markdown, to the end of a sentence or a word', () => {
  expect(inWords('# T\n\n> **Tip.** Read `a_b` *now*, [here](x.html).\n\n- one')).toBe('T Read a_b now, here. one');
  expect(inWords('`code` begins it. And it goes on.', 20)).toBe('code begins it.');
  expect(inWords('words without any end at all', 20)).toBe('words without any…');
});
