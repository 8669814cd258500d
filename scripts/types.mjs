// Type-checks everything with the compiler of a package, the core and what runs in pages once more without Node's types.
// A compiler is called by its path: two packages here bring a `tsc`, and which of them is linked depends on the order of
// installation.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [, , name] = process.argv;
const compiler = `node_modules/${name}/bin/tsc`;
const PROJECTS = ['tsconfig.json', 'src/tsconfig.json', 'scripts/docs/page/tsconfig.json'];

process.exitCode = (await Promise.all(PROJECTS.map(check))).every(Boolean) ? 0 : 1;

function check(project) {
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
