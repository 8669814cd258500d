// Packs the package, installs it here as a user would, and makes it work everywhere it says it does. Prints a table.
// `npm run test:consumers [-- NAME…]` runs those whose name contains one of the words.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { consumers } from './consumers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const work = join(here, '.work');

const wanted = process.argv.slice(2);
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
await step('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'], here);
await step('npm pack', 'npm', ['pack', '--pack-destination', work], root);
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tarball = join(work, `${name}-${version}.tgz`);
const install = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', tarball];
await step('npm install', 'npm', install, here);

const installed = (entry) => import(pathToFileURL(join(here, 'node_modules', name, 'dist', entry)));
const { createEmulator } = await installed('testing.js');
const { listen } = await installed('testing-node.js');
const emulator = createEmulator({ limits: false });
const server = await listen(emulator);
const redirecting = createServer((_, response) => response.writeHead(302, { location: server.url }).end());
await new Promise((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
const redirectUrl = `http://127.0.0.1:${redirecting.address().port}`;

const context = { here, root, work, tarball, name, baseUrl: server.url, redirectUrl, emulator, run };
const rows = [];
for (const [label, consume] of Object.entries(consumers)) {
  if (wanted.length > 0 && !wanted.some((word) => label.toLowerCase().includes(word.toLowerCase()))) continue;
  const started = performance.now();
  let result;
  try {
    const said = await consume(context);
    result = said?.skipped ? `skipped: ${said.skipped}` : `ok${said ? `: ${said}` : ''}`;
    // What is not there on somebody's machine is left out; in CI all of it must have run.
    if (said?.skipped && process.env.CI) throw new Error(`${said.skipped} It must be there in CI.`);
  } catch (error) {
    result = `FAILED\n${String(error.message).replace(/^/gm, '    ')}`;
    process.exitCode = 1;
  }
  rows.push(result);
  const time = `${((performance.now() - started) / 1_000).toFixed(1)} s`;
  console.log(`${label.padEnd(36)} ${time.padStart(7)}  ${result}`);
}
await server.close();
redirecting.close();
if (rows.length === 0) {
  console.error(`No consumer has such a name. There are: ${Object.keys(consumers).join(', ')}.`);
  process.exitCode = 2;
}

async function step(label, command, args, cwd) {
  const { code, out, err } = await run(command, args, { cwd });
  if (code === 0) return;
  console.error(`${label} failed.\n${out}${err}`);
  process.exit(1);
}

/** Runs a program to its end. */
function run(command, args, { cwd = here, env = {}, timeoutMs = 120_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out, err });
    });
  });
}
