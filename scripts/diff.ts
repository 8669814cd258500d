import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DiffError } from './diff/change.ts';
import { compareContracts, removing } from './diff/compare.ts';
import { type Format, isBumped, render } from './diff/report.ts';
import { lastTag, type Side, sideOf, UsageError, workingTree } from './diff/sides.ts';

const USAGE = `Usage: npm run diff -- [BASE [REVISION]] [--format text|json|markdown]

Says what changed between two contracts, what users of the client must do, and which version has to follow.

  BASE      A file, or a revision of git. Default: the last tag v*
  REVISION  A file, or a revision of git. Default: the working tree
  --format  text for people (the default), json for programs, markdown for the changelog
  --help    Show this.

Exit codes: 0, 1 where the version is too small for the changes, or nothing can be compared, 2 for wrong usage.
`;

interface Options {
  readonly names: readonly string[];
  readonly format: Format;
  readonly help: boolean;
}

function readArguments(args: readonly string[]): Options {
  let parsed: { readonly values: { readonly format: string; readonly help: boolean }; readonly positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' }, help: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  const format = (['text', 'json', 'markdown'] as const).find((each) => each === values.format);
  if (!format) throw new UsageError(`Expected \`--format\` to be text, json or markdown; got \`${values.format}\`.`);
  if (positionals.length > 2) throw new UsageError('Expected at most two contracts, BASE and REVISION.');
  return { names: positionals, format, help: values.help };
}

export async function main(args: readonly string[]): Promise<number> {
  const folders: string[] = [];
  const temporary = (folder: string): void => void folders.push(folder);
  try {
    const { names, format, help } = readArguments(args);
    if (help) {
      process.stdout.write(USAGE);
      return 0;
    }
    const base = names[0] ?? lastTag();
    const revision: Side = names[1] === undefined ? workingTree() : sideOf(names[1], temporary);
    if (base === undefined) {
      process.stderr.write('Nothing was released yet: there is no tag v*. Any version may be the first.\n');
      // What reads JSON gets JSON: the working tree compared with itself.
      if (format === 'json') process.stdout.write(render(await compareContracts(revision, revision), format));
      return 0;
    }
    const report = await compareContracts(sideOf(base, temporary), revision);
    process.stdout.write(render(report, format));
    return isBumped(report) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof DiffError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    removing(folders);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
