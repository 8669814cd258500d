import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { IMPACT_OF, type Impact } from '../../../scripts/diff/change.ts';
import { POLICY } from '../../../scripts/diff/policy.ts';
import { compareVersions, nextVersion } from '../../../scripts/diff/version.ts';
import { ROOT } from '../generate/support.ts';

const DOCUMENT = readFileSync(join(ROOT, 'docs', 'diff-policy.md'), 'utf8');

/** The rows of the table under a heading. */
function table(heading: string): string[][] {
  const section = DOCUMENT.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return rows.slice(1).map((row) => row.slice(2, -2).split(' | '));
}

describe('the written policy', () => {
  test('is the one in the code', () => {
    expect(table('Cases').map(([, kind, rule]) => [rule, kind])).toEqual(
      Object.entries(POLICY).map(([rule, [kind]]) => [`\`${rule}\``, kind]),
    );
  });

  test('says what to do about all that breaks, and only about that', () => {
    const urgent = ['breaking', 'types', 'deprecation'];
    for (const [kind, advice] of Object.values(POLICY)) expect(advice !== '').toBe(urgent.includes(kind));
  });

  test('gives every kind the impact that the code gives it', () => {
    expect(table('Kinds').map(([kind, impact]) => [kind, impact])).toEqual(
      Object.entries(IMPACT_OF).map(([kind, impact]) => [`\`${kind}\``, impact]),
    );
  });

  test.each(table('Versions'))('after %s with a %s change comes %s', (base, impact, next) => {
    expect(nextVersion(base!, impact as Impact)).toBe(next);
  });
});

describe('versions', () => {
  test('a version that was announced is not used up', () => {
    expect(nextVersion('2.0.0-rc.1', 'major')).toBe('2.0.0');
    expect(nextVersion('2.0.0-rc.1', 'patch')).toBe('2.0.0');
    expect(nextVersion('2.0.1-rc.1', 'minor')).toBe('2.1.0');
    expect(nextVersion('1.2', 'patch')).toBeUndefined();
  });

  test('have the order of semver', () => {
    const sorted = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0',
      '1.10.0',
    ];
    expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
    expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
  });
});
