import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change } from '../../../scripts/diff/change.ts';
import { scratch } from '../generate/support.ts';
import { CASES, documents, nameOf, pathOf } from './cases.ts';
import { diff } from './support.ts';

const folder = scratch('cases');
afterAll(folder.remove);
let report: { readonly changes: readonly Change[] };

beforeAll(async () => {
  const made = documents();
  const files = (['base', 'revision'] as const).map((name) => {
    const file = join(folder.path, `${name}.json`);
    writeFileSync(file, JSON.stringify(made[name]));
    return file;
  });
  const { code, out, err } = await diff([...files, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  report = JSON.parse(out);
}, 60_000);

/** What was found of a case: its path and its schema are its own. */
function findings(what: string, path = pathOf(what)): readonly Change[] {
  const places = [pathOf(what), path].map((each) => `/paths/${each.replaceAll('/', '~1')}`);
  const own = [...places, `/components/schemas/${nameOf(what)}`];
  return report.changes.filter(({ pointer }) => own.some((at) => pointer === at || pointer.startsWith(`${at}/`)));
}

describe('changes, all in one pair of documents', () => {
  test.each(CASES)('$what: $wanted', ({ what, wanted, types = false, path }) => {
    const found = findings(what, path);
    const [worst] = found.filter(({ kind }) => kind !== 'types');
    expect({ contract: worst?.kind ?? 'nothing', types: found.some(({ kind }) => kind === 'types') }).toEqual({
      contract: wanted,
      types,
    });
  });

  test('nothing was found of anything else', () => {
    const known = CASES.flatMap(({ what, path }) => findings(what, path));
    expect(report.changes.filter((finding) => !known.includes(finding))).toEqual([]);
  });

  test('of two types of one name, none is told by the file that nobody has', () => {
    const told = report.changes.map(({ message }) => message);
    expect(told.filter((message) => message.includes('of the revision'))).not.toEqual([]);
    expect(told.filter((message) => message.includes('import('))).toEqual([]);
  });

  test('is a report for programs: these keys and no others', () => {
    expect(Object.keys(report)).toEqual(['impact', 'nextVersion', 'changes']);
    expect(report).toMatchObject({ impact: 'major', nextVersion: '2.0.0' });
    for (const change of report.changes) expect(Object.keys(change)).toEqual(['impact', 'kind', 'pointer', 'message']);
  });
});
