import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Of files and folders of a package, by what is in them. */
export function digestOf(root, paths) {
  const files = paths.flatMap((path) => filesIn(join(root, path)));
  return hash(files.map((path) => `${toPosix(relative(root, path))} ${hashFile(path)}\n`).join(''));
}

function filesIn(path) {
  try {
    const names = readdirSync(path).filter((name) => !name.startsWith('.'));
    return names.sort().flatMap((name) => filesIn(join(path, name)));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    return [path];
  }
}

export function hashFile(path) {
  return hash(readFileSync(path));
}

export function hash(content) {
  return createHash('sha256').update(content).digest('hex');
}

export function toPosix(path) {
  return path.split(sep).join('/');
}
