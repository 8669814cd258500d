import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { median } from './cpu.ts';
import { largeDocument } from './large-document.ts';

const REPETITIONS = 5;
const OPERATIONS = 1_000;
const ROOT = resolve(import.meta.dirname, '..');
const COMPILERS = ['typescript', 'typescript-7'] as const;

/** Two programs; `generated` is where the types of the document are, `client` the client. */
const PROGRAMS = {
  alone: (generated: string): string => `import type { paths } from '${generated}/schema.js';
export type Thing = paths['/things7/{id}']['get']['responses'][200]['content']['application/json'];
export const read = (thing: Thing): string => thing.id;
`,
  used: (generated: string, client: string): string => `import { createClient } from '${client}';
import { contract } from '${generated}/contract.js';
import type { ContractTypes } from '${generated}/methods.js';
const client = createClient<ContractTypes>(contract, { token: 'any' });
const thing = await client.getThing7({ id: '1' });
export const read: string = thing.id;
`,
};

/** What `tsc` needs for a program that calls one operation of many, in proportion to the types of the document alone. */
export interface TypesCost {
  readonly compiler: string;
  /** At most 1.2. */
  readonly ratio: number;
  readonly alone: number;
  readonly used: number;
}

/** Programs see the client as it is published, by its declarations, and libraries are checked. */
export function measureTypes(): readonly TypesCost[] {
  mkdirSync(join(ROOT, '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.scratch', 'types-'));
  try {
    const spec = join(folder, 'spec.json');
    writeFileSync(spec, JSON.stringify(largeDocument(OPERATIONS)));
    node([join(ROOT, 'scripts', 'generate.mjs'), '--no-lint', '--spec', spec, '--out', join(folder, 'generated')]);
    const emitted = declare(folder);
    for (const name of ['alone', 'used'] as const)
      writeFileSync(join(folder, `${name}.ts`), PROGRAMS[name](emitted.generated, emitted.client));
    return COMPILERS.map((compiler) => {
      const times = { alone: [] as number[], used: [] as number[] };
      for (let count = 0; count < REPETITIONS; count += 1)
        for (const name of ['alone', 'used'] as const) times[name].push(compile(folder, compiler, name));
      const [alone, used] = [median(times.alone), median(times.used)];
      return { compiler, ratio: used / alone, alone, used };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The declarations of the client, and beside them what was generated, as in a package. */
function declare(folder: string): { readonly generated: string; readonly client: string } {
  const emit = {
    extends: join(ROOT, 'tsconfig.json'),
    files: [join(ROOT, 'src', 'client', 'client.ts'), join(folder, 'generated', 'contract.ts')],
    include: [],
    compilerOptions: {
      ...{ noEmit: false, declaration: true, emitDeclarationOnly: true, rewriteRelativeImportExtensions: true },
      ...{ rootDir: ROOT, outDir: join(folder, 'emitted') },
    },
  };
  const config = join(folder, 'emit.json');
  writeFileSync(config, JSON.stringify(emit));
  node([join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', config]);
  const generated = `./emitted/${relative(ROOT, folder)}/generated`;
  cpSync(join(folder, 'generated'), join(folder, generated), { recursive: true });
  return { generated, client: './emitted/src/client/client.js' };
}

function compile(folder: string, compiler: string, name: string): number {
  const config = join(folder, `${name}.json`);
  writeFileSync(config, JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), files: [`${name}.ts`], include: [] }));
  const out = node([join(ROOT, 'node_modules', compiler, 'bin', 'tsc'), '-p', config, '--extendedDiagnostics']);
  return Number(/^Total time:\s+([\d.]+)s/m.exec(out)?.[1]) * 1000;
}

function node(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`\`node ${args.join(' ')}\` failed: ${stdout}${stderr}`);
  return stdout;
}

export async function benchTypes(): Promise<void> {
  const lines = measureTypes().map(
    ({ compiler, ratio, alone, used }) =>
      `  ${compiler.padEnd(12)} ${ratio.toFixed(2)} = ${Math.round(used)} ms for one call / ${Math.round(alone)} ms for the types alone\n`,
  );
  process.stdout.write(`types of ${OPERATIONS} operations, medians of ${REPETITIONS}, at most 1.2:\n${lines.join('')}`);
}
