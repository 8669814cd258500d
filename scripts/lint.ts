import { resolve } from 'node:path';
import { command, start } from './command-line.ts';
import { DocumentError, fromHere, placed } from './load/error.ts';
import { type LoadedDocument, loadDocument } from './load.ts';
import { CONFIG, ownContract, ROOT } from './project.ts';
import { complaints, redocly } from './redocly/run.ts';

const USAGE = 'Usage: npm run lint:contract [-- FILE…]\n';

/** What is wrong with a document. */
export interface LintResult {
  readonly ok: boolean;
  /** One line each: file, line, column, rule and message. */
  readonly problems: readonly string[];
}

interface Problem {
  readonly ruleId: string;
  readonly message: string;
  readonly location: readonly {
    readonly source: { readonly ref: string };
    readonly start?: { readonly line: number; readonly col: number };
  }[];
}

/** Lints documents by the rules of `redocly.yaml`. Warnings count: a rule that may be broken is not one. */
export async function lintDocument(...documents: readonly (string | LoadedDocument)[]): Promise<LintResult> {
  const problems: string[] = [];
  const files: string[] = [];
  for (const each of documents) {
    try {
      // Redocly follows references wherever they lead, so it sees only what this has read before.
      files.push((typeof each === 'string' ? loadDocument(each) : each).file);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      problems.push(placed(error.place, error.message));
    }
  }
  if (files.length === 0) return { ok: false, problems };
  const { code, stdout, said } = await redocly([
    ...['lint', ...files, '--config', CONFIG, '--format=json', '--max-problems=10000'],
  ]);
  const report = parseReport(stdout);
  const failed = `Redocly failed (exit code ${code}).`;
  if (!report) return { ok: false, problems: [failed, ...complaints(stdout), ...said] };
  problems.push(...report.map(inOneLine));
  // An exit code without a problem is a failure that must not pass for a clean document.
  if (problems.length === 0 && code !== 0) return { ok: false, problems: [failed, ...said] };
  return { ok: problems.length === 0, problems };
}

/** The problems of all files: Redocly writes one JSON object a file, each from the first column, one after the other. */
function parseReport(stdout: string): Problem[] | undefined {
  try {
    const objects = stdout
      .trim()
      .split(/\n(?=\}\{)/)
      .map((text, index) => (index > 0 ? text.slice(1) : text));
    return objects.flatMap((text, index) => {
      const whole = index < objects.length - 1 ? `${text}\n}` : text;
      return (JSON.parse(whole) as { problems: Problem[] }).problems;
    });
  } catch {
    return undefined;
  }
}

function inOneLine({ ruleId, message, location: [place] }: Problem): string {
  const { line = 1, col = 1 } = place?.start ?? {};
  const file = resolve(ROOT, place?.source.ref ?? '');
  return placed({ file, line, column: col }, `${ruleId}: ${message.replace(/\s+/g, ' ').trim()}`);
}

function main(args: readonly string[]): Promise<number> {
  return command(args, USAGE, { allowPositionals: true }, async ({ positionals }) => {
    const files = positionals.length > 0 ? positionals.map((file) => resolve(file)) : [ownContract()];
    const { ok, problems } = await lintDocument(...files);
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    const names = files.map((file) => fromHere(file)).join(', ');
    if (ok) process.stdout.write(`${names}: no problems.\n`);
    else process.stderr.write(`${names}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.\n`);
    return ok ? 0 : 1;
  });
}

await start(import.meta.url, main);
