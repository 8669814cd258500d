// Type-checks everything, the core and what runs in pages once more without Node's types. Compilers are called by their
// paths: two packages here bring a `tsc`, and which of them is linked depends on the order of installation.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const COMPILERS = ['node_modules/typescript/bin/tsc', 'node_modules/typescript-7/bin/tsc'];
const PROJECTS = ['tsconfig.json', 'src/tsconfig.json', 'scripts/docs/page/tsconfig.json'];

const checks = COMPILERS.flatMap((compiler) => PROJECTS.map((project) => check(compiler, project)));
process.exitCode = (await Promise.all(checks)).every(Boolean) ? 0 : 1;

function check(compiler, project) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [compiler, '-p', project], { cwd: root });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        said += data;
      });
    }
    child.on('close', (status) => {
      if (status !== 0) process.stderr.write(`${said}Types: ${compiler} -p ${project} failed.\n`);
      resolve(status === 0);
    });
  });
}
