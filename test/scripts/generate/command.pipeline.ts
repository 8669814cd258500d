import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyBookshop, run as execute, filesOf, generate, ROOT, type Run, scratch } from './support.ts';

const folder = scratch('command');
afterAll(folder.remove);
let first: Run;
let made: Record<string, string>;

/** A document with what is made of it: `spec` and `out` in a folder of their own, as after a first run. */
interface Place {
  readonly spec: string;
  readonly out: string;
  readonly run: (...more: string[]) => Promise<Run>;
}

function place(name: string): Place {
  const spec = join(folder.path, name, 'openapi.yaml');
  const out = join(folder.path, name, 'generated');
  return {
    spec,
    out,
    run: (...more) => generate(['--spec', spec, '--out', out, '--no-lint', ...more], join(folder.path, name)),
  };
}

function copy(name: string): Place {
  cpSync(join(folder.path, 'first'), join(folder.path, name), { recursive: true });
  return place(name);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

beforeAll(async () => {
  mkdirSync(join(folder.path, 'first'));
  copyBookshop(join(folder.path, 'first'));
  // Each copy is a package of its own, from which what is made in it is seen.
  writeFileSync(join(folder.path, 'first', 'package.json'), '{ "type": "module" }\n');
  const { run, out } = place('first');
  first = await run();
  made = filesOf(out);
}, 30_000);

describe('the command line', () => {
  test.each([
    [['--nope'], "Unknown option '--nope'"],
    [['--spec', 'x.yaml'], 'Expected `--spec` and `--out` together'],
    [['--out', 'x'], 'Expected `--spec` and `--out` together'],
    [['--spec', '', '--out', ''], 'Expected `--spec` and `--out` to name something'],
    [['--check', '--watch'], 'Expected either `--check` or `--watch`'],
    [['--validators', '--no-validators'], 'Expected either `--validators` or `--no-validators`'],
    [['extra'], "Unexpected argument 'extra'"],
  ])('refuses %j with the usage and exit code 2', async (given, message) => {
    const { code, err } = await generate(given);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
    expect(err).toContain('Usage: npm run generate');
  });

  test('shows its usage when asked', async () => {
    expect(await generate(['--help'])).toEqual({ code: 0, out: expect.stringContaining('--check'), err: '' });
  });
});

describe('a run', () => {
  test('says what it wrote, a line a file, and how long it took', () => {
    expect(first).toMatchObject({ code: 0, err: '' });
    const lines = first.out.trimEnd().split('\n');
    expect(lines.pop()).toMatch(/^Done in \d+ ms\.$/);
    expect(lines.sort()).toEqual(Object.keys(made).map((name) => `wrote     generated/${name}`));
  });

  test('makes every file, each with the command that makes it anew', () => {
    expect(Object.keys(made)).toEqual([
      ...['contract.d.ts', 'contract.js', 'examples.ts', 'manifest.json', 'methods.d.ts', 'model.json', 'openapi.json'],
      ...['runtime.d.ts', 'schema.d.ts', 'types.d.ts', 'validators.d.ts', 'validators.js'],
    ]);
    const { 'openapi.json': document, 'model.json': model, 'manifest.json': manifest, ...rest } = made;
    for (const it of [JSON.parse(document!), JSON.parse(model!).document])
      expect(it).toMatchObject({ openapi: '3.1.0' });
    expect(JSON.parse(manifest!)).toMatchObject({
      command: 'npm --prefix "$OCAMBA_HOOD" run generate -- --spec openapi.yaml --out generated --no-lint',
    });
    const head = `// Made by \`${JSON.parse(manifest!).command}\` from openapi.yaml. Do not edit`;
    for (const text of Object.values(rest)) expect(text.slice(0, head.length)).toBe(head);
    expect(made['runtime.d.ts']).toContain(readFileSync(join(ROOT, 'src', 'call-types.ts'), 'utf8'));
    expect(made['runtime.d.ts']).not.toMatch(/^(im|ex)port .* from /m);
  });

  test('names a command that does so on any machine, wherever the document was', async () => {
    const { out, spec, run } = copy('named');
    const { command } = JSON.parse(made['manifest.json']!) as { command: string };
    const again = (): { readonly status: number | null; readonly stdout: string } =>
      spawnSync('sh', ['-c', command], {
        cwd: join(out, '..'),
        env: { ...process.env, OCAMBA_HOOD: ROOT },
        encoding: 'utf8',
      });
    expect(again()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Nothing to do: generated is up to date'),
    });
    const elsewhere = join(folder.path, "it's elsewhere.yaml");
    renameSync(spec, elsewhere);
    expect(await generate(['--spec', elsewhere, '--out', out, '--no-lint'], folder.path)).toMatchObject({ code: 0 });
    expect(filesOf(out)['schema.d.ts']).toContain(`--spec 'it'\\''s elsewhere.yaml' --out generated`);
    renameSync(elsewhere, spec);
    expect(await run()).toMatchObject({ code: 0 });
    expect(filesOf(out)).toEqual(made);
  }, 30_000);

  test('makes no validators where none are wanted', async () => {
    const { out, run } = copy('unjudged');
    expect(await run('--no-validators')).toMatchObject({
      code: 0,
      out: expect.stringContaining('removed   generated/validators.js'),
    });
    expect(Object.keys(filesOf(out))).toEqual(Object.keys(made).filter((name) => !name.startsWith('validators')));
    expect(JSON.parse(filesOf(out)['manifest.json']!).command).toMatch(/ --no-validators$/);
  });

  test('leaves no path of this machine in what it makes', () => {
    expect(JSON.stringify(made)).not.toContain(ROOT);
    expect(JSON.stringify(made)).not.toContain(folder.path);
  });

  test('has nothing to do the second time', async () => {
    const said = /^Nothing to do: generated is up to date \(\d+ ms\)\.\n$/;
    expect(await place('first').run()).toEqual({ code: 0, out: expect.stringMatching(said), err: '' });
  });

  test('makes the same bytes elsewhere, and replaces only what differs', async () => {
    const { out, run } = copy('again');
    writeFileSync(join(out, 'contract.js'), '// lost\n');
    rmSync(join(out, 'methods.d.ts'));
    const before = statSync(join(out, 'schema.d.ts'));
    const said = await run();
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out.split('\n').filter((line) => line.startsWith('wrote'))).toEqual([
      'wrote     generated/contract.js',
      'wrote     generated/methods.d.ts',
    ]);
    expect(said.out.match(/^unchanged/gm)).toHaveLength(10);
    expect(statSync(join(out, 'schema.d.ts')).ino).toBe(before.ino);
    expect(filesOf(out)).toEqual(made);
  });

  test('removes what an earlier run made and this one does not', async () => {
    const { out, run } = copy('obsolete');
    writeFileSync(join(out, 'old.ts'), '');
    edit(
      join(out, 'manifest.json'),
      '"outputs": {',
      '"outputs": {\n    "old.ts": "0", "../../first/openapi.yaml": "0",',
    );
    expect((await run('--check')).err).toContain('generated/old.ts is no longer made.\n');
    expect((await run()).out).toContain('removed   generated/old.ts\n');
    expect(filesOf(out)).toEqual(made);
    expect(existsSync(place('first').spec)).toBe(true);
  });

  test('mends a folder whose manifest a merge has broken', async () => {
    const { out, run } = copy('merged');
    edit(join(out, 'manifest.json'), '{', '<<<<<<< ours\n{');
    edit(join(out, 'schema.d.ts'), 'export', '<<<<<<< ours\nexport');
    expect(await run()).toMatchObject({ code: 0, err: '' });
    expect(filesOf(out)).toEqual(made);
  });
});

