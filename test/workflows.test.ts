import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const folder = join('.github', 'workflows');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const steps = ({ text }: (typeof files)[number]): Record<string, string>[] =>
  Object.values(parse(text).jobs as Record<string, { steps: Record<string, string>[] }>).flatMap((job) => job.steps);

describe.each(files)('$name', (file) => {
  test('pins every action by its commit, with the version in words', () => {
    const lines = file.text.split('\n').filter((line) => line.includes('uses:'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('gives no more rights than it says, and no secret', () => {
    expect(parse(file.text).permissions).toEqual({ contents: 'read' });
    expect(file.text).not.toContain('secrets.');
    // A text of a pull request in a command would be run.
    for (const { run = '' } of steps(file)) expect(run).not.toContain('${{');
  });

  test('calls only commands that the package has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const { run = '' } of steps(file))
      for (const [, name = ''] of run.matchAll(/npm run (?:--silent )?([\w:]+)/g))
        expect(scripts).toHaveProperty([name]);
  });
});
