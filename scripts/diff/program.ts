import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type typescript from 'typescript';

const require = createRequire(import.meta.url);

/** One statement of the program that the compiler judges, and what it means when it is refused. */
export interface Statement {
  readonly code: string;
  readonly message: string;
}

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

/** The statements that the compiler refuses, each with its reason at the end of its message. */
export function judge<Judged extends Statement>(folder: string, assertions: readonly Judged[]): Judged[] {
  const ts = require('typescript') as typeof typescript;
  const main = join(folder, 'main.ts');
  const lines = HEAD.split('\n').length - 1;
  writeFileSync(main, HEAD + assertions.map(({ code }) => `${code}\n`).join(''));
  const web = join(folder, 'web.d.ts');
  writeFileSync(web, WEB);
  const program = ts.createProgram([main, web], {
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, types: [] },
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
  });
  const source = program.getSourceFile(main)!;
  const reasons = new Map<number, string>();
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const index = source.getLineAndCharacterOfPosition(start).line - lines;
    if (!reasons.has(index)) reasons.set(index, reasonOf(ts.flattenDiagnosticMessageText(messageText, '\n')));
  }
  const said = new Set<string>();
  return assertions.flatMap((statement, index) => {
    const reason = reasons.get(index);
    // Most operations share the bodies of their errors: what is wrong with one of these is said once.
    const again = reason && statement.code.includes("['errors']") && said.has(reason);
    if (reason === undefined || again) return [];
    said.add(reason);
    return [{ ...statement, message: `${statement.message} ${reason}`.trim() }];
  });
}

/** The innermost sentence of the compiler: it names the property, where it does not speak of the assertion itself. */
function reasonOf(text: string): string {
  const last = text.split('\n').at(-1)!.trim();
  const lost = /^Type '(.+)' does not satisfy the constraint 'never'/.exec(last)?.[1];
  if (lost !== undefined) return `It was ${lost}.`;
  return /\b(Base|Revision|constraint)\b/.test(last) ? '' : last;
}