describe('the generator itself', () => {
  const root = join(folder.path, 'package');
  const inPackage = (): Promise<Run> => execute([join(root, 'scripts', 'generate.mjs'), '--no-lint'], root);

  beforeAll(async () => {
    for (const name of ['scripts', 'src', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, name), join(root, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    mkdirSync(join(root, 'openapi'));
    copyBookshop(join(root, 'openapi'));
    expect(await inPackage()).toMatchObject({ code: 0, err: '' });
  }, 30_000);

  test('writes only to `generated/` when it is told nothing else', () => {
    const { 'contract.d.ts': contract, 'runtime.d.ts': runtime, ...rest } = filesOf(join(root, 'generated'));
    const head = '// Made by `npm run generate -- --no-lint` from openapi/openapi.yaml.';
    expect(contract!.slice(0, head.length)).toBe(head);
    expect(contract).toContain("from '../src/contract.js'");
    expect(runtime).toBeUndefined();
    expect(Object.keys(rest)).toHaveLength(10);
    expect(readdirSync(root).sort()).toEqual([
      ...['generated', 'node_modules', 'openapi', 'package.json', 'scripts', 'src', 'tsconfig.json'],
    ]);
  });

  test('runs again once it has changed', async () => {
    expect((await inPackage()).out).toMatch(/^Nothing to do/);
    writeFileSync(join(root, 'scripts', 'generate', 'new.ts'), '');
    expect((await inPackage()).out).toMatch(/wrote +generated\/manifest\.json/);
  });
});

describe('--check', () => {
  test('says that all is well, and writes nothing', async () => {
    const { out, run } = copy('well');
    const before = statSync(join(out, 'manifest.json')).mtimeMs;
    expect(await run('--check')).toEqual({ code: 0, out: 'generated is up to date.\n', err: '' });
    expect(statSync(join(out, 'manifest.json')).mtimeMs).toBe(before);
  });

  test('names each file that is stale, missing, edited or unexpected, and the command', async () => {
    const { out, run, spec } = copy('unwell');
    edit(spec, 'limit: 4', 'limit: 5');
    writeFileSync(join(out, 'examples.ts'), '// mine\n');
    rmSync(join(out, 'validators.js'));
    writeFileSync(join(out, 'notes.txt'), '');
    const before = filesOf(out);
    const { code, err } = await run('--check');
    expect({ code, lines: err.split('\n') }).toEqual({
      code: 1,
      lines: [
        'generated/openapi.json is stale: it was made from something older.',
        'generated/model.json is stale: it was made from something older.',
        'generated/contract.js is stale: it was made from something older.',
        'generated/methods.d.ts is stale: it was made from something older.',
        'generated/validators.js is missing.',
        'generated/examples.ts was edited by hand.',
        'generated/manifest.json is stale: it was made from something older.',
        'generated/notes.txt is unexpected: it was not made here.',
        'Run the same without `--check` to mend it.',
        '',
      ],
    });
    expect(filesOf(out)).toEqual(before);
  });

  test('is not fooled by a manifest that agrees with the edit', async () => {
    const { out, run } = copy('forged');
    edit(join(out, 'contract.js'), "'GET'", "'POST'");
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    edit(join(out, 'manifest.json'), hash(made['contract.js']!), hash(readFileSync(join(out, 'contract.js'), 'utf8')));
    const { code, err } = await run('--check');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('generated/contract.js') });
  });
});

