// Prints what the diff says of every pair, and what `redocly diff` says: `npm run diff:figures [-- FOLDER]`. A folder
// holds folders with base.json, revision.json and expected.json; without one, the pairs of the tests are taken.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareContracts } from '../../../scripts/diff/compare.ts';
import { CONFIG } from '../../../scripts/project.ts';
import { redocly } from '../../../scripts/redocly/run.ts';
import { type Pair, readPairs } from './pairs.ts';

const args = process.argv.slice(2).filter((arg) => arg !== '--alone');
const isAlone = process.argv.includes('--alone');

function pairsIn(folder: string): Pair[] {
  const json = (name: string, file: string): unknown =>
    JSON.parse(readFileSync(join(folder, name, `${file}.json`), 'utf8'));
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      ...{ name, base: json(name, 'base'), revision: json(name, 'revision') },
      expected: (json(name, 'expected') as Pair).expected,
    }));
}

const scratch = mkdtempSync(join(tmpdir(), 'figures-'));
const sums = {
  breaking: 0,
  found: 0,
  redoclyFound: 0,
  others: 0,
  alarms: 0,
  typesOnly: 0,
  redoclyAlarms: 0,
  nothing: 0,
  silent: 0,
};
try {
  for (const pair of args[0] === undefined ? readPairs() : pairsIn(args[0])) {
    const [base, revision] = (['base', 'revision'] as const).map((side) => {
      const file = join(scratch, `${side}.json`);
      writeFileSync(file, JSON.stringify(pair[side]));
      return { file, shown: () => side };
    });
    const { changes } = await compareContracts(base!, revision!);
    const kinds = [...new Set(changes.map(({ kind }) => kind))];
    const other = isAlone ? undefined : await redoclySays(base!.file, revision!.file);
    const [isBreaking, onlyTypes] = [
      kinds.includes('breaking'),
      kinds.includes('types') && !kinds.includes('breaking'),
    ];
    const right = rightness(pair, kinds);
    if (pair.expected === 'breaking') {
      sums.breaking++;
      sums.found += Number(isBreaking || onlyTypes);
      sums.redoclyFound += Number(other === true);
    } else {
      sums.others++;
      sums.alarms += Number(isBreaking);
      sums.typesOnly += Number(onlyTypes);
      sums.redoclyAlarms += Number(other === true);
    }
    if (pair.expected === 'none') {
      sums.nothing++;
      sums.silent += Number(changes.length === 0);
    }
    if (!right) {
      process.stdout.write(`${pair.name}: expected ${pair.expected}, says ${kinds.join(', ') || 'nothing'}\n`);
      for (const { message } of changes.slice(0, 4)) process.stdout.write(`    ${message}\n`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function rightness({ expected }: Pair, kinds: readonly string[]): boolean {
  const isMajor = kinds.includes('breaking') || kinds.includes('types');
  if (expected === 'breaking') return isMajor;
  if (expected === 'none') return kinds.length === 0;
  return !isMajor && (expected !== 'docs' || kinds.join() === 'docs');
}

async function redoclySays(base: string, revision: string): Promise<boolean> {
  const { stdout } = await redocly(['diff', base, revision, '--config', CONFIG, '--format=json', '--fail-on=none']);
  const { changes } = JSON.parse(stdout) as { readonly changes: readonly { readonly verdicts: readonly unknown[] }[] };
  return changes.some(({ verdicts }) => verdicts.length > 0);
}

const beside = (count: number): string => (isAlone ? '' : `; \`redocly diff\` alone ${count}`);
process.stdout.write(
  [
    `breaking pairs found: ${sums.found} of ${sums.breaking}${beside(sums.redoclyFound)}`,
    `false alarms: ${sums.alarms} of ${sums.others}, and ${sums.typesOnly} that only types see${beside(sums.redoclyAlarms)}`,
    `the same in another form, and nothing said: ${sums.silent} of ${sums.nothing}`,
    '',
  ].join('\n'),
);
