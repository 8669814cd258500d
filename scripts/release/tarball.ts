import { spawnSync } from 'node:child_process';
import { ROOT } from '../project.ts';

/** What `npm publish` would send. */
export interface Tarball {
  readonly name: string;
  readonly bytes: number;
  readonly files: readonly string[];
}

/** Runs npm, the same as the one that runs this where there is one. */
export function npm(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const own = process.env['npm_execpath'];
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_fund: 'false' };
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  return { status, out: stdout ?? '', err: error ? error.message : stderr };
}

/** Undefined where npm cannot pack. */
export function pack(): Tarball | undefined {
  const { status, out } = npm('pack', '--dry-run', '--json');
  try {
    // What scripts of the package print comes before.
    const [packed] = JSON.parse(out.slice(out.search(/^\[/m)));
    const files = packed.files.map(({ path }: { readonly path: string }) => path);
    return status === 0 ? { name: packed.filename, bytes: packed.size, files } : undefined;
  } catch {
    return undefined;
  }
}

/** The files that `exports` and `bin` name and that are not in the tarball. */
export function missingFiles(manifest: unknown, { files }: Tarball): string[] {
  const { exports, bin, types, main } = manifest as Record<string, unknown>;
  const named = [exports, bin, types, main].flatMap(targets).filter((target) => target.startsWith('./'));
  const known = new Set(files);
  const isIn = (target: string): boolean => {
    const [head = '', tail] = target.slice(2).split('*');
    return tail === undefined ? known.has(head) : files.some((file) => file.startsWith(head) && file.endsWith(tail));
  };
  return [...new Set(named)].filter((target) => !isIn(target));
}

function targets(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(targets) : [];
}