describe('a document that is wrong', () => {
  test.each([
    ['is not YAML', 'openapi: 3.1.0', 'openapi: [', /^openapi\.yaml:\d+:\d+ The file is not YAML/],
    [
      'refers to nothing',
      'schemas/Genre"',
      'schemas/Gone"',
      /^openapi\.yaml:39:28 This reference leads nowhere: there is no `#\/components\/schemas\/Gone`/,
    ],
    [
      'has no schema',
      '{ $ref: "#/components/schemas/BookList" }',
      '[no]',
      /^openapi\.yaml#\/paths\/~1books\/get\/responses\/200\/content\/application~1json\/schema is no schema/,
    ],
    [
      'has limits that nobody can keep',
      'limit: 4, seconds: 1',
      'limit: 4, second: 1',
      /^openapi\.yaml#\/x-rate-limit declares no limits/,
    ],
    [
      'is of another version',
      'openapi: 3.1.0',
      "swagger: '2.0'",
      /^openapi\.yaml:\d+:10 This document is of Swagger `2\.0`/,
    ],
  ])('%s: named with its place, and nothing is written', async (name, from, to, message) => {
    const { out, run, spec } = copy(name.replaceAll(' ', '-'));
    edit(spec, from, to);
    const { code, err } = await run();
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(message) });
    expect(err).toMatch(/Nothing was written\.\n$/);
    expect(err).not.toContain('Node.js 20');
    expect(filesOf(out)).toEqual(made);
    expect(readdirSync(out)).toHaveLength(Object.keys(made).length);
  });

  test('refers to another machine: refused, and nobody is asked', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { run, spec } = copy('remote');
    edit(spec, '"#/components/schemas/Genre"', `"http://127.0.0.1:${port}/genre.json"`);
    const { code, err } = await run();
    server.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^openapi\.yaml:39:\d+ .*nothing is fetched/),
    });
    expect(requests).toBe(0);
  });
});

