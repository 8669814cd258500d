import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readFacts } from '../../../scripts/docs/facts.ts';
import { linksOf, readGuides } from '../../../scripts/docs/guides.ts';
import * as entry from '../../../src/index.ts';
import { ROOT, scratch } from '../generate/support.ts';

const folder = scratch('docs-guides');
afterAll(folder.remove);
const guides = join(folder.path, 'docs');
mkdirSync(guides);
for (const name of ['b', 'a', 'z'])
  writeFileSync(join(guides, `${name}.md`), `# Guide \`${name}\`\n\nAbout *${name}*. More.\n`);
writeFileSync(
  join(guides, 'README.md'),
  '# Guides\n\nFirst words.\n\n- [Z](z.md)\n- [Gone](gone.md)\n- [A](./a.md#part)\n- [B](b.md)\n',
);

test('guides come in the order of the links of README.md, the others after them', () => {
  expect(readGuides(guides).guides.map(({ title, path, about }) => [title, path, about])).toEqual([
    ['Guide z', 'guides/z.html', 'About z.'],
    ['Guide a', 'guides/a.html', 'About a.'],
    ['Guide b', 'guides/b.html', 'About b.'],
  ]);
  expect(readGuides(join(folder.path, 'none'))).toEqual({ guides: [], list: undefined });
  expect(readGuides(undefined).guides).toEqual([]);
});

test('links lead to pages of the site; where there is none, the text stays', () => {
  const lost: string[] = [];
  const files = new Map([
    [join(guides, 'b.md'), 'guides/b.html'],
    [join(folder.path, 'spec.yaml'), 'openapi.yaml'],
  ]);
  const find = (file: string, address: string) => files.get(file) ?? void lost.push(address);
  const resolve = linksOf(join(guides, 'a.md'), 'guides/a.html', find);
  expect(['b.md#x', '../spec.yaml', '#here', 'https://a.example/', '../LICENSE'].map(resolve)).toEqual([
    ...['b.html#x', '../openapi.yaml', '#here', 'https://a.example/', undefined],
  ]);
  expect(lost).toEqual(['../LICENSE']);
});

test('package.json names a function of this package and the variable of its credential', () => {
  const facts = readFacts(ROOT, true);
  expect(entry).toHaveProperty(facts.factory);
  expect(facts).toMatchObject({ package: 'ocamba-hood', token: 'OCAMBA_TOKEN', variable: 'hood', command: 'hood' });
  expect(entry).toHaveProperty(readFacts(ROOT, false).factory);
});
