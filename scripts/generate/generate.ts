import { join } from 'node:path';
import { DocumentError, placed } from '../load/error.ts';
import { type LoadedDocument, loadDocument } from '../load.ts';
import { bundle } from './bundle.ts';
import { checkFolder, compare, type Outputs, replace, type State } from './folder.ts';
import { GenerateError, type Job } from './job.ts';
import { step } from './progress.ts';
import { watch } from './watch.ts';

/** Does what the command line asks for, and returns the exit code. */
export async function generate(job: Job): Promise<number> {
  return job.watch ? watch(job, (loaded) => run(job, loaded)) : run(job);
}

/** One run, from the document to the folder. Says what it did, or what is wrong; hands on what it has read. */
async function run(job: Job, handOn?: (loaded: LoadedDocument) => void): Promise<number> {
  const started = job.watch ? performance.now() : job.started;
  try {
    checkFolder(job);
    step(`Reading ${job.shown(job.spec)}`);
    const loaded = loadDocument(job.spec);
    step();
    handOn?.(loaded);
    for (const { place, message } of loaded.warnings) process.stderr.write(`${placed(place, message, job.shown)}\n`);
    // Lint says more of what is wrong than the bundler does, so it speaks first; while watching, types come first.
    const lint = job.watch ? undefined : runLint(job, loaded);
    const made = makeOutputs(job, loaded);
    made.catch(() => undefined);
    if (lint && !(await lint)) throw new GenerateError('Correct the document first.');
    const outputs = await made;
    step('Writing');
    const states = compare(job, outputs);
    if (!job.check) write(job, outputs, states);
    step();
    if (job.check) return report(job, states);
    tell(job, states);
    process.stdout.write(`Done in ${Math.round(performance.now() - started)} ms.\n`);
    if (job.watch) await runLint(job, loaded);
    return 0;
  } catch (error) {
    step();
    if (error instanceof DocumentError) process.stderr.write(`${placed(error.place, error.message, job.shown)}\n`);
    else if (error instanceof GenerateError) process.stderr.write(`${error.message}\n`);
    else throw error;
    process.stderr.write('Nothing was written.\n');
    return 1;
  }
}

async function runLint(job: Job, loaded: LoadedDocument): Promise<boolean> {
  if (!job.lint) return true;
  const { lintDocument } = await import('../lint.ts');
  const { ok, problems } = await lintDocument(loaded);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return ok;
}

async function makeOutputs(job: Job, loaded: LoadedDocument): Promise<Outputs> {
  const bundled = bundle(loaded);
  bundled.catch(() => undefined);
  // The libraries load while Redocly works in its own process.
  const { outputsOf } = await import('./outputs.ts');
  const texts = await outputsOf(job, await bundled);
  const outputs = new Map([...texts].map(([name, text]) => [name, Buffer.from(text)]));
  return outputs.set('manifest.json', Buffer.from(job.manifest(loaded.hashes, outputs)));
}

function write(job: Job, outputs: Outputs, states: ReadonlyMap<string, State>): void {
  const foreign = [...states].flatMap(([name, state]) => (state === 'foreign' ? [job.shown(join(job.out, name))] : []));
  if (foreign.length > 0) {
    throw new GenerateError(
      `${foreign.slice(0, 3).join(', ')} ${foreign.length === 1 ? 'was' : 'were'} not made here. Move what is yours, or give \`--out\` a folder of its own.`,
    );
  }
  replace(job.out, outputs, states);
}

function tell(job: Job, states: ReadonlyMap<string, State>): void {
  for (const [name, state] of states) {
    const did = state === 'unchanged' ? state : state === 'obsolete' ? 'removed' : 'wrote';
    process.stdout.write(`${did.padEnd(9)} ${job.shown(join(job.out, name))}\n`);
  }
}

const FINDINGS: Readonly<Record<Exclude<State, 'unchanged'>, string>> = {
  missing: 'is missing',
  stale: 'is stale: it was made from something older',
  edited: 'was edited by hand',
  obsolete: 'is no longer made',
  foreign: 'is unexpected: it was not made here',
};

function report(job: Job, states: ReadonlyMap<string, State>): number {
  const findings = [...states].flatMap(([name, state]) =>
    state === 'unchanged' ? [] : [`${job.shown(join(job.out, name))} ${FINDINGS[state]}.\n`],
  );
  if (findings.length === 0) {
    process.stdout.write(`${job.shown(job.out)} is up to date.\n`);
    return 0;
  }
  process.stderr.write(`${findings.join('')}Run the same without \`--check\` to mend it.\n`);
  return 1;
}
