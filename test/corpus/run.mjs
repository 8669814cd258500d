// Tries the pipeline on documents of others: generates, type-checks, calls. Prints a table, and every failure by name.
// `npm run corpus [-- NAME…] [--small] [--json] [--accept]`; exits 1 where what fails differs from expected.json.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { documents } from './documents.mjs';
import { accept, differences, reasonsOf } from './expected.mjs';
import { failuresOf, pageOf, tableOf } from './report.mjs';
import { tryOut } from './try-out.mjs';

const here = import.meta.dirname;
const root = join(here, '..', '..');
/** The page of the guides that says what came of all documents. */
const PAGE = join(root, 'docs', 'public-documents.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(['small', 'json', 'accept'].map((name) => [name, { type: 'boolean', default: false }])),
});
const chosen = documents.filter(
  ({ name, small }) => (positionals.length === 0 || positionals.includes(name)) && (small || !values.small),
);
if (chosen.length === 0 || positionals.some((word) => documents.every(({ name }) => name !== word))) {
  process.stderr.write(`Expected names of documents. There are: ${documents.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}
install();
const rows = [];
for (const document of chosen) {
  const row = await tryOut(document);
  rows.push(row);
  process.stderr.write(`${row.name}: ${row.failures.length} failures\n`);
}
if (values.accept) {
  accept(rows);
  if (rows.length === documents.length) writeFileSync(PAGE, pageOf(rows, reasonsOf));
}
const found = differences(rows);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ rows, differences: found }, null, 2)}\n`
    : `${tableOf(rows)}\n${failuresOf(rows)}\n`,
);
for (const difference of found) process.stderr.write(`${difference}\n`);
process.exitCode = found.length > 0 ? 1 : 0;

/** Nothing to do is the common case, and `npm ci` would remove and lay 900 MB anew. */
function install() {
  const wanted = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies;
  const isThere = ([name, version]) => {
    try {
      return JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version === version;
    } catch {
      return false;
    }
  };
  if (!Object.entries(wanted).every(isThere)) step('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  step(process.execPath, [join(root, 'scripts', 'build.mjs'), '--if-stale']);
}

function step(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: here, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`);
  process.exit(1);
}
