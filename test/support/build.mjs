import { spawnSync } from 'node:child_process';

export default function build() {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}
