import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT: string = resolve(import.meta.dirname, '../../..');

/** What a run of the real command printed, and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder for one test file, outside the package. */
export function scratch(name: string): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(realpathSync(tmpdir()), `${name}-`));
  // What is made here is a module, as where people would put it.
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }\n');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a script of `scripts/` as its npm command does. */
export function script(
  name: string,
  args: readonly string[],
  cwd: string = ROOT,
  env?: Readonly<Record<string, string | undefined>>,
): Promise<Run> {
  return run([join(ROOT, 'scripts', 'run.mjs'), name, ...args], cwd, env);
}

export function generate(args: readonly string[], cwd: string = ROOT): Promise<Run> {
  return run([join(ROOT, 'scripts', 'generate.mjs'), ...args], cwd);
}

/** Type-checks the files of a folder by the compiler of a package, with everything in them checked. */
export function typeCheck(
  folder: string,
  compiler: 'typescript' | 'typescript-7' = 'typescript',
  more: object = {},
): Promise<Run> {
  const options = {
    target: 'es2023',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: false,
    noEmit: true,
    ...more,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['.'] }));
  return run([join(ROOT, 'node_modules', compiler, 'bin', 'tsc'), '-p', folder], ROOT);
}

export function run(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Run> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
    });
    child.once('error', failed);
    child.once('close', (code) => done({ code, out, err }));
  });
}

/** The files of a folder by name, without hidden ones. */
export function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Puts a copy of the foreign contract into `folder` and returns its path. */
export function copyBookshop(folder: string): string {
  const spec = join(folder, 'openapi.yaml');
  cpSync(join(ROOT, 'test', 'contracts', 'bookshop', 'openapi.yaml'), spec);
  return spec;
}
