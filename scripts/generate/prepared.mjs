import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The address of the generator as JavaScript, made once for each state of its sources: a loader that translates while
 * it runs needs a thread of its own, which costs more than all that is made of most documents.
 *
 * @param sources A hash of the sources.
 */
export async function prepared(root, sources) {
  const entry = join(root, 'scripts', 'generate', 'generate.ts');
  // The places of the sources are written into it.
  const name = createHash('sha256').update(`${root} ${sources}`).digest('hex').slice(0, 24);
  const folder = join(root, 'node_modules', '.cache', 'generate', name);
  const made = pathToFileURL(join(folder, 'generate.js')).href;
  if (existsSync(folder)) return made;
  const whole = `${folder}.${process.pid}`;
  try {
    const { build } = await import('esbuild');
    await build({
      ...{ bundle: true, format: 'esm', packages: 'external', platform: 'node', splitting: true, target: 'node20' },
      ...{ entryPoints: [entry], outdir: whole, plugins: [{ name: 'places', setup: inPlace }], logLevel: 'silent' },
    });
    writeFileSync(join(whole, 'package.json'), '{"type":"module"}');
    renameSync(whole, folder);
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

/** A source finds what stands beside it wherever it is put. */
function inPlace({ onLoad }) {
  onLoad({ filter: /[\\/](scripts|src)[\\/].*\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    loader: 'ts',
  }));
}
