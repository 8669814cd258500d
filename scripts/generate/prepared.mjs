import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { digestOf, hash } from './digest.mjs';

const KEPT_MS = 7 * 86_400_000;

/**
 * The address of a script as JavaScript, made once for each state of its sources: a loader that translates while
 * it runs needs a thread of its own, which costs more than all that is made of most documents.
 *
 * @param sources The files and folders that it is made from.
 */
export async function prepared(root, script, sources) {
  const entry = join(root, script);
  // The places of the sources are written into it.
  const name = hash(`${entry} ${digestOf(root, sources)}`).slice(0, 24);
  const folder = join(root, 'node_modules', '.cache', 'scripts', name);
  const made = pathToFileURL(join(folder, `${basename(script, '.ts')}.js`)).href;
  if (existsSync(folder)) return made;
  const whole = `${folder}.${process.pid}`;
  try {
    const { build } = await import('esbuild');
    await build({
      ...{ bundle: true, format: 'esm', platform: 'node', splitting: true, target: 'node20' },
      ...{ entryPoints: [entry], outdir: whole, external: ['esbuild', 'yaml', '@swc/core'], logLevel: 'silent' },
      plugins: [lightly, inPlace].map((setup) => ({ name: setup.name, setup })),
    });
    writeFileSync(join(whole, 'package.json'), '{"type":"module"}');
    renameSync(whole, folder);
    forget(dirname(folder));
    return made;
  } catch {
    // No right to write there, or another run was faster.
    rmSync(whole, { recursive: true, force: true });
    if (existsSync(folder)) return made;
    const { register } = await import('node:module');
    register('@oxc-node/core/esm', import.meta.url);
    return pathToFileURL(entry).href;
  }
}

/** What was made of sources that are long gone would never be used again. */
function forget(cache) {
  const old = Date.now() - KEPT_MS;
  const folders = readdirSync(cache).map((name) => join(cache, name));
  for (const folder of folders) if (statSync(folder).mtimeMs < old) rmSync(folder, { recursive: true, force: true });
}

/** What libraries use of others is little, and takes longer to load than to work: it stands here once more, as small as that. */
function lightly({ onResolve, onLoad }) {
  onResolve({ filter: /^typescript$/ }, () => ({ path: 'typescript', namespace: 'light' }));
  onLoad({ filter: /.*/, namespace: 'light' }, () => ({
    contents: `import * as nodes from './light-nodes.ts'; import * as printer from './light-printer.ts'; export default { ...nodes, ...printer };`,
    resolveDir: import.meta.dirname,
  }));
  onResolve({ filter: /^@redocly\/openapi-core\/lib\/ref-utils\.js$/ }, () => ({
    path: join(import.meta.dirname, 'light-references.ts'),
  }));
}

/** A source finds what stands beside it wherever it is put. */
function inPlace({ onLoad }) {
  onLoad({ filter: /[\\/](scripts|src)[\\/].*\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, 'utf8')
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    loader: 'ts',
  }));
}
