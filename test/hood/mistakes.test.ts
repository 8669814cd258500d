import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

const FILE = resolve('test/fixtures/types/mistakes.ts');
const PROGRAM = readFileSync(`${FILE}.txt`, 'utf8');
const MESSAGES = readFileSync(resolve('test/fixtures/types/messages.txt'), 'utf8');

/** The comment over a mistake, which says what it is. */
function labelOf(line: number): string {
  const above = PROGRAM.split('\n').slice(0, line + 1);
  return above.findLast((text) => /^\/\/ \d/.test(text))!.slice(3);
}

test('a typical mistake ends in one line that names it', () => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === FILE || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === FILE ? ts.createSourceFile(file, PROGRAM, ts.ScriptTarget.ES2023) : getSourceFile(file, ...rest);
  const program = ts.createProgram([FILE], options, host);
  const source = program.getSourceFile(FILE)!;
  const said = program.getSemanticDiagnostics(source).map(({ start = 0, messageText }) => {
    const label = labelOf(source.getLineAndCharacterOfPosition(start).line);
    const lines = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
    return `${label}\n  ${lines.at(-1)!.trim()}`;
  });
  expect(said.join('\n')).not.toContain('No overload');
  expect(`${said.join('\n')}\n`).toBe(MESSAGES);
}, 60_000);
