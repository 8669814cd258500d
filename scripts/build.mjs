// Makes `dist/` from `src/`: modules, CommonJS, and types for both. With --if-stale only when something is newer than
// what was made last, so that tests of the package never see an old one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'generated', 'package.json', 'tsdown.config.mjs'];
const out = join(root, 'dist');

if (
  !process.argv.includes('--if-stale') ||
  oldest(out) <= Math.max(...SOURCES.map((path) => newest(join(root, path))))
) {
  rmSync(out, { recursive: true, force: true });
  const tsdown = join(root, 'node_modules', 'tsdown', 'dist', 'run.mjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--no-deprecation', tsdown], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`The build failed.\n${stdout}${stderr}`);
    rmSync(out, { recursive: true, force: true });
    process.exitCode = 1;
  }
}

function timesIn(path) {
  const stats = statSync(path);
  return stats.isDirectory() ? readdirSync(path).flatMap((name) => timesIn(join(path, name))) : [stats.mtimeMs];
}

function newest(path) {
  return Math.max(...timesIn(path));
}

function oldest(path) {
  return existsSync(path) ? Math.min(...timesIn(path)) : 0;
}
