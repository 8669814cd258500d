import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DiffError } from './diff/change.ts';
import { summary } from './diff/report.ts';
import { inspect, type Release } from './release/checks.ts';
import { npm } from './release/tarball.ts';

const USAGE = `Usage: npm run release [-- --dry-run]

Checks that this commit can be released and tags it with its version, which is that of the contract. Publishing is the
work of .github/workflows/release.yml, once the tag is pushed.

  --dry-run  Only check, and show what would be released.
  --tag TAG  Refuse another version than that of this tag, and a commit that does not have it.
  --help     Show this.
`;

export async function main(args: readonly string[]): Promise<number> {
  let options: { readonly 'dry-run': boolean; readonly tag?: string | undefined; readonly help: boolean };
  try {
    options = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean', default: false },
        tag: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const release = await inspect(options.tag);
    process.stdout.write(describe(release));
    for (const refusal of release.refusals) process.stderr.write(`Refused: ${refusal}\n`);
    if (release.refusals.length > 0) return 1;
    return options['dry-run'] ? done('Nothing speaks against it. Run `npm run release` to tag it.') : tag(release);
  } catch (error) {
    if (!(error instanceof DiffError)) throw error;
    process.stderr.write(`Refused: ${error.message}\n`);
    return 1;
  }
}

function describe({ name, version, isPrivate, before, report, entry, tarball }: Release): string {
  const lines = [
    `${name} ${version}, after ${before ?? 'nothing: this is the first release'}`,
    ...(report ? [summary(report)] : []),
    ...(isPrivate ? ['package.json says `private`: npm publishes nothing until that is taken out.'] : []),
    ...(entry ? ['', 'Changelog:', ...entry.split('\n').map((line) => `  ${line}`.trimEnd())] : []),
    ...(tarball ? ['', `Tarball: ${tarball.name}, ${tarball.bytes} bytes, ${tarball.files.length} files`] : []),
    ...(tarball?.files.map((file) => `  ${file}`) ?? []),
  ];
  return `${lines.join('\n')}\n\n`;
}

function tag({ version, tagged }: Release): number {
  if (tagged) return done(`This commit has the tag v${version}. Push it: \`git push origin v${version}\`.`);
  const { status, err } = npm('version', version, '--allow-same-version', '--message', 'Release %s');
  if (status !== 0) {
    process.stderr.write(`\`npm version ${version}\` failed, and nothing was tagged: ${err.trim()}\n`);
    return 1;
  }
  return done(`Tagged v${version}. Push it, and the workflow publishes: \`git push origin HEAD v${version}\`.`);
}

function done(message: string): number {
  process.stdout.write(`${message}\n`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
