import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { ROOT, type Run, run, scratch } from './scripts/generate/support.ts';

// The guide to changing the contract, followed to the letter in a copy of the project.
const copy = scratch('worked-example');
afterAll(copy.remove);
const node = (...args: string[]): Promise<Run> => run(args, copy.path);
const script = (name: string, ...args: string[]): Promise<Run> =>
  node('--import', '@oxc-node/core/register', name, ...args);

test('one more operation reaches the client, the emulator, the command, the docs and the diff', async () => {
  const parts = 'openapi scripts src docs examples redocly.yaml package.json tsconfig.json generated CHANGELOG.md';
  for (const name of parts.split(' ')) cpSync(join(ROOT, name), join(copy.path, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy.path, 'node_modules'));
  const guide = readFileSync(join(ROOT, 'docs', 'changing-the-contract.md'), 'utf8');
  const [, added] = /```yaml worked-example\n([\s\S]*?)```/.exec(guide)!;
  const [, call] = /```js worked-example\n([\s\S]*?)```/.exec(guide)!;
  const spec = join(copy.path, 'openapi', 'openapi.yaml');
  const before = join(copy.path, 'before.yaml');
  cpSync(spec, before);
  writeFileSync(spec, readFileSync(spec, 'utf8').replace('\npaths:\n', `\npaths:\n${added}`));

  expect(await node('scripts/generate.mjs')).toMatchObject({ code: 0, err: '' });
  writeFileSync(
    join(copy.path, 'program.ts'),
    `import { createHoodClient } from './src/index.ts';
     import { createEmulator } from './src/testing/index.ts';
     const hood = createHoodClient({ token: 'any', fetch: createEmulator().fetch });
     ${call}
     const text: string = id + name;
     console.log(text);`,
  );
  expect(await script('program.ts')).toEqual({ code: 0, out: '1000twilio\n', err: '' });
  const config = JSON.parse(readFileSync(join(copy.path, 'tsconfig.json'), 'utf8')) as object;
  writeFileSync(
    join(copy.path, 'tsconfig.json'),
    JSON.stringify({ ...config, include: ['src', 'generated', 'program.ts'] }),
  );
  expect(await node(join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.')).toEqual({
    code: 0,
    out: '',
    err: '',
  });

  const command = await script('src/hood/cli/main.ts', 'get-provider', '1000', '--emulate');
  expect({ code: command.code, answer: JSON.parse(command.out) }).toMatchObject({
    code: 0,
    answer: { name: 'twilio' },
  });

  expect((await node('scripts/run.mjs', 'docs')).code).toBe(0);
  const page = readFileSync(join(copy.path, 'site', 'operations', 'get-provider.html'), 'utf8');
  for (const sample of ['cURL', 'JavaScript', 'PHP', 'TypeScript', 'Command line']) expect(page).toContain(sample);
  expect(existsSync(join(copy.path, 'site', 'operations', 'get-integration.html'))).toBe(true);

  const diff = await node('scripts/run.mjs', 'diff', before, spec, '--format', 'json');
  expect(JSON.parse(diff.out)).toMatchObject({ impact: 'minor', changes: [{ kind: 'addition' }] });
}, 180_000);