describe('a folder that is not the generator’s own', () => {
  test('is left alone', async () => {
    const { out, run } = copy('mine');
    rmSync(join(out, 'manifest.json'));
    writeFileSync(join(out, 'contract.js'), 'export const mine = 1;\n');
    const before = filesOf(out);
    const { code, err } = await run();
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('generated/contract.js was not made here.'),
    });
    expect(filesOf(out)).toEqual(before);
  });

  test('is left alone when it holds the document', async () => {
    const { spec } = copy('inside');
    const { code, err } = await generate(['--spec', spec, '--out', join(spec, '..'), '--no-lint']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('holds the document itself') });
  });

  test('is no folder', async () => {
    const { spec } = copy('file');
    const { code, err } = await generate(['--spec', spec, '--out', join(folder.path, 'package.json'), '--no-lint']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is no folder') });
  });
});

test('a write that fails leaves every file as it was', async () => {
  const { out, spec } = copy('full');
  edit(spec, 'limit: 4', 'limit: 5');
  // The process keeps its number through `exec`, so the name of its temporary file can be taken before it starts.
  const script = `mkdir "$OUT/.methods.d.ts.$$.tmp"; exec "$@"`;
  const command = [process.execPath, join(ROOT, 'scripts', 'generate.mjs'), '--spec', spec, '--out', out, '--no-lint'];
  const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', ...command], {
    env: { ...process.env, OUT: out },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/cannot be written \(EISDIR\)/) });
  expect(filesOf(out)).toEqual(made);
  expect(readdirSync(out)).toHaveLength(Object.keys(made).length);
});

test('--watch writes again on each change, also by editors that replace files, on any of its files, and survives a broken document', async () => {
  const { out, spec } = copy('watched');
  const args = [join(ROOT, 'scripts', 'generate.mjs'), '--spec', spec, '--out', out, '--no-lint', '--watch'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let heard = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString();
      heard();
    });
  }
  /** What the process says until its next run is over. */
  const settled = async (): Promise<string> => {
    while (!/^Watching /m.test(said)) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
    const text = said;
    said = '';
    return text;
  };
  const save = (from: string, to: string): void => {
    writeFileSync(`${spec}.new`, readFileSync(spec, 'utf8').replace(from, to));
    renameSync(`${spec}.new`, spec);
  };
  try {
    expect(await settled()).toContain('unchanged');
    save('limit: 4', 'limit: 5');
    expect(await settled()).toMatch(/wrote +.*contract\.js/);
    expect(readFileSync(join(out, 'contract.js'), 'utf8')).toContain('limit: 5');
    save('openapi: 3.1.0', 'openapi: [');
    expect(await settled()).toMatch(/not YAML.*Nothing was written/s);
    edit(spec, 'openapi: [', 'openapi: 3.1.0');
    expect(await settled()).toContain('unchanged');
    const other = join(out, '..', 'blurb.yaml');
    writeFileSync(other, 'type: string\ndescription: What it is about.\n');
    edit(spec, 'price: {', 'blurb: { $ref: ./blurb.yaml }\n        price: {');
    expect(await settled()).toMatch(/wrote +.*schema\.d\.ts/);
    edit(other, 'about', 'for');
    expect(await settled()).toMatch(/wrote +.*schema\.d\.ts/);
    expect(readFileSync(join(out, 'schema.d.ts'), 'utf8')).toContain('What it is for.');
  } finally {
    child.kill();
  }
});
