import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get, getString } from '../../src/openapi/json.ts';
import { DiffError } from '../diff/change.ts';
import { compareContracts, type Report } from '../diff/compare.ts';
import { isBumped } from '../diff/report.ts';
import { sideOf, workingTree } from '../diff/sides.ts';
import { oneLine } from '../diff/words.ts';
import { commitOf, git, lastTag } from '../git.ts';
import { DocumentError, placed } from '../load/error.ts';
import { loadDocument } from '../load.ts';
import { ROOT } from '../project.ts';
import { entryOf, unsaid } from './changelog.ts';
import { missingFiles, pack, type Tarball } from './tarball.ts';

/** Everything that a release is made of, and what speaks against it. */
export interface Release {
  readonly name: string;
  readonly version: string;
  /** Whether npm is told to publish nothing. */
  readonly isPrivate: boolean;
  /** The tag of the release before; undefined before the first. */
  readonly before: string | undefined;
  /** Whether this commit has its tag already. */
  readonly tagged: boolean;
  readonly report: Report | undefined;
  readonly entry: string | undefined;
  readonly tarball: Tarball | undefined;
  /** One or two sentences each: what is wrong, and what to do. */
  readonly refusals: readonly string[];
}

/** Looks at everything before it says anything: whoever mends one thing should know of the next. */
export async function inspect(wanted?: string): Promise<Release> {
  const refusals: string[] = [];
  const current = isCurrent();
  const manifest = readJson('package.json');
  const [name, packaged] = [getString(manifest, 'name') ?? '', getString(manifest, 'version') ?? ''];
  const version = contractVersion();
  const tag = `v${version}`;
  const isDirty = (git('status', '--porcelain')?.length ?? 0) > 0;
  const isAtTag = commitOf(tag) !== undefined && commitOf(tag) === commitOf('HEAD');
  // What was edited after the tag is not what has it.
  const tagged = isAtTag && !isDirty;
  const before = lastTag(tagged ? tag : undefined);

  const report = before === undefined ? undefined : await compareContracts(sideOf(before), workingTree());
  const tarball = pack();

  if (isDirty)
    refusals.push(
      'The working tree has changes that are not committed. Commit them, or put them away with `git stash -u`.',
    );
  if (packaged !== version || get(readJson('package-lock.json'), 'version') !== version)
    refusals.push(
      `The contract has version ${version}, package.json or package-lock.json another. Run \`npm version ${version} --no-git-tag-version --allow-same-version\`.`,
    );
  if (!(await current))
    refusals.push('`generated/` is not what the contract makes. Run `npm run generate`, and commit what it writes.');
  if (wanted !== undefined && !(isAtTag && wanted === tag))
    refusals.push(
      `This commit is not ${oneLine(wanted)}: its version is ${version}. Tag it by \`npm run release\`, not by hand.`,
    );
  if (!tagged && commitOf(tag) !== undefined)
    refusals.push(
      `Version ${version} was released already. Raise \`info.version\` of the contract, then run \`npm run generate\`.`,
    );
  const changelog = existsSync(join(ROOT, 'CHANGELOG.md')) ? readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8') : '';
  const entry = entryOf(changelog, version);
  if (!entry)
    refusals.push(
      `CHANGELOG.md says nothing under \`## ${version}\`. Write it, from \`npm run diff -- --format markdown\` and what is under \`## Unreleased\`.`,
    );
  const missing = entry && report ? unsaid(entry, report.changes) : [];
  if (missing.length > 0)
    refusals.push(
      `CHANGELOG.md does not say under \`## ${version}\` what breaks, and what to do. It lacks:\n${missing.map((each) => `  - ${each}\n`).join('')}`.trimEnd(),
    );
  if (report && !isBumped(report))
    refusals.push(
      `The changes since ${before} are ${report.impact}, so that the version is at least ${report.nextVersion}, not ${version}. Set \`info.version\` of the contract, then run \`npm run generate\`; \`npm run diff\` says what changed.`,
    );
  if (!tarball) refusals.push('npm cannot pack the package. Run `npm pack --dry-run` to see why.');
  const lacking = tarball ? missingFiles(manifest, tarball) : [];
  if (lacking.length > 0)
    refusals.push(
      `The tarball lacks ${lacking.join(', ')}, which package.json names. Build first, or correct \`files\` there.`,
    );
  const isPrivate = get(manifest, 'private') === true;
  return { ...{ name, version, isPrivate, before, tagged, report, entry, tarball }, refusals };
}

function contractVersion(): string {
  try {
    return getString(get(loadDocument(workingTree().file).root, 'info'), 'version') ?? '';
  } catch (error) {
    if (error instanceof DocumentError) throw new DiffError(placed(error.place, error.message));
    throw error;
  }
}

/** Runs beside the other checks, in a process of its own. */
function isCurrent(): Promise<boolean> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'generate.mjs'), '--check'], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  return new Promise((done, failed) => child.once('error', failed).once('close', (code) => done(code === 0)));
}

function readJson(name: string): unknown {
  const path = join(ROOT, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
