import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { generators } from './generators.mjs';
import { STORY } from './programs/story.mjs';
import { succeed } from './succeed.mjs';

/** The most that one call may cost a web page, in bytes, minified and compressed. */
const MOST_BYTES = 22_400;

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** By name: what makes a call from there. Returns a note for the table, or what is missing; throws what is wrong. */
export const consumers = {
  ...runtimes(`Node ${process.versions.node.split('.')[0]}`, process.execPath),
  ...runtimes('Node 22', 'node_modules/node-22/bin/node'),
  ...runtimes('Node 24', 'node_modules/node-24/bin/node'),
  'ESM and CommonJS in one program': (context) => program(context, process.execPath, ['both.mjs'], STORY),
  ...compilers('TypeScript 5.9', 'typescript'),
  ...compilers('TypeScript 6.0', 'typescript-6'),
  ...compilers('TypeScript 7.0', 'typescript-7'),
  'Jest, CommonJS': (context) => jest(context, 'jest-cjs.test.cjs', []),
  'Jest, ESM': (context) => jest(context, 'jest-esm.test.mjs', ['--experimental-vm-modules']),
  'Vitest 4': (context) => vitest(context, 'vitest'),
  'Vitest 4 with MSW': (context) => vitest(context, 'msw'),
  'node:test': async (context) => {
    succeed(await context.run(process.execPath, ['--test', recipe(context, 'node-test')]));
  },
  ...proxied('Node 22', 'node_modules/node-22/bin/node'),
  ...proxied('Node 24', 'node_modules/node-24/bin/node'),
  Bun: (context) => native(context, 'node_modules/@oven/bun-linux-x64/bin/bun', ['run']),
  Deno: (context) =>
    native(context, 'node_modules/@deno/linux-x64-glibc/deno', ['run', '-A', '--no-lock', '--node-modules-dir=manual']),
  workerd,
  'Chromium, bundled by esbuild': chromium,
  'the command': async ({ run }) => {
    const { code, out, err } = await run('node_modules/.bin/hood', [
      'get-integration',
      '1161',
      '--fields',
      'id',
      '--emulate',
    ]);
    if (code !== 0 || JSON.parse(out).id !== '1161') throw new Error(out + err);
  },
  'the first example and the first test of the README': readme,
  'another API, as in its guide': anotherApi,
  ...generators,
  'size of one call': size,
  publint: async ({ run, tarball }) => {
    const { code, out, err } = await run('node_modules/.bin/publint', [tarball, '--strict']);
    if (code !== 0 || !out.includes('All good')) throw new Error(out + err);
  },
  // What resolves types as Node 10 did is not supported, and TypeScript 7 no longer does.
  'are the types wrong': async ({ run, tarball }) => {
    succeed(await run('node_modules/.bin/attw', [tarball, '--profile', 'node16', '--no-color', '--no-emoji']));
  },
};

function runtimes(label, node) {
  return {
    [`${label}, ESM`]: (context) => native(context, node, []),
    [`${label}, CommonJS`]: (context) => native(context, node, [], 'cjs.cjs'),
  };
}

async function native(context, path, flags, name = 'esm.mjs') {
  const command = path.startsWith('/') ? path : join(context.here, path);
  if (!existsSync(command)) return { skipped: `There is no ${path}.` };
  return program(context, command, [...flags, name], STORY);
}

/** The last argument names a program; its last line must be `expected`. */
async function program({ run, here, baseUrl, redirectUrl }, command, args, expected) {
  const file = join(here, 'programs', args.at(-1));
  const said = succeed(await run(command, [...args.slice(0, -1), file, baseUrl, redirectUrl]));
  expect(said.trim().split('\n').at(-1), expected);
}

function compilers(label, compiler) {
  const compile = (resolution, file, bare) => async (context) => {
    const { here, root, work, run } = context;
    const out = join(work, `${compiler}-${resolution}${bare ? '-bare' : ''}`);
    mkdirSync(out, { recursive: true });
    const compilerOptions = {
      module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
      moduleResolution: resolution,
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable', ...(bare ? [] : ['dom', 'dom.iterable'])],
      ...(bare ? { types: ['node'], typeRoots: [join(root, 'node_modules', '@types')] } : { types: [] }),
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      rootDir: join(here, 'programs'),
      outDir: out,
    };
    const config = join(out, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ compilerOptions, files: [join(here, 'programs', file)] }));
    const tsc = join(here, 'node_modules', compiler, 'bin', 'tsc');
    succeed(await run(process.execPath, [tsc, '-p', config]));
    const made = join(out, file.replace('.mts', '.mjs').replace('.cts', '.cjs'));
    expect(succeed(await run(process.execPath, [made])).trim(), 'Example Integration');
  };
  return {
    [`${label}, nodenext`]: compile('nodenext', 'typed.mts'),
    [`${label}, nodenext, CommonJS`]: compile('nodenext', 'typed-cjs.cts'),
    [`${label}, bundler`]: compile('bundler', 'typed.mts'),
    [`${label}, Node without the DOM`]: compile('nodenext', 'typed.mts', true),
  };
}

