// Type-checks everything, the core once more without Node's types. Compilers are called by their paths: two packages
// here bring a `tsc`, and which of them is linked depends on the order of installation.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const COMPILERS = ['node_modules/typescript/bin/tsc', 'node_modules/typescript-7/bin/tsc'];
let failed = false;
for (const compiler of COMPILERS) {
  for (const project of ['tsconfig.json', 'src/tsconfig.json']) {
    const { status } = spawnSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.stderr.write(`Types: ${compiler} -p ${project} failed.\n`);
    failed ||= status !== 0;
  }
}
process.exitCode = failed ? 1 : 0;
