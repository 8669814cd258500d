import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { cpuOf, median } from './cpu.ts';
import { largeDocument } from './large-document.ts';

const REPETITIONS = 3;
const ROOT = resolve(import.meta.dirname, '..');
const HERE = join(import.meta.dirname, 'large');
const SPEC = join(HERE, 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');
const bin = (...path: string[]): string => join(ROOT, 'node_modules', ...path);

interface Tool {
  readonly generate: (out: string) => readonly string[];
  /** A program that makes one call, beside what was made in `out`. */
  readonly program: string;
}

/** The first is what the others are measured against. */
const TOOLS: Readonly<Record<string, Tool>> = {
  'redocly generate-client': {
    generate: (out) => [bin('@redocly', 'cli', 'bin', 'cli.js'), 'generate-client', SPEC, '-o', join(out, 'client.ts')],
    program: `import { repos_get } from './client.js';
export const name = (await repos_get({ path: { owner: 'a', repo: 'b' } } as never)) as unknown;`,
  },
  ours: {
    generate: (out) => [join(ROOT, 'scripts', 'generate.mjs'), '--spec', SPEC, '--out', join(out, 'made'), '--no-lint'],
    program: `import { createClient } from 'ocamba-hood';
import { contract } from './made/contract.js';
const client = createClient(contract, {});
export const name: string = (await client.reposGet({ owner: 'a', repo: 'b' })).full_name;`,
  },
  'ours, the call named': {
    generate: () => [],
    program: `import { createClient } from 'ocamba-hood';
import { api, reposGet } from './made/contract.js';
const client = createClient({ ...api, operations: { reposGet } }, {});
export const name: string = (await client.reposGet({ owner: 'a', repo: 'b' })).full_name;`,
  },
  'openapi-typescript, openapi-fetch': {
    generate: (out) => [
      bin('openapi-typescript', 'bin', 'cli.js'),
      SPEC,
      ...['--redocly', join(out, 'redocly.yaml'), '-o', join(out, 'schema.d.ts')],
    ],
    program: `import createClient from 'openapi-fetch';
import type { paths } from './schema.js';
const client = createClient<paths>({ baseUrl: 'https://api.github.com' });
const { data } = await client.GET('/repos/{owner}/{repo}', { params: { path: { owner: 'a', repo: 'b' } } });
export const name: string | undefined = data?.full_name;`,
  },
  'hey-api': {
    generate: (out) => [
      join(HERE, 'node_modules', '@hey-api', 'openapi-ts', 'bin', 'run.js'),
      ...['-i', SPEC, '-o', join(out, 'hey')],
    ],
    program: `import { reposGet } from './hey/sdk.gen.js';
const { data } = await reposGet({ path: { owner: 'a', repo: 'b' } });
export const name: string | undefined = data?.full_name;`,
  },
};

/** GitHub's document of 13 MB and 1,223 operations: what it costs to generate, and what a program pays that makes one call. */
export async function benchLarge(): Promise<void> {
  if (!existsSync(SPEC)) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], HERE);
  mkdirSync(join(ROOT, '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.scratch', 'large-'));
  try {
    writeFileSync(join(folder, 'redocly.yaml'), '{}\n');
    writeFileSync(join(folder, 'package.json'), '{ "name": "large", "type": "module" }\n');
    process.stdout.write(`${REPETITIONS} interleaved runs, CPU medians; GitHub, 13 MB, 1,223 operations\n`);
    await reportGeneration(folder);
    await reportPrograms(folder);
    await reportStart(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reportGeneration(folder: string): Promise<void> {
  const taken = new Map(Object.keys(TOOLS).map((name) => [name, { seconds: [] as number[], megabytes: 0 }]));
  for (let count = 0; count < REPETITIONS; count += 1) {
    for (const [name, { generate }] of Object.entries(TOOLS)) {
      const command = generate(folder);
      if (command.length === 0) continue;
      // What was made stands from one tool to the next; where it stood already, ours would have nothing to do.
      const afresh = (): void => {
        for (const made of ['client.ts', 'made', 'schema.d.ts', 'hey'])
          if (command.some((word) => word.endsWith(made))) rmSync(join(folder, made), { recursive: true, force: true });
      };
      const entry = taken.get(name)!;
      if (count === 0) {
        afresh();
        entry.megabytes = peakOf(folder, command);
      }
      afresh();
      entry.seconds.push(cpuOf(command) / 1_000);
    }
  }
  const peer = taken.get(Object.keys(TOOLS)[0]!)!;
  for (const [name, { seconds, megabytes }] of taken) {
    if (seconds.length === 0) continue;
    const [time, base] = [median(seconds), median(peer.seconds)];
    process.stdout.write(
      `  generate  ${name.padEnd(34)} ${time.toFixed(2)} s = ${(time / base).toFixed(2)}; ${megabytes} MB = ${(megabytes / peer.megabytes).toFixed(2)}\n`,
    );
  }
}

/** The most memory that one of the processes of a command had, in MB. */
function peakOf(folder: string, command: readonly string[]): number {
  const file = join(folder, 'peaks');
  rmSync(file, { force: true });
  const load = pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href;
  const env = { ...process.env, NODE_OPTIONS: `--import=${load}`, PEAK_FILE: file };
  spawnSync(process.execPath, command, { env, stdio: 'ignore' });
  return Math.round(Math.max(...readFileSync(file, 'utf8').trim().split('\n').map(Number)) / 1024);
}

/** Bytes of a bundle and seconds of `tsc` for a program with one call. */
async function reportPrograms(folder: string): Promise<void> {
  for (const [name, { program }] of Object.entries(TOOLS)) {
    const bytes = gzipSync(await bundle(folder, program)).length;
    writeFileSync(join(folder, 'one.ts'), `${program}\n`);
    const config = {
      compilerOptions: {
        ...{ module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'] },
        ...{ strict: true, noEmit: true, skipLibCheck: false, types: ['node'] },
      },
      files: ['one.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const seconds = Array.from(
      { length: REPETITIONS },
      () => cpuOf([bin('typescript', 'bin', 'tsc'), '-p', folder]) / 1_000,
    );
    process.stdout.write(`  one call  ${name.padEnd(34)} ${bytes} bytes; tsc ${median(seconds).toFixed(2)} s\n`);
  }
}

/** Milliseconds to load and make a client, of one operation among 1,223 beside one of one; and of the whole. */
async function reportStart(folder: string): Promise<void> {
  const small = join(folder, 'small.json');
  writeFileSync(small, JSON.stringify(largeDocument(1)));
  run(process.execPath, [
    join(ROOT, 'scripts', 'generate.mjs'),
    ...['--spec', small, '--out', join(folder, 'small'), '--no-lint'],
  ]);
  const client = "import { createClient } from 'ocamba-hood';\n";
  const starts: Readonly<Record<string, string>> = {
    'a document of one operation': `${client}import { contract } from './small/contract.js';\ncreateClient(contract, {});`,
    'one of 1,223, named': `${client}import { api, reposGet } from './made/contract.js';\ncreateClient({ ...api, operations: { reposGet } }, {});`,
    'all 1,223': `${client}import { contract } from './made/contract.js';\ncreateClient(contract, {});`,
  };
  const files: [string, string][] = [];
  for (const [name, program] of Object.entries(starts)) {
    const code = await bundle(folder, program, false);
    const file = join(folder, `start-${files.length}.mjs`);
    writeFileSync(file, code);
    files.push([name, file]);
  }
  const empty = cpuOf(['--eval', '0'], 10);
  const times = files.map(() => [] as number[]);
  for (let count = 0; count < REPETITIONS; count += 1)
    for (const [index, [, file]] of files.entries()) times[index]!.push(cpuOf([file], 10));
  const base = median(times[0]!);
  for (const [index, [name]] of files.entries()) {
    const time = median(times[index]!);
    process.stdout.write(
      `  start     ${name.padEnd(34)} ${time.toFixed(0)} ms = ${(time / base).toFixed(2)} (an empty Node ${empty.toFixed(0)})\n`,
    );
  }
}

async function bundle(folder: string, program: string, minify = true): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: 'ts' },
    ...{ bundle: true, minify, format: 'esm', target: 'es2022', platform: minify ? 'browser' : 'node', write: false },
    alias: { 'ocamba-hood': join(ROOT, 'dist', 'index.js') },
  });
  return outputFiles[0]!.contents;
}

function run(command: string, args: readonly string[], cwd = ROOT): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed: ${stdout}${stderr}`);
}
