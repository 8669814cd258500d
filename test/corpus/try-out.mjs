import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { measure, run } from './process.mjs';
import { typeErrors, undeclared, writeProgram } from './types.mjs';

const here = import.meta.dirname;
const root = join(here, '..', '..');
const GENERATE = join(root, 'scripts', 'generate.mjs');
/** How many operations of a document are called. */
const SAMPLE = '40';

/** One document, from its package to the answers of the emulator: what it cost, and what failed. */
export async function tryOut({ name, maker, package: from, file }) {
  const source = join(here, 'node_modules', from, file);
  const { version } = JSON.parse(readFileSync(join(here, 'node_modules', from, 'package.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), `corpus-${name}-`));
  try {
    const document = join(folder, basename(file));
    copyFileSync(source, document);
    const facts = {
      ...{ name, maker, package: `${from}@${version}`, kilobytes: Math.round(statSync(document).size / 1_000) },
      openapi: /["']?openapi["']?:\s*["']?(3\.\d+\.\d+)/.exec(readFileSync(document, 'utf8'))?.[1],
    };
    return { ...facts, ...(await tryFile(folder, document)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same of any document, in a folder that is the caller's. */
export async function tryFile(folder, document) {
  const out = join(folder, 'generated');
  const args = [GENERATE, '--spec', document, '--out', out, '--no-lint'];
  const { code, err, seconds, megabytes } = await measure(args, { cwd: folder }, join(folder, 'usage'));
  const cost = { seconds: Number(seconds.toFixed(1)), megabytes: Math.round(megabytes) };
  if (code !== 0) return { ...cost, failures: [failed('generate', document, err)], warnings: [] };
  const undeclaredNames = undeclared(out).map(under('names'));
  writeProgram(out);
  const old = await typeErrors(out, 'typescript');
  const current = await typeErrors(out, 'typescript-7');
  const calls = await callsOf(document, out);
  return {
    ...cost,
    ...{
      operations: calls.operations,
      called: calls.called,
      answered: Math.max(0, calls.called - calls.failures.length),
    },
    ...{ errors59: old.length, errors7: current.length },
    failures: [
      ...undeclaredNames,
      ...old.map(under('TypeScript 5.9')),
      ...current.map(under('TypeScript 7')),
      ...calls.missing.map((name) => ({ kind: 'methods', name, reason: 'no method' })),
      ...calls.renamed.map((name) => ({ kind: 'methods', name, reason: 'a name with a number that nobody gave' })),
      ...calls.failures.map(under('calls')),
      ...calls.invalid.map(under('answers against their validators')),
    ],
    warnings: err.split('\n').flatMap(warningOf),
  };
}

async function callsOf(document, out) {
  const args = ['--import', '@oxc-node/core/register', join(here, 'calls.mjs'), document, out, SAMPLE];
  const { code, out: text, err } = await run(args, { cwd: root });
  if (code === 0) return JSON.parse(text);
  const nothing = { operations: 0, missing: [], renamed: [], called: 0, invalid: [] };
  return { ...nothing, failures: [failed('calls', document, err || `ended by ${code}`)] };
}

function under(kind) {
  return (failure) => ({ kind, ...failure });
}

/** What a process said last is why it failed; paths of one run are nobody's. */
function failed(kind, document, text) {
  const said = text
    .trim()
    .replaceAll(document, 'DOCUMENT')
    .replace(/^Nothing was written\.$/m, '')
    .trim();
  const why = said.split('\n').find((line) => /Error|refus|cannot|Expected/i.test(line)) ?? said.split('\n').at(-1);
  return { kind, name: 'all', reason: why.replaceAll(basename(document), 'DOCUMENT').slice(0, 200) };
}

/** A warning of the generator: `FILE#POINTER sentence`, or any other line. */
function warningOf(line) {
  if (line.trim() === '') return [];
  const sentence = line.replace(/^\S*#\S* /, '').replace(/`[^`]*`/g, '`…`');
  return [sentence.slice(0, 160)];
}
