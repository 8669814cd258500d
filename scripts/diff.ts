import { command, start, UsageError } from './command-line.ts';
import { DiffError } from './diff/change.ts';
import { compareContracts } from './diff/compare.ts';
import { type Format, isBumped, render } from './diff/report.ts';
import { sideOf, workingTree } from './diff/sides.ts';
import { lastTag } from './git.ts';

const USAGE = `Usage: npm run diff -- [BASE [REVISION]] [--format text|json|markdown]

Says what changed between two contracts, what users of the client must do, and which version has to follow.

  BASE      A file, or a revision of git. Default: the last tag v*
  REVISION  A file, or a revision of git. Default: the working tree
  --format  text for people (the default), json for programs, markdown for the changelog
  --help    Show this.

Exit codes: 0, 1 where the version is too small for the changes, or nothing can be compared, 2 for wrong usage.
`;

const OPTIONS = { format: { type: 'string', default: 'text' } } as const;

export function main(args: readonly string[]): Promise<number> {
  return command(args, USAGE, { allowPositionals: true, options: OPTIONS }, async ({ values, positionals }) => {
    const format = (['text', 'json', 'markdown'] as const).find((each) => each === values.format);
    if (!format) throw new UsageError(`Expected \`--format\` to be text, json or markdown; got \`${values.format}\`.`);
    if (positionals.length > 2) throw new UsageError('Expected at most two contracts, BASE and REVISION.');
    try {
      return await diff(positionals, format);
    } catch (error) {
      if (!(error instanceof DiffError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}

async function diff([from, to]: readonly string[], format: Format): Promise<number> {
  const base = from ?? lastTag();
  const revision = to === undefined ? workingTree() : sideOf(to);
  if (base === undefined) {
    process.stderr.write('Nothing was released yet: there is no tag v*. Any version may be the first.\n');
    // What reads JSON gets JSON: the working tree compared with itself.
    if (format === 'json') process.stdout.write(render(await compareContracts(revision, revision), format));
    return 0;
  }
  const report = await compareContracts(sideOf(base), revision);
  process.stdout.write(render(report, format));
  return isBumped(report) ? 0 : 1;
}

await start(import.meta.url, main);
