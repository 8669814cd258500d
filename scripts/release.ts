import { command, start } from './command-line.ts';
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

const OPTIONS = { 'dry-run': { type: 'boolean' }, tag: { type: 'string' } } as const;

export function main(args: readonly string[]): Promise<number> {
  return command(args, USAGE, { options: OPTIONS }, async ({ values }) => {
    try {
      const release = await inspect(values.tag);
      process.stdout.write(describe(release));
      for (const refusal of release.refusals) process.stderr.write(`Refused: ${refusal}\n`);
      if (release.refusals.length > 0) return 1;
      return values['dry-run'] ? done('Nothing speaks against it. Run `npm run release` to tag it.') : tag(release);
    } catch (error) {
      if (!(error instanceof DiffError)) throw error;
      process.stderr.write(`Refused: ${error.message}\n`);
      return 1;
    }
  });
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

await start(import.meta.url, main);