async function jest({ run, here }, file, flags) {
  const config = JSON.stringify({ rootDir: join(here, 'programs'), transform: {}, testMatch: [`**/${file}`] });
  const bin = join(here, 'node_modules', 'jest', 'bin', 'jest.js');
  const { code, err } = await run(process.execPath, [...flags, bin, '--config', config]);
  if (code !== 0 || !err.includes('1 passed')) throw new Error(err);
}

/** The recipe for a proxy, with the undici of its day, through a proxy that counts. */
function proxied(label, node) {
  return {
    [`${label}, a proxy`]: async ({ root, here, work, baseUrl, run }) => {
      if (!existsSync(join(here, node))) return { skipped: `There is no ${node}.` };
      let forwarded = 0;
      // What is no TLS it is asked for by its whole address.
      const proxy = createServer((asked, answer) => {
        forwarded += 1;
        const { url, method, headers } = asked;
        asked.pipe(
          request(url, { method, headers }, (came) => came.pipe(answer.writeHead(came.statusCode, came.headers))),
        );
      });
      await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const code = block(root, 'runtimes', 'proxy')
        .code.replace('http://proxy.example:3128', `http://127.0.0.1:${proxy.address().port}`)
        .replace('process.env.OCAMBA_TOKEN,', `'any', baseUrl: '${baseUrl}',`);
      const file = join(work, 'proxy.mjs');
      writeFileSync(file, `${code}console.log((await hood.getIntegration({ id: '1161' })).name);\n`);
      const said = succeed(await run(join(here, node), [file]));
      proxy.close();
      proxy.closeAllConnections();
      expect(`${said.trim()}, ${forwarded} forwarded`, 'Example Integration, 1 forwarded');
    },
  };
}

/** A block of a guide, by the name behind its language. */
function block(root, guide, tag) {
  const text = readFileSync(join(root, 'docs', `${guide}.md`), 'utf8');
  const [, language, code] = new RegExp(`\`\`\`(js|ts) ${tag}\\n([\\s\\S]*?)\`\`\``).exec(text) ?? [];
  if (code === undefined) throw new Error(`docs/${guide}.md has no block for ${tag}.`);
  return { language, code };
}

/** The block of the testing guide for a runner, as a file. */
function recipe({ root, work }, tag) {
  const { language, code } = block(root, 'testing', tag);
  const file = join(work, `${tag}.test.m${language}`);
  writeFileSync(file, code);
  return file;
}

async function vitest(context, tag) {
  const { code, out, err } = await context.run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--root', context.work, recipe(context, tag)],
    { env: { NO_COLOR: '1' } },
  );
  if (code !== 0 || !/Tests +1 passed/.test(out)) throw new Error(out + err);
}

async function bundle({ here }, name, options = {}) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, 'programs', name)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    write: false,
    metafile: true,
    ...options,
  });
  return { code: outputFiles[0].contents, inputs: Object.keys(metafile.inputs), outputFiles, metafile };
}

