// Makes everything in `generated/` from the contract. Plain JavaScript with no dependency, so that a run with nothing to
// do loads next to nothing.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { digestOf, hash, hashFile, toPosix } from './generate/digest.mjs';

const USAGE = `Usage: npm run generate -- [options]

Makes types, the table of operations, validators and examples from an OpenAPI 3.0 or 3.1 document.

  --spec FILE      The document; goes with --out. Default: openapi/openapi.yaml
  --out DIR        The folder for what is made; nothing else may be in it. Default: generated
  --no-lint        Leave out the rules of this project, for a document that is not its own.
  --no-validators  Make no validators of answers. Default: --validators
  --check          Write nothing; exit 1 and name each file that is not as it would be made.
  --watch          Make it anew each time the document is saved.
  --help           Show this.
`;
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TOOLS = ['@redocly/cli', 'openapi-typescript'];
const SCRIPTS = ['command-line.ts', 'generate', 'generate.mjs', 'lint.ts', 'load', 'load.ts', 'project.ts', 'redocly'];
/** Whose types go with what is made for another place. */
const RUNTIME = ['src/contract.ts', 'src/call-types.ts'];
const SOURCES = [...SCRIPTS.map((name) => `scripts/${name}`), 'src/openapi'];

process.exitCode = await main(performance.now());

async function main(started) {
  // npm starts a script in its own package; the paths on its command line are seen from where npm was called.
  if (process.env.npm_lifecycle_event === 'generate' && process.cwd() === ROOT)
    process.chdir(process.env.INIT_CWD ?? ROOT);
  let options;
  try {
    options = readArguments();
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const job = describeJob(options, started);
  // A check believes no hash: whoever edits a file can edit the manifest as well.
  if (!job.check && !job.watch && isCurrent(job)) {
    const milliseconds = Math.round(performance.now() - started);
    process.stdout.write(`Nothing to do: ${job.shown(job.out)} is up to date (${milliseconds} ms).\n`);
    return 0;
  }
  const { prepared } = await import('./generate/prepared.mjs');
  const { generate } = await import(await prepared(ROOT, 'scripts/generate/generate.ts', [...SOURCES, ...RUNTIME]));
  return generate(job);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      spec: { type: 'string' },
      out: { type: 'string' },
      'no-lint': { type: 'boolean', default: false },
      validators: { type: 'boolean', default: false },
      'no-validators': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if ((values.spec === undefined) !== (values.out === undefined)) {
    throw new Error('Expected `--spec` and `--out` together: what is made from another document has its own folder.');
  }
  if (values.spec === '' || values.out === '') throw new Error('Expected `--spec` and `--out` to name something.');
  if (values.check && values.watch) throw new Error('Expected either `--check` or `--watch`, not both.');
  if (values.validators && values['no-validators'])
    throw new Error('Expected either `--validators` or `--no-validators`, not both.');
  return values;
}

function describeJob(options, started) {
  const { spec, out, check, watch } = options;
  const job = {
    root: ROOT,
    spec: spec === undefined ? join(ROOT, 'openapi', 'openapi.yaml') : resolve(spec),
    out: out === undefined ? join(ROOT, 'generated') : resolve(out),
    lint: !options['no-lint'],
    validators: !options['no-validators'],
    check,
    watch,
    started,
  };
  job.standalone = !isInside(job.out, ROOT);
  // What is made is the same on every machine: paths in it are seen from the package that it is made for.
  const base = job.standalone ? packageOf(job.out) : ROOT;
  const seen = (path) => (isInside(path, base) ? toPosix(relative(base, path)) || '.' : basename(path));
  const flags = ['no-lint', 'no-validators'].flatMap((name) => (options[name] ? [`--${name}`] : []));
  const all =
    spec === undefined ? flags : ['--spec', shellWord(seen(job.spec)), '--out', shellWord(seen(job.out)), ...flags];
  const npm = job.standalone ? 'npm --prefix "$OCAMBA_HOOD" run generate' : 'npm run generate';
  job.document = seen(job.spec);
  job.command = [npm, ...(all.length > 0 ? ['--', ...all] : [])].join(' ');
  job.shown = (path) => (isInside(path, process.cwd()) ? relative(process.cwd(), path) || '.' : path);
  job.manifest = (hashes, outputs) => manifestText(job, hashes, outputs);
  return job;
}

/** The folder of the package that a file belongs to, or the one that it stands in. */
function packageOf(path) {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(path);
}

function shellWord(text) {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function isCurrent(job) {
  try {
    const text = readFileSync(join(job.out, 'manifest.json'), 'utf8');
    const { document, outputs } = JSON.parse(text);
    const files = Object.keys(document).map((name) => join(dirname(job.spec), name));
    const hashes = files.map((path) => [path, hashFile(path)]);
    return (
      manifestText(
        job,
        hashes,
        Object.keys(outputs).map((name) => [name, readFileSync(join(job.out, name))]),
      ) === text
    );
  } catch {
    return false;
  }
}

/** All that a run depends on and all that it makes. Equal texts mean that there is nothing to do. */
function manifestText(job, hashes, outputs) {
  const sources = [...SOURCES, ...(job.lint ? ['redocly.yaml'] : []), ...(job.standalone ? RUNTIME : [])];
  const manifest = {
    command: job.command,
    document: Object.fromEntries(
      Array.from(hashes, ([path, content]) => [toPosix(relative(dirname(job.spec), path)), content]),
    ),
    generator: digestOf(ROOT, sources),
    tools: Object.fromEntries(TOOLS.map((name) => [name, versionOf(name)])),
    outputs: Object.fromEntries(Array.from(outputs, ([name, content]) => [name, hash(content)])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function isInside(path, folder) {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
