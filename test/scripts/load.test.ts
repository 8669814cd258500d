import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { DocumentError, loadDocument } from '../../scripts/load.ts';
import { scratch } from './generate/support.ts';

const folder = scratch('load');
afterAll(folder.remove);
const HEAD = 'openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths: {}\n';

function refusal(name: string, text: string): string {
  const file = join(folder.path, 'inside', name);
  mkdirSync(join(folder.path, 'inside'), { recursive: true });
  writeFileSync(file, text);
  try {
    loadDocument(file);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return `${error.place.line}:${error.place.column} ${error.message}`;
  }
  return 'nothing';
}

/** Aliases of aliases: ten to the power of `levels` values from a few lines. */
function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const items = Array.from({ length: 10 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
    return `x-${level}: &a${level} [${items.join(', ')}]\n`;
  });
  return HEAD + lines.join('');
}

describe('a document that is made to do harm', () => {
  test.each([
    ['aliases that unfold', 'bomb.yaml', bomb(9), /^1:1 The aliases of this file unfold into too many nodes/],
    ['aliases that unfold into text', 'text.yaml', bomb(7), /^1:1 The aliases of this file unfold/],
    ['an alias of itself', 'self.yaml', `${HEAD}x: &a [*a]\n`, /^4:8 An alias of this file holds itself/],
    ['depth', 'deep.yaml', `${HEAD}x: ${'['.repeat(600)}${']'.repeat(600)}\n`, /^1:1 The file nests deeper than 500/],
    [
      'more depth than YAML can be read with',
      'deeper.yaml',
      `${HEAD}x: ${'['.repeat(20_000)}`,
      /nests deeper than 500/,
    ],
    ['depth in JSON', 'deep.json', `{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, /nests deeper than 500/],
    ['size', 'large.yaml', `${HEAD}x: ${'a'.repeat(65 * 1024 * 1024)}\n`, /^1:1 The file has \d+ bytes, more than/],
    ['an absolute path', 'absolute.yaml', `${HEAD}x: { $ref: /etc/passwd }\n`, /^4:12 This reference is no plain/],
    ['a way up', 'up.yaml', `${HEAD}x: { $ref: ../package.json }\n`, /leads out of the root document's folder/],
    ['an encoded way up', 'encoded.yaml', `${HEAD}x: { $ref: '%2e%2e/package.json' }\n`, /is no plain relative path/],
    ['another scheme', 'scheme.yaml', `${HEAD}x: { $ref: 'file:///etc/passwd' }\n`, /nothing is fetched/],
    ['another host', 'host.yaml', `${HEAD}x: { $ref: '//host.example/x' }\n`, /nothing is fetched/],
  ])('%s', (_, name, text, message) => {
    expect(refusal(name, text)).toMatch(message);
  });

  test('a link that leads out of the folder', () => {
    mkdirSync(join(folder.path, 'inside'), { recursive: true });
    symlinkSync(join(folder.path, 'package.json'), join(folder.path, 'inside', 'link.json'));
    expect(refusal('link.yaml', `${HEAD}x: { $ref: link.json }\n`)).toMatch(/leads out of the root document's folder/);
  });

  test('`__proto__` is a name like any other', () => {
    expect(refusal('proto.yaml', `${HEAD}__proto__: { polluted: true }\n`)).toBe('nothing');
    const { root } = loadDocument(join(folder.path, 'inside', 'proto.yaml'));
    expect(Object.hasOwn(root, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
