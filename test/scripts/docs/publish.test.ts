import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { publish } from '../../../scripts/docs/publish.ts';

const FRAME = { head: '<!--own head-->', header: '<header></header>', footer: '<footer></footer>' };
/** What the renderer of the pinned version asks for, with nothing around it. */
const RENDERER = [
  'a=`https://cdn.redoc.ly/redoc/logo-mini-full.svg`,`https://cdn.redoc.ly/redoc/logo-mini.svg`;',
  'b=`https://cdn.redocly.com/icons/fa/7.0.0`,`https://cdn.redocly.com/icons/code/5.24.0`;',
  'c=`https://otel.cloud.redocly.com/v1/traces`;d="</script><!--";export{Redoc,hydrate};',
].join('');
const PAGE = [
  '<head><!--docs:policy--><!--docs:head-->',
  '<link rel="modulepreload" href="https://cdn.redocly.com/redoc/v3/r.js" integrity="sha384-x" crossorigin="anonymous" /></head>',
  '<body><!--docs:header--><script>first()</script><script type="module">',
  'import { hydrate } from "https://cdn.redocly.com/redoc/v3/r.js";',
  'const o = {"disableTelemetry":true};</script><!--docs:footer--></body>',
].join('\n');
const make = (page = PAGE, renderer = RENDERER) => {
  const made = publish({ page, renderer }, FRAME, FRAME);
  return { ...made, page: made.page! };
};

test('the page loads its own script, by its hash, under a policy that allows nothing else', () => {
  const { page, renderer, single } = make();
  expect(page + single + renderer.text).not.toMatch(/cdn\.redoc|otel\./);
  const hash = createHash('sha384').update(renderer.text).digest('base64');
  expect(page).toContain(`<link rel="modulepreload" href="${renderer.path}" integrity="sha384-${hash}">`);
  expect(page).toContain(`import { hydrate } from "./${renderer.path}";`);
  expect(page).toContain(`<script type="importmap">{"integrity":{"./${renderer.path}":"sha384-${hash}"}}</script>`);
  for (const text of [page, single]) {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|connect-src/);
    const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
    for (const script of scripts) expect(policy).toContain(createHash('sha256').update(script).digest('base64'));
    expect(policy.match(/sha256-/g)).toHaveLength(new Set(scripts).size);
  }
});

test('one file holds the script, which cannot end its element', () => {
  const { single } = make();
  expect(single).toContain('d="<\\/script>\\x3c!--";');
  expect(single).not.toContain('export{');
  expect(single.match(/<\/script>/g)).toHaveLength(2);
});

test.each<[string, string, string, RegExp]>([
  ['telemetry', PAGE.replace('true', 'false'), RENDERER, /telemetry is off/],
  ['another way to load', PAGE.replace('modulepreload', 'preload'), RENDERER, /in another way/],
  ['a missing logo', PAGE, RENDERER.replace('logo-mini.svg', 'logo.svg'), /no longer asks for .*logo-mini\.svg/],
  [
    'a second sender',
    PAGE,
    RENDERER.replace('d=', 'e=`https://otel.cloud.redocly.com/v1/traces`;d='),
    /no longer asks for .*otel/,
  ],
  [
    'a new host',
    PAGE,
    RENDERER.replace('d=', 'e="https://fonts.example/a.woff";d='),
    /https:\/\/fonts\.example, which is new/,
  ],
  [
    'a font in the page',
    PAGE.replace('<body>', '<link href="//fonts.example/a.css"><body>'),
    RENDERER,
    /the page loads \/\/fonts\.example/,
  ],
  [
    'a picture in the page',
    PAGE.replace('<body>', '<body><img src="https://a.example/b.png">'),
    RENDERER,
    /the page loads https:\/\/a\.example/,
  ],
  ['a style in the page', PAGE.replace('<body>', '<style>@import "x";</style><body>'), RENDERER, /styles of the page/],
  ['no hydrate', PAGE, RENDERER.replace('hydrate}', 'init}'), /exports no `hydrate`/],
])('an upgrade that brings %s fails the build', (_, page, renderer, message) => {
  expect(() => make(page, renderer)).toThrow(message);
});

test('of a large document only the file for offline use is made', () => {
  const { page, single } = publish({ page: PAGE, renderer: RENDERER }, undefined, FRAME);
  expect(page).toBeUndefined();
  expect(single).toBe(make().single);
});
