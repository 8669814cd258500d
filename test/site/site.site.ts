import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { scratch } from '../scripts/generate/support.ts';
import { build, CONTRACTS, filesUnder } from './support.ts';

const folder = scratch('site');
afterAll(folder.remove);

const digests = (out: string): Record<string, string> =>
  Object.fromEntries(
    filesUnder(out).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex'),
    ]),
  );

describe.each(Object.keys(CONTRACTS) as (keyof typeof CONTRACTS)[])('the site of %s', (name) => {
  const out = join(folder.path, name);
  const args = name === 'ours' ? [] : ['--spec', CONTRACTS[name]];
  const text = (file: string): string => readFileSync(join(out, file), 'utf8');
  beforeAll(() => build(out, ...args), 60_000);

  test('has every kind of file', () => {
    const files = filesUnder(out);
    const fixed = ['.nojekyll', '404.html', 'index.html', 'index.md', 'llms.txt', 'openapi.json', 'openapi.yaml'];
    expect(files).toEqual(expect.arrayContaining([...fixed, 'operations.html', 'reference.html', 'schemas.html']));
    expect(files).toEqual(expect.arrayContaining(['favicon.ico', 'favicon.svg', 'apple-touch-icon.png', 'robots.txt']));
    expect(files).toContain('reference-offline.html');
    // A list of places that does not say on which host they are is none.
    expect(files).not.toContain('sitemap.xml');
    expect(text('robots.txt')).toBe('User-agent: *\nAllow: /\n');
    expect(files.includes('changelog.html')).toBe(name === 'ours');
    expect(files.includes('guides/getting-started.html')).toBe(name === 'ours');
    const { paths } = JSON.parse(text('openapi.json')) as { paths: Record<string, object> };
    const operations = Object.values(paths).flatMap((item) => Object.keys(item).filter((key) => key !== 'parameters'));
    expect(files.filter((file) => /^operations\/.*\.html$/.test(file))).toHaveLength(operations.length);
    expect(parse(text('openapi.yaml'))).toHaveProperty('paths');
  });

  test('two builds are equal to the byte', async () => {
    const second = join(folder.path, `${name}-again`);
    await build(second, ...args);
    expect(digests(second)).toEqual(digests(out));
  }, 60_000);

  test('every link leads to a file and a place in it', () => {
    const files = new Set(filesUnder(out));
    const ids = (file: string): Set<string> =>
      new Set([...text(file).matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id.replaceAll('&amp;', '&')));
    const broken: string[] = [];
    for (const file of [...files].filter((each) => /\.(html|md|txt)$/.test(each))) {
      const found = file.endsWith('.html')
        ? [
            ...text(file)
              .replace(/<script[\s\S]*?<\/script>/g, '')
              .matchAll(/\s(?:href|src)="([^"]*)"/g),
          ]
        : [
            ...text(file)
              .replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
              .matchAll(/\]\(([^()\s]+)\)/g),
          ];
      for (const [, address = ''] of found) {
        // The reference's own addresses belong to its script.
        if (/^(https?:|mailto:|data:)/.test(address) || (file.startsWith('reference') && /^(\/|#)/.test(address)))
          continue;
        const url = new URL(address, `http://site/${file}`);
        const target = decodeURIComponent(url.pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
        const place = decodeURIComponent(url.hash.slice(1));
        const missing = !files.has(target) || (place !== '' && target.endsWith('.html') && !ids(target).has(place));
        if (missing) broken.push(`${file}: ${address}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('pages are whole documents under a policy, and static ones have no script but those of the site', () => {
    for (const file of filesUnder(out).filter((each) => each.endsWith('.html'))) {
      const page = text(file);
      expect(page).toMatch(
        /^<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"/,
      );
      expect(page).not.toContain('<!--docs:');
      expect(page).not.toContain('property="og:');
      // Of scripts those alone that are files of the site.
      const others = page.replace(/<script src="(?:\.\.\/)*assets\/[\w.-]+\.js" defer><\/script>/g, '');
      if (!file.startsWith('reference')) expect(others).not.toMatch(/<script|\sstyle=|\son[a-z]+=/);
      if (file === '404.html') expect(page).not.toMatch(/\s(href|src)=/);
    }
  });
});

test('with an address, pages say where they are, and the sitemap is absolute', async () => {
  const out = join(folder.path, 'addressed');
  await build(out, '--spec', CONTRACTS.bookshop, '--url', 'https://docs.example/shop');
  const text = (file: string): string => readFileSync(join(out, file), 'utf8');
  expect(text('sitemap.xml')).toContain('<loc>https://docs.example/shop/operations/add-book.html</loc>');
  expect(text('operations/add-book.html')).toContain(
    'rel="canonical" href="https://docs.example/shop/operations/add-book.html"',
  );
  expect(text('index.html')).toContain('rel="canonical" href="https://docs.example/shop/"');
  const dataOf = (file: string): { '@graph': Record<string, unknown>[] } =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(text(file))![1]!);
  expect(dataOf('index.html')['@graph']).toMatchObject([{ '@type': 'WebAPI', url: 'https://docs.example/shop/' }]);
  const url = 'https://docs.example/shop/operations/add-book.html';
  const way = [{ position: 1, item: 'https://docs.example/shop/operations.html' }, { position: 2 }, { item: url }];
  expect(dataOf('operations/add-book.html')['@graph']).toMatchObject([
    { '@type': 'TechArticle', headline: 'Add a book', url },
    { '@type': 'BreadcrumbList', itemListElement: way },
  ]);
  expect(text('operations/add-book.html')).toContain(`<meta property="og:url" content="${url}">`);
  expect(text('404.html')).not.toMatch(/og:|ld\+json/);
  expect(text('404.html')).toContain('href="/shop/index.html"');
  expect(text('404.html')).not.toMatch(/\s(href|src)="(?!\/shop\/|#main")/);
  expect(text('robots.txt')).toContain('\nSitemap: https://docs.example/shop/sitemap.xml\n');
  expect(text('sitemap.xml')).not.toContain('404.html');
  expect(text('llms.txt')).toMatch(
    /\]\(https:\/\/docs\.example\/shop\/operations\/add-book\.md\): `POST \/books` \(\d+ kB\)/,
  );
  expect(text('llms.txt')).not.toMatch(/\]\((?!https:)/);
}, 60_000);

test('a document of many files, remote references apart, becomes one site', async () => {
  const spec = join(folder.path, 'split.yaml');
  writeFileSync(
    join(folder.path, 'thing.yaml'),
    'type: object\ndescription: A thing.\nproperties: { id: { type: string } }\n',
  );
  const content = "{ application/json: { schema: { $ref: './thing.yaml' } } }";
  writeFileSync(
    spec,
    `openapi: 3.1.0\ninfo: { title: Split, version: '1' }\npaths:\n  /things:\n    get:\n      responses: { '200': { description: A thing., content: ${content} } }\n`,
  );
  const out = join(folder.path, 'split');
  await build(out, '--spec', spec, '--no-lint');
  expect(JSON.stringify(parse(readFileSync(join(out, 'openapi.yaml'), 'utf8')))).not.toContain('thing.yaml');
  expect(readFileSync(join(out, 'index.md'), 'utf8')).toContain('A thing.');
}, 60_000);
