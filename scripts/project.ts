import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseYaml } from './load/yaml.ts';

/** The folder of this package. */
export const ROOT: string = dirname(dirname(fileURLToPath(import.meta.url)));
export const CONFIG: string = join(ROOT, 'redocly.yaml');

/** The contract of this project, which `redocly.yaml` names. */
export function ownContract(): string {
  const { apis } = parseYaml(CONFIG, readFileSync(CONFIG, 'utf8')) as { apis: Record<string, { root: string }> };
  return join(ROOT, Object.values(apis)[0]!.root);
}
