import { expect, test } from '@jest/globals';
import { renderProse } from '../../../scripts/docs/html/render.ts';
import { prose } from '../../../scripts/docs/markdown/text.ts';
import { markdownOf } from '../../../scripts/generate/to-markdown.ts';
import { withoutHtml } from '../../../scripts/generate/without-html.ts';

/** Descriptions as people write them, and as a page shows them. */
const SHOWN: readonly (readonly [text: string, html: string])[] = [
  [
    '<p>Retrieves the details of an <b>account</b>.</p>',
    '<p>Retrieves the details of an <strong>account</strong>.</p>',
  ],
  [
    'One<br>two **three** <a href="https://x.example/a_b" onclick="x()">f<i>o</i>ur</a>',
    '<p>One<br>two <strong>three</strong> <a href="https://x.example/a_b">f<em>o</em>ur</a></p>',
  ],
  [
    '<ul><li>One <code>a_b</code></li><li>Two<ol><li>in</li></ol></li></ul>',
    '<ul>\n<li>One <code>a_b</code></li>\n<li>Two<ol>\n<li>in</li>\n</ol>\n</li>\n</ul>',
  ],
  ['x<sup>2</sup> H<sub>2</sub>O<!-- nobody reads this -->', '<p>x^2 H2O</p>'],
  ['<p>unclosed <b>bold', '<p>unclosed <strong>bold</strong></p>'],
  [
    'Give <id> or <your-key>, not `<b>`, <b>nor</b> snake_case, a < b &amp; c > d',
    '<p>Give &lt;id&gt; or &lt;your-key&gt;, not <code>&lt;b&gt;</code>, <strong>nor</strong> snake_case, a &lt; b &amp; c &gt; d</p>',
  ],
  [
    '<p>A subtotal of <currency>1</currency> and &lt;b&gt;</p>',
    '<p>A subtotal of &lt;currency&gt;1&lt;/currency&gt; and &lt;b&gt;</p>',
  ],
  [
    '<pre><code class="language-text">{ "a": "&lt;p&gt;" }</code></pre>',
    '<pre><code>{ "a": "&lt;p&gt;" }</code></pre>',
  ],
  [
    '> [!NOTE]\n> Mind <b>this</b>.',
    '<div class="note tip" role="note">\n<p><strong>Note.</strong> Mind <strong>this</strong>.</p>\n</div>',
  ],
  [
    'One.<note> <p>Mind <i>this</i>.</p> </note><important><p>And</p><p>that.</p></important> A <note> of <fullname>Amazon S3</fullname>.',
    '<p>One.</p>\n<div class="note tip" role="note">\n<p><strong>Note.</strong> Mind <em>this</em>.</p>\n</div>\n<div class="note tip" role="note">\n<p><strong>Important.</strong> And</p>\n<p>that.</p>\n</div>\n<p>A &lt;note&gt; of Amazon S3.</p>',
  ],
  [
    '<code>https://x.example/?filter=a:[1..2]</code> and <b>more</b>',
    '<p><code>https://x.example/?filter=a:[1..2]</code> and <strong>more</strong></p>',
  ],
  ['See <a href="/a b ">that</a>.', '<p>See <a href="/a b">that</a>.</p>'],
];

test.each(SHOWN)('says the same without HTML: %j', (text, html) => {
  expect(renderProse(prose(markdownOf(text))).trim()).toBe(html);
});

test('a table stays one, with the lines of its cells', () => {
  const html = renderProse(
    prose(markdownOf('<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></table>')),
  );
  expect(html).toContain('<th scope="col">A</th>');
  expect(html).toContain('<td data-label="A">1|2</td><td data-label="B">x<br><br>y</td>');
});

test('what holds no HTML stays as it is', () => {
  for (const text of ['*a* <id> 1 < 2', '`<p>`', '<https://x.example>', 'a\n\n- b'])
    expect(markdownOf(text)).toBe(text);
});

test('nothing of it runs', () => {
  const attacks = [
    '<p onmouseover="CANARY()">a</p><script>CANARY()</script>',
    '<a href="javascript:CANARY()">a</a><a href="java&#10;script:CANARY()">b</a>',
    '<b>&lt;script&gt;CANARY()&lt;/script&gt;</b>',
    '<p>&lt;img src=x onerror=CANARY()&gt;</p>',
    '<pre>&lt;/code&gt;&lt;/pre&gt;<script>CANARY()</script></pre>',
    '<table><tr><td><iframe src=https://canary.example></iframe></td></tr></table>',
    "<b><svg onload=CANARY()></b><a title='\"><script>CANARY()</script>' href=x>a</a>",
  ];
  for (const attack of attacks) {
    const html = renderProse(prose(markdownOf(attack)));
    for (const [, name, attributes] of html.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/g)) {
      expect(name).not.toMatch(/^(script|img|svg|iframe)$/);
      expect(attributes).not.toMatch(/\son\w+=|href="java/);
    }
  }
});

test('a document keeps all but its descriptions, and itself where there is nothing to say otherwise', async () => {
  const example = { description: '<b>a</b>' };
  const properties = { description: { type: 'string', default: '<p>', description: '<p>Of it.</p>', example } };
  const document = { info: { title: '<b>', description: 'A<br>b' }, tags: [{ name: 'x' }], components: { properties } };
  const made = await withoutHtml(document);
  expect(made).toEqual({
    ...document,
    info: { title: '<b>', description: 'A  \nb' },
    components: { properties: { description: { ...properties.description, description: 'Of it.' } } },
  });
  expect(made['tags']).toBe(document.tags);
  const plain = { info: { description: 'A <id>' } };
  expect(await withoutHtml(plain)).toBe(plain);
});

test('names of the author that are keywords elsewhere hide no description, and data has none', async () => {
  const html = { description: '<b>a</b>' };
  const properties = { default: html, examples: html, 'x-a': html };
  const one = { summary: 'One', ...html, value: html };
  const content = {
    'application/json': { schema: { properties, default: html, examples: [html] }, examples: { one } },
  };
  const post = { requestBody: { content }, 'x-more': html };
  const made = await withoutHtml({ 'x-webhooks': { made: { post } } });
  const said = { description: '**a**' };
  const schema = {
    ...{ default: html, examples: [html] },
    properties: { default: said, examples: said, 'x-a': said },
  };
  const examples = { one: { ...one, ...said } };
  expect(made).toEqual({
    'x-webhooks': {
      made: { post: { requestBody: { content: { 'application/json': { schema, examples } } }, 'x-more': html } },
    },
  });
});
