import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { lintDocument } from '../../../scripts/lint.ts';
import { complaints } from '../../../scripts/redocly/run.ts';
import { breakages, sound } from './breakages.ts';

// One Redocly run over all fixtures: each is the clean document with one thing broken.
const clean = parse(readFileSync(resolve('test/contracts/bookshop/openapi.yaml'), 'utf8')) as object;
let folder: string;
let problems: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  const files = [...breakages, ...sound].map(({ edit }, index) => {
    const document = structuredClone(clean);
    edit(document as never);
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(document));
    return file;
  });
  problems = (await lintDocument(...files)).problems;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (index: number): string[] => problems.filter((problem) => problem.includes(`/${index}.json:`));

describe('every rule finds what it is there for', () => {
  test.each(breakages.map(({ rule, what }, index) => [rule, what, index] as const))('%s: %s', (rule, _, index) => {
    const found = problemsOf(index);
    expect(found.map((problem) => / ([\w/.-]+): /.exec(problem)?.[1])).toContain(rule);
    expect(found.every((problem) => /:\d+:\d+ /.test(problem))).toBe(true);
  });

  test('no rule of our own, configured or written, is without a fixture', () => {
    const { rules } = parse(readFileSync(resolve('redocly.yaml'), 'utf8')) as { rules: Record<string, unknown> };
    const configured = Object.entries(rules).flatMap(([rule, setting]) => (setting === 'off' ? [] : [rule]));
    expect(configured.filter((rule) => !breakages.some((breakage) => breakage.rule === rule))).toEqual([]);
  });
});

test.each(sound.map(({ what }, index) => [what, breakages.length + index] as const))(
  'nothing is found in %s',
  (_, index) => {
    expect(problemsOf(index)).toEqual([]);
  },
);

test('both contracts are clean', async () => {
  const files = ['openapi/openapi.yaml', 'test/contracts/bookshop/openapi.yaml'].map((file) => resolve(file));
  expect(await lintDocument(...files)).toEqual({ ok: true, problems: [] });
});

test('a document that is not there, or not YAML, is a problem with its place', async () => {
  const missing = await lintDocument(join(folder, 'missing.yaml'));
  expect(missing.problems[0]).toContain('missing.yaml:1:1 The file cannot be read (ENOENT)');
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'openapi: 3.1.0\ninfo: [\n');
  const result = await lintDocument(broken);
  expect(result.ok).toBe(false);
  expect(result.problems[0]).toMatch(/broken\.yaml:\d+:\d+ The file is not YAML/);
});

test("only the frame of Redocly's box is left out of what it says", () => {
  const box = '╔════╗\n║ Warning: Node v20 is deprecated ║\n║    ║\n╚════╝\nError: no such plugin\n';
  expect(complaints(box)).toEqual(['Error: no such plugin']);
});
