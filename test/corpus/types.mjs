import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { run } from './process.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const OPTIONS = {
  ...{ target: 'es2023', lib: ['es2023', 'dom'], module: 'nodenext', types: [], noEmit: true },
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noUnusedLocals: true },
  ...{ verbatimModuleSyntax: true, isolatedModules: true, skipLibCheck: false },
};
/** Types of the language and the platform that generated files may name without declaring them. */
const GLOBALS = new Set(
  'Array Blob Exclude Extract File FormData NonNullable Omit Partial Pick Promise Readonly ReadonlyArray ReadableStream Record Required Response URLSearchParams ArrayBuffer ArrayBufferView Uint8Array AsyncIterable AsyncIterableIterator Iterable AbortSignal BodyInit const'.split(
    ' ',
  ),
);

/** Adds a program that makes a client. */
export function writeProgram(folder) {
  const entry = relative(folder, join(ROOT, 'dist', 'index.js'));
  const lines = [
    `import { createClient } from '${entry}';`,
    `import { contract } from './contract.js';`,
    `import type { ContractTypes } from './methods.js';`,
    '',
    'export const client = createClient<ContractTypes>(contract, {});',
    'export type Answers = { [Name in keyof ContractTypes["methods"]]: Awaited<ReturnType<(typeof client)[Name]>> };',
  ];
  writeFileSync(join(folder, 'program.ts'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, include: ['*.ts'] }));
}

/** The errors that a compiler finds, each with where it is. */
export async function typeErrors(folder, compiler) {
  const tsc = join(ROOT, 'node_modules', compiler, 'bin', 'tsc');
  const { code, out, err } = await run([tsc, '-p', folder, '--pretty', 'false'], { cwd: folder });
  const found = [...out.matchAll(/^([^\s(]+)\((\d+),\d+\): error (TS\d+): (.*)$/gm)];
  const errors = found.map(([, file, line, name, text]) => ({
    name: `${file} ${declarationAt(join(folder, file), Number(line))}`,
    reason: `${name}: ${shorten(text)}`,
  }));
  if (code !== 0 && errors.length === 0)
    errors.push({ name: 'tsc', reason: (out + err).slice(0, 200) || `ended by ${code}` });
  return errors;
}

/** What a line belongs to: its number changes with every line above. */
function declarationAt(path, line) {
  const above = readFileSync(path, 'utf8').split('\n').slice(0, line).reverse();
  return above.map((text) => /^(?:export )?(?:type|interface) ([\w$]+)/.exec(text)?.[1]).find(Boolean) ?? '';
}

function shorten(text) {
  return text
    .replace(/ Did you mean .*/, '')
    .replace(/ on type '.*'/, '')
    .replace(/Type '.*' does/, "Type '…' does")
    .replace(/'[^']{40,}'/g, "'…'")
    .slice(0, 160);
}

/** Names of types that a file uses without declaring or importing them: with `skipLibCheck` each is a silent `any`. */
export function undeclared(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'program.ts')
    .flatMap((name) => undeclaredIn(join(folder, name)).map((type) => ({ name, reason: `undeclared \`${type}\`` })));
}

function undeclaredIn(path) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const declared = new Set(GLOBALS);
  const used = new Set();
  const visit = (node) => {
    if (node.name && isDeclaration(node) && ts.isIdentifier(node.name)) declared.add(node.name.text);
    if (ts.isTypeReferenceNode(node)) used.add(leftmost(node.typeName));
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression)) used.add(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...used].filter((name) => !declared.has(name));
}

function isDeclaration(node) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isClassDeclaration(node)
  );
}

function leftmost(name) {
  return ts.isIdentifier(name) ? name.text : leftmost(name.left);
}
