import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project.ts';

const HEAD = [
  "import type { OperationTypes as Base } from './base/methods.js';",
  "import type { OperationTypes as Revision } from './revision/methods.js';",
  'declare function fits<To, From extends To>(): void;',
  'type Keys<T> = T extends readonly unknown[] ? never : T extends object ? keyof T : never;',
  // Assignability alone lets pass what callers write down in place: there, a property that is not known is refused.
  'type Lost<Old, New> = {',
  '  [K in keyof Old]-?: K extends keyof New ? Exclude<Keys<Old[K]>, Keys<New[K]>> : K',
  '}[keyof Old];',
  '',
].join('\n');

/** What generated types name of the web: all of its declarations would cost more than the rest of the comparison. */
const WEB =
  'interface Blob { readonly size: number; readonly type: string }\ninterface AbortSignal { readonly aborted: boolean }\n';

const SETTINGS = {
  compilerOptions: {
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, types: [] },
    ...{ target: 'es2023', lib: ['es2023'], module: 'nodenext', allowImportingTsExtensions: true },
  },
  files: ['main.ts', 'web.d.ts'],
};
const COMPILER = join(ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');

/** What the compiler says of each statement that it refuses, by its index. */
export function judge(folder: string, statements: readonly string[]): ReadonlyMap<number, string> {
  writeFileSync(join(folder, 'main.ts'), HEAD + statements.map((code) => `${code}\n`).join(''));
  writeFileSync(join(folder, 'web.d.ts'), WEB);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
  const before = HEAD.split('\n').length;
  return new Map([...compile(folder)].map(([line, text]) => [line - before, text]));
}

/** Why lines are refused. Only the compiler that is no JavaScript takes less time than all else that is done here. */
function compile(folder: string): ReadonlyMap<number, string> {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [COMPILER, '--pretty', 'false'], {
    ...{ cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
  });
  const [other, ...refusals] = stdout.split(/^main\.ts\((\d+),\d+\): error TS\d+: /m);
  if (error || (status !== 0 && refusals.length === 0))
    throw new Error(`TypeScript could not judge the types. Run \`npm ci\`.\n${error?.message ?? `${other}${stderr}`}`);
  const reasons = new Map<number, string>();
  for (let index = 0; index < refusals.length; index += 2) {
    const line = Number(refusals[index]);
    if (!reasons.has(line)) reasons.set(line, refusals[index + 1]!.trim());
  }
  return reasons;
}

/** The innermost sentence of the compiler: it names the property, where it does not speak of the assertion itself. */
export function reasonOf(text: string): string {
  // Of two types of one name, the compiler tells the files, which are nobody's.
  const named = text.replace(/import\("[^"]*\/(base|revision)\/\w+"\)\.(\w+)/g, '$2 of the $1');
  const last = named.split('\n').at(-1)!.trim();
  const lost = /^Type '(.+)' does not satisfy the constraint 'never'/.exec(last)?.[1];
  if (lost !== undefined) return `It was ${lost}.`;
  return /\b(Base|Revision|constraint)\b/.test(last) ? '' : last;
}
