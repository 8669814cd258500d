// Runs a script of this folder without a loader: `node scripts/run.mjs diff …`.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepared } from './generate/prepared.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [, , name] = process.argv;
const script = join('scripts', `${name}.ts`);
process.argv.splice(1, 2, join(root, script));
await import(await prepared(root, script, ['scripts', 'src']));
