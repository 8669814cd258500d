import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type typescript from 'typescript';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { type PlannedTypes, planTypes } from '../generate/methods.ts';
import { methodsFile, typedModelOf } from '../generate/outputs.ts';
import { quote } from '../generate/text.ts';
import { ROOT } from '../project.ts';

const require = createRequire(import.meta.url);

/** Something that compiled with the types of the base, and does not with those of the revision. */
export interface TypesFound {
  readonly side: 'base' | 'revision';
  readonly pointer: string;
  readonly message: string;
}

/** One statement of the program that the compiler judges, and what it means when it is refused. */
interface Assertion extends TypesFound {
  readonly code: string;
}

/**
 * What a program must edit that was written with the types of the first model: methods and types that are gone, parameters
 * that are no longer taken, results that no longer fit. Judged by the compiler, in a program with a statement for each.
 *
 * @param own The schemas that the first document has under names: what the model named has the name of its place.
 * @param changed The operations, such as `GET /books`, of which more than words is different.
 */
export function compareTypes(
  models: readonly [Model, Model],
  own: ReadonlySet<string>,
  changed: ReadonlySet<string>,
): TypesFound[] {
  const [before, after] = models.map(planTypes) as [PlannedTypes, PlannedTypes];
  const assertions = assertionsOf(before, after, changed);
  if (assertions.length === 0) return gone(before, after, own);
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    for (const [index, name] of ['base', 'revision'].entries()) write(models[index]!, join(folder, name));
    return [...gone(before, after, own), ...judge(folder, assertions)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(model: Model, folder: string): void {
  const typed = typedModelOf(model);
  mkdirSync(folder);
  writeFileSync(join(folder, 'schema.d.ts'), typed.types.text);
  writeFileSync(join(folder, 'methods.d.ts'), methodsFile(typed, './runtime.js'));
  writeFileSync(join(folder, 'runtime.d.ts'), readFileSync(join(ROOT, 'src', 'contract.ts'), 'utf8'));
}

/** Methods and types of schemas that are no longer there under their names. */
function gone(before: PlannedTypes, after: PlannedTypes, own: ReadonlySet<string>): TypesFound[] {
  const methods = new Set(after.operations.map(({ name }) => name));
  const types = new Set(after.named.values());
  return [
    ...before.operations
      .filter(({ name }) => !methods.has(name))
      .map((operation) => ({
        ...{ side: 'base' as const, pointer: pointerTo(operation) },
        message: `The method \`${operation.name}\` is gone.`,
      })),
    ...[...before.named]
      .filter(([name, type]) => own.has(name) && !types.has(type))
      .map(([name, type]) => ({
        ...{ side: 'base' as const, pointer: `/components/schemas/${escapeKey(name)}` },
        message: `The type \`${type}\` is gone.`,
      })),
  ];
}

function pointerTo({ path, method }: OperationModel): string {
  return `/paths/${escapeKey(path)}/${method.toLowerCase()}`;
}

/** Whether the types of an operation may be others: it is changed, or its parameters are called otherwise. */
function isChanged(was: OperationModel, is: OperationModel, changed: ReadonlySet<string>): boolean {
  const names = ({ parameters, grouped }: OperationModel): string =>
    JSON.stringify([grouped, parameters.map(({ entry }) => `${entry.in} ${entry.name}`).sort()]);
  const [one, other] = [was, is].map(({ method, path }) => `${method} ${path}`);
  return one !== other || changed.has(other!) || names(was) !== names(is);
}

function assertionsOf(before: PlannedTypes, after: PlannedTypes, changed: ReadonlySet<string>): Assertion[] {
  const revised = new Map(after.methods.map((method) => [method.operation.name, method]));
  return before.methods.flatMap((method) => {
    const { name } = method.operation;
    const now = revised.get(name);
    if (!now || !isChanged(method.operation, now.operation, changed)) return [];
    const [old, revision] = [`Base[${quote(name)}]`, `Revision[${quote(name)}]`];
    const at = { side: 'revision' as const, pointer: pointerTo(now.operation) };
    const fits = (from: string, to: string, message: string): Assertion => ({
      ...{ ...at, message },
      code: `fits<${to}, ${from}>();`,
    });
    const statuses = new Set(now.errors.map(([status]) => status));
    const bodies = method.errors.filter(([status]) => statuses.has(status));
    const selects = [method, now].map(({ operation }) => quote(operation.selects?.parameter));
    return [
      fits(`${old}['params']`, `${revision}['params']`, `\`${name}\` no longer takes all that it took.`),
      fits(`Lost<${old}['params'], ${revision}['params']>`, 'never', `\`${name}\` no longer knows all that it took.`),
      fits(`${revision}['data']`, `${old}['data']`, `The result of \`${name}\` no longer fits where it did.`),
      ...bodies.map(([status]) => {
        const key = `['errors'][${/^[1-9]\d*$/.test(status) ? status : quote(status)}]`;
        const message = `The body of a ${status} of \`${name}\` no longer fits where it did.`;
        return fits(`${revision}${key}`, `${old}${key}`, message);
      }),
      ...(selects[0] === 'null' ? [] : [fits(selects[0]!, selects[1]!, `\`${name}\` no longer selects as it did.`)]),
    ];
  });
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

/** The assertions that the compiler refuses. */
function judge(folder: string, assertions: readonly Assertion[]): TypesFound[] {
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
  return assertions.flatMap(({ code, ...found }, index) => {
    const reason = reasons.get(index);
    // Most operations share the bodies of their errors: what is wrong with one of these is said once.
    const again = reason && code.includes("['errors']") && said.has(reason);
    if (reason === undefined || again) return [];
    said.add(reason);
    return [{ ...found, message: `${found.message} ${reason}`.trim() }];
  });
}

/** The innermost sentence of the compiler: it names the property, where it does not speak of the assertion itself. */
function reasonOf(text: string): string {
  const last = text.split('\n').at(-1)!.trim();
  const lost = /^Type '(.+)' does not satisfy the constraint 'never'/.exec(last)?.[1];
  if (lost !== undefined) return `It was ${lost}.`;
  return /\b(Base|Revision|constraint)\b/.test(last) ? '' : last;
}