async function workerd(context) {
  const binary = join(context.here, 'node_modules/@cloudflare/workerd-linux-64/bin/workerd');
  if (!existsSync(binary)) return { skipped: 'There is no workerd for this platform.' };
  const folder = join(context.work, 'workerd');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'worker.mjs'), (await bundle(context, 'worker.mjs')).code);
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-01-01",
    )),
    (name = "internet", network = (allow = ["private", "local", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
  );
  const child = spawn(binary, ['serve', '--control-fd=1', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const port = await new Promise((resolve, reject) => {
      let said = '';
      const read = (data) => {
        said += data;
        const [, found] = /"port":(\d+)/.exec(said) ?? [];
        if (found) resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('close', () => reject(new Error(said)));
    });
    const query = new URLSearchParams({ base: context.baseUrl, redirect: context.redirectUrl });
    expect(await (await fetch(`http://127.0.0.1:${port}/?${query}`)).text(), STORY);
  } finally {
    child.kill('SIGKILL');
  }
}

async function chromium(context) {
  const binary = CHROMIUM.find((path) => existsSync(path));
  if (!binary) return { skipped: 'There is no Chromium.' };
  const { code: page } = await bundle(context, 'page.mjs');
  let child;
  let server;
  try {
    const result = await new Promise((resolve, reject) => {
      // One origin for the page and the API: what a backend is to a browser.
      server = createServer(async (request, response) => {
        if (request.url === '/') {
          const body = '<!doctype html><script type="module" src="/page.mjs"></script>';
          response.writeHead(200, { 'content-type': 'text/html' }).end(body);
        } else if (request.url === '/page.mjs') {
          response.writeHead(200, { 'content-type': 'text/javascript' }).end(page);
        } else if (request.url === '/result') {
          resolve(await textOf(request));
          response.end();
        } else if (request.url.startsWith('/redirect')) {
          response.writeHead(302, { location: '/elsewhere' }).end();
        } else {
          const { authorization } = request.headers;
          const headers = authorization ? { authorization } : {};
          const answer = await context.emulator.fetch(`http://any.example${request.url}`, { headers });
          response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
        }
      });
      server.listen(0, '127.0.0.1', () => {
        const profile = join(context.work, 'chromium');
        const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
        const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
        const url = `http://127.0.0.1:${server.address().port}/`;
        child = spawn(binary, [...flags, ...quiet, `--user-data-dir=${profile}`, '--remote-debugging-port=0', url], {
          stdio: 'ignore',
        });
        child.on('close', () => reject(new Error('Chromium ended before the page was done.')));
      });
    });
    expect(result, STORY);
  } finally {
    child?.removeAllListeners('close');
    child?.kill('SIGKILL');
    server?.closeAllConnections();
    server?.close();
  }
}

/** As a stranger would: the code copied into files beside the installed package, and run. */
async function readme({ root, work, run, baseUrl }) {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const [first, , , test] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  const preamble = `import { createEmulator as emulate } from 'ocamba-hood/testing';\nglobalThis.fetch = emulate().fetch;\n`;
  writeFileSync(join(work, 'first.mjs'), preamble + first);
  writeFileSync(join(work, 'test.mjs'), test);
  const env = { OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: baseUrl };
  const out = succeed(await run(process.execPath, [join(work, 'first.mjs')], { env }));
  expect(out, 'Example Integration twilio\nactive\n');
  expect(succeed(await run(process.execPath, [join(work, 'test.mjs')])), 'Example Integration 2\n');
}

/** The guide followed to the letter, in a project of its own: generated, type-checked, called, tested, checked, described. */
async function anotherApi({ root, here, work, run }) {
  const guide = readFileSync(join(root, 'docs', 'another-api.md'), 'utf8');
  const folder = join(work, 'another');
  mkdirSync(folder, { recursive: true });
  const block = (language) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)[1];
  writeFileSync(join(folder, 'package.json'), block('json'));
  writeFileSync(join(folder, 'notes.yaml'), block('yaml'));
  const [generate, check, docs] = [...guide.matchAll(/^npm --prefix .*$/gm)].map(([line]) => line);
  const shell = (line) => run('sh', ['-c', line], { cwd: folder, env: { OCAMBA_HOOD: root } });
  succeed(await shell(generate));

  const programs = [...guide.matchAll(/```ts (\w+)\n([\s\S]*?)```/g)].map(([, name, code]) => [name, code]);
  for (const [name, code] of programs) {
    writeFileSync(join(folder, `${name}.ts`), code);
    writeFileSync(join(folder, `${name}.js`), (await transform(code, { loader: 'ts', format: 'esm' })).code);
  }
  writeFileSync(
    join(folder, 'served.js'),
    `import model from '#notes/model.json' with { type: 'json' };
import { createEmulator } from 'ocamba-hood/testing';
process.env.NOTES_KEY = 'any';
globalThis.fetch = createEmulator({ contract: model }).fetch;
`,
  );
  const compilerOptions = {
    ...{
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
      noEmit: true,
    },
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, resolveJsonModule: true },
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', 'notes'] }));
  succeed(await run(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', folder]));
  const printed = { call: 'Buy milk.', limits: 'Buy milk.', part: 'Buy milk.', test: 'Buy milk. 2' };
  for (const [name] of programs) {
    const args = ['--import', join(folder, 'served.js'), join(folder, `${name}.js`)];
    expect(succeed(await run(process.execPath, args)).trim(), printed[name]);
  }

  expect(
    succeed(await shell(check))
      .split('\n')
      .at(-2),
    'notes is up to date.',
  );
  succeed(await shell(docs));
  if (!existsSync(join(folder, 'site', 'index.html'))) throw new Error('The documentation was not made.');
}

async function size(context) {
  // As bundlers split it: what is imported by `import()` is loaded when it is needed, and not for this call.
  const outdir = join(context.here, 'split');
  const { metafile, outputFiles } = await bundle(context, 'one-call.mjs', { splitting: true, outdir });
  const outputs = new Map(Object.entries(metafile.outputs));
  const loaded = new Set([...outputs.keys()].filter((path) => /one-call\.js$/.test(path)));
  for (const path of loaded)
    for (const each of outputs.get(path).imports) if (each.kind === 'import-statement') loaded.add(each.path);
  const inputs = [...loaded].flatMap((path) => Object.keys(outputs.get(path).inputs));
  const names = [...loaded].map((path) => path.slice(path.lastIndexOf('/')));
  const code = Buffer.concat(
    outputFiles.filter(({ path }) => names.some((name) => path.endsWith(name))).map(({ contents }) => contents),
  );
  const unneeded = inputs.filter((path) => /validators|testing|cli|redis|dist\/later/.test(path));
  if (unneeded.length > 0) throw new Error(`A call needs no ${unneeded.join(', ')}.`);
  const bytes = gzipSync(code, { level: 9 }).length;
  if (bytes > MOST_BYTES) throw new Error(`${bytes} bytes, and at most ${MOST_BYTES} are allowed.`);
  return `${bytes} bytes minified and compressed`;
}

async function textOf(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

function expect(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${expected}\nreceived ${actual}`);
}
