import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { succeed } from './succeed.mjs';

/** By name: how clients are generated that are not ours. A contract that these read wrong is poor for them. */
const GENERATORS = {
  redocly: ({ root, spec, made }) => [
    process.execPath,
    [join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'generate-client', spec, '-o', join(made, 'client.ts')],
  ],
  'hey-api': ({ here, spec, made }) => [
    process.execPath,
    [join(here, 'node_modules/@hey-api/openapi-ts/bin/run.js'), '-i', spec, '-o', made, '-c', '@hey-api/client-fetch'],
  ],
  // Runs on Node 22 only; what it makes runs here.
  orval: ({ here, spec, made }) => [
    join(here, 'node_modules/node-22/bin/node'),
    [
      join(here, 'node_modules/orval/dist/bin/orval.mjs'),
      ...['--input', spec, '--output', join(made, 'client.ts'), '--client', 'fetch'],
    ],
  ],
  'swagger-typescript-api': ({ here, spec, made }) => [
    process.execPath,
    [
      join(here, 'node_modules/swagger-typescript-api/dist/cli.mjs'),
      ...['generate', '-p', spec, '-o', made, '-n', 'client.ts'],
    ],
  ],
};

/** A consumer for each generator: its client of our contract compiles, strictly, and reads from the emulator. */
export const generators = Object.fromEntries(
  Object.entries(GENERATORS).map(([name, commandOf]) => [
    `a client by ${name}`,
    (context) => consume(context, name, commandOf),
  ]),
);

async function consume({ here, root, work, baseUrl, run, name }, generator, commandOf) {
  const folder = join(work, generator);
  const made = join(folder, 'made');
  mkdirSync(made, { recursive: true });
  const spec = join(here, 'node_modules', name, 'generated', 'openapi.json');
  succeed(await run(...commandOf({ here, root, spec, made }), { cwd: folder }));
  cpSync(join(here, 'programs', 'generators', `${generator}.ts`), join(folder, 'program.ts'));
  const compilerOptions = {
    ...{ module: 'esnext', moduleResolution: 'bundler', target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'] },
    ...{ types: ['node'], typeRoots: [join(root, 'node_modules', '@types')], strict: true, noEmit: true },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  succeed(await run(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder]));
  const program = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(folder, 'program.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: program,
  });
  const said = succeed(await run(process.execPath, [program, baseUrl])).trim();
  if (said !== 'Example Integration 1') throw new Error(`Expected one integration, by its name; it said: ${said}`);
}
