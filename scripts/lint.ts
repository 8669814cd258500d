import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from 'js-yaml';
import { DocumentError, loadDocument } from './load.ts';

export const ROOT: string = dirname(dirname(fileURLToPath(import.meta.url)));
export const CONFIG: string = join(ROOT, 'redocly.yaml');

/** What is wrong with a document. */
export interface LintResult {
  readonly ok: boolean;
  /** One line each: file, line, column, rule and message. */
  readonly problems: readonly string[];
}

interface Problem {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly location: readonly {
    readonly source: { readonly ref: string };
    readonly start?: { readonly line: number; readonly col: number };
    readonly pointer?: string;
  }[];
}

/** Lints documents by the rules of `redocly.yaml`. Warnings count: a rule that may be broken is not one. */
export async function lintDocument(...files: readonly string[]): Promise<LintResult> {
  try {
    // Redocly fetches remote references whatever the rules say, so it sees only what this has read before.
    for (const file of files) loadDocument(file);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { file, line, column } = error.place;
    return { ok: false, problems: [`${shown(file)}:${line}:${column} ${error.message}`] };
  }
  const { code, stdout, stderr } = await redocly([
    'lint',
    ...files,
    '--config',
    CONFIG,
    '--format=json',
    '--max-problems=10000',
  ]);
  const report = parseReport(stdout);
  if (!report) {
    return { ok: false, problems: [`Redocly failed (exit code ${code}).`, ...complaints(`${stdout}\n${stderr}`)] };
  }
  const problems = report.map(inOneLine);
  // An exit code without a problem is a failure that must not pass for a clean document.
  if (problems.length === 0 && code !== 0)
    return { ok: false, problems: [`Redocly failed (exit code ${code}).`, ...complaints(stderr)] };
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
  const file = shown(place?.source.ref ?? '');
  const at = place?.start ? `${place.start.line}:${place.start.col}` : '1:1';
  return `${file}:${at} ${ruleId}: ${message.replace(/\s+/g, ' ').trim()}`;
}

/** What Redocly says beside its report, without the box on its wish for another Node: a frame drawn with these characters. */
export function complaints(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const isFrame = (line: string): boolean => /^[╔╚╭╰┌└].*[╗╝╮╯┐┘]$/.test(line) || /^[║│┃].*[║│┃]$/.test(line);
  return lines.filter((line) => line !== '' && !isFrame(line));
}

/** Runs Redocly's command line; its library is not published at this version. It phones nowhere. */
export function redocly(args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const main = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const { bin } = JSON.parse(readFileSync(main, 'utf8')) as { bin: Record<string, string> };
  const command = join(dirname(main), bin['redocly']!);
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
  const child = spawn(process.execPath, [command, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, ...output }));
  });
}

function shown(file: string): string {
  return relative(process.cwd(), resolve(ROOT, file)) || file;
}

/** The contract of this project, which `redocly.yaml` names. */
export function ownContract(): string {
  const { apis } = load(readFileSync(CONFIG, 'utf8')) as { apis: Record<string, { root: string }> };
  return join(ROOT, Object.values(apis)[0]!.root);
}

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg.startsWith('-'))) {
    process.stderr.write('Usage: npm run lint:contract [-- FILE…]\n');
    return 2;
  }
  const files = args.length > 0 ? args.map((file) => resolve(file)) : [ownContract()];
  const { ok, problems } = await lintDocument(...files);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  const names = files.map(shown).join(', ');
  if (ok) process.stdout.write(`${names}: no problems.\n`);
  else process.stderr.write(`${names}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.\n`);
  return ok ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
