import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { entryOf, unsaid } from '../../../scripts/release/changelog.ts';
import { missingFiles } from '../../../scripts/release/tarball.ts';
import { createPackage } from '../diff/support.ts';
import { type Run, run } from '../generate/support.ts';

const place = createPackage('release');
afterAll(place.remove);
const { git, edit } = place;
const write = (name: string, text: string): void => writeFileSync(join(place.path, name), text);
const release = (...args: string[]): Promise<Run> => place.run('release', ...args);
const commit = (): void => {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Step');
};
const refusals = ({ err }: Run): string[] => err.split('\n').filter(Boolean);

function writeManifests(version: string): void {
  const manifest = { name: 'shop', version, type: 'module', files: ['generated'] };
  const more = { exports: { '.': './generated/contract.js', './x': './dist/x.js' } };
  write('package.json', `${JSON.stringify({ ...manifest, ...more }, null, 2)}\n`);
  const lock = { name: 'shop', version, lockfileVersion: 3, packages: { '': { name: 'shop', version } } };
  write('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}

describe('npm run release', () => {
  test('names everything that speaks against a release at once, and changes nothing', async () => {
    writeManifests('9.9.9');
    write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- Much.\n');
    commit();
    git('tag', 'v2.2.0');
    edit('limit: 4', 'limit: 3');
    const run = await release();
    expect(run.code).toBe(1);
    expect(run.err).not.toMatch(/^\s+at /m);
    expect(refusals(run)).toEqual([
      expect.stringMatching(/^Refused: The working tree has changes .* Commit them/),
      expect.stringMatching(
        /^Refused: The contract has version 2\.3\.0, .* Run `npm version 2\.3\.0 --no-git-tag-version/,
      ),
      expect.stringMatching(/^Refused: `generated\/` is not what the contract makes\. Run `npm run generate`/),
      expect.stringMatching(/^Refused: CHANGELOG\.md says nothing under `## 2\.3\.0`/),
      expect.stringMatching(/^Refused: The changes since v2\.2\.0 are major, .* at least 3\.0\.0, not 2\.3\.0/),
      expect.stringMatching(/^Refused: The tarball lacks .*\.\/dist\/x\.js, which package\.json names/),
    ]);
    expect(git('tag').trim()).toBe('v2.2.0');
  }, 120_000);

  test('shows what would be released, then tags it', async () => {
    edit('version: 2.3.0', 'version: 3.0.0');
    await run([join(place.path, 'scripts', 'generate.mjs')], place.path);
    writeManifests('3.0.0');
    edit(',\n    "./x": "./dist/x.js"', '', 'package.json');
    write('CHANGELOG.md', '# Changelog\n\n## 3.0.0 - today\n\n- The window is smaller.\n\n## 2.2.0\n\n- Old.\n');
    commit();
    const silent = await release('--dry-run');
    expect(silent.err).toMatch(
      /^Refused: CHANGELOG\.md does not say under `## 3\.0\.0` what breaks, and what to do\. It lacks:\n {2}- that it breaks programs.*\n {2}- Window `second` .* Update, so that/,
    );
    edit('- The window is smaller.', '- **Breaking:** the window `second` is smaller: update.', 'CHANGELOG.md');
    commit();
    const dry = await release('--dry-run');
    expect({ code: dry.code, err: dry.err }).toEqual({ code: 0, err: '' });
    expect(dry.out).toMatch(/^shop 3\.0\.0, after v2\.2\.0\n1 change, major: .* The version is 3\.0\.0\.\n/);
    expect(dry.out).toContain('Changelog:\n  - **Breaking:** the window `second` is smaller: update.\n');
    expect(dry.out).not.toContain('Old.');
    expect(dry.out).toMatch(/Tarball: shop-3\.0\.0\.tgz, \d+ bytes, \d+ files\n {2}generated\/contract\.d\.ts\n/);
    expect(git('tag').trim()).toBe('v2.2.0');

    const wet = await release();
    expect({ code: wet.code, err: wet.err }).toEqual({ code: 0, err: '' });
    expect(wet.out).toContain('git push origin HEAD v3.0.0');
    expect(git('tag').trim().split('\n')).toEqual(['v2.2.0', 'v3.0.0']);
    expect(git('status', '--porcelain')).toBe('');
    expect(JSON.parse(readFileSync(join(place.path, 'package.json'), 'utf8')).version).toBe('3.0.0');
  }, 120_000);

  test('passes on the tagged commit, and not on the next with the same version', async () => {
    const [tagged, wrong] = await Promise.all([release('--dry-run', '--tag', 'v3.0.0'), release('--now')]);
    expect({ code: tagged.code, err: tagged.err }).toEqual({ code: 0, err: '' });
    expect({ code: wrong.code, usage: wrong.err.includes('Usage: npm run release') }).toEqual({ code: 2, usage: true });
    edit('limit: 3', 'limit: 2');
    const dirty = await release('--dry-run');
    expect(refusals(dirty)).toEqual([
      expect.stringMatching(/^Refused: The working tree has changes/),
      expect.stringMatching(/^Refused: `generated\/` is not what/),
      expect.stringMatching(/^Refused: Version 3\.0\.0 was released already/),
      expect.stringMatching(/^Refused: The changes since v3\.0\.0 are major, .* at least 4\.0\.0, not 3\.0\.0/),
    ]);
    edit('limit: 2', 'limit: 3');
    write('more.txt', 'More.\n');
    commit();
    const after = await release('--dry-run', '--tag', 'v3.0.0');
    expect({ code: after.code, refusals: refusals(after) }).toEqual({
      code: 1,
      refusals: [
        expect.stringMatching(/^Refused: This commit is not v3\.0\.0: its version is 3\.0\.0\. Tag it by/),
        expect.stringMatching(/^Refused: Version 3\.0\.0 was released already\. Raise `info\.version`/),
      ],
    });
  }, 120_000);
});

test('a changelog speaks of what breaks by its name', () => {
  const change = { kind: 'breaking' as const, message: 'Property `name` of `Thing` was removed.', advice: 'Stop.' };
  expect(unsaid('- **Breaking:** `name` of a thing is gone.', [change])).toEqual([]);
  expect(unsaid('- `name` is gone.', [change])).toEqual([expect.stringContaining('**Breaking:**')]);
  expect(unsaid('- **Breaking:** names are gone.', [change])).toEqual([
    'Property `name` of `Thing` was removed. Stop.',
  ]);
  expect(unsaid('- More.', [])).toEqual([]);
});

describe('a changelog', () => {
  const text =
    '# Changelog\n\n## [1.2.0] - 2026-01-01\n\n- New.\n\n## 1.1.0-rc.1\n\n- Soon.\n\n## v1.0.0\n\n## 0.9.0\nOld.\n';

  test.each([
    ['1.2.0', '- New.'],
    ['1.1.0-rc.1', '- Soon.'],
    ['1.1.0', undefined],
    ['1.0.0', ''],
    ['0.9.0', 'Old.'],
    ['1.2', undefined],
    ['11.2.0', undefined],
  ])('has for %s: %j', (version, entry) => {
    expect(entryOf(text, version)).toBe(entry);
  });
});

test('every file that a manifest names must be packed', () => {
  const manifest = {
    main: './a.js',
    bin: { a: './bin/a.js' },
    exports: { './*': './lib/*.js', './b': { types: './b.d.ts' } },
  };
  const tarball = { name: 'x', bytes: 1, files: ['a.js', 'lib/x.js'] };
  expect(missingFiles(manifest, tarball)).toEqual(['./b.d.ts', './bin/a.js']);
});
