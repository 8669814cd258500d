import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type typescript from 'typescript';
import type { Json } from '../../src/openapi/json.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { bundle } from '../generate/bundle.ts';
import { GenerateError } from '../generate/job.ts';
import { methodsFile, type TypedModel, typedModelOf } from '../generate/outputs.ts';
import { quote } from '../generate/text.ts';
import type { LoadedDocument } from '../load.ts';
import { ROOT } from '../project.ts';
import { DiffError } from './change.ts';

const require = createRequire(import.meta.url);

/** Something that compiled with the types of the base, and does not with those of the revision. */
export interface TypesFound {
  readonly side: 'base' | 'revision';
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
}

/** One statement of the program that the compiler judges, and what it means when it is refused. */
interface Assertion extends TypesFound {
  readonly code: string;
}

/**
 * What a program must edit that was written with the types of `base`: methods and types that are gone, parameters that
 * are no longer taken, results that no longer fit. Judged by the compiler, in a program with a statement for each.
 */
export async function compareTypes(base: LoadedDocument, revision: LoadedDocument): Promise<TypesFound[]> {
  if (shapeOf(base) === shapeOf(revision)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    const [before, after] = await Promise.all([
      prepare(base, join(folder, 'base')),
      prepare(revision, join(folder, 'revision')),
    ]);
    const assertions = assertionsOf({ before, after }, revision.file);
    const refused = judge(folder, assertions);
    return [...gone({ before, after }, base.file), ...refused];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A document without what no type is made of; equal ones need no compiler. A schema's property is never a string. */
function shapeOf({ files }: LoadedDocument): string {
  return JSON.stringify([...files.values()], (key, value) =>
    key === 'x-rate-limit' || (typeof value === 'string' && WORDS.has(key)) ? undefined : value,
  );
}

const WORDS: ReadonlySet<string> = new Set(['description', 'summary', 'title', 'version', 'x-source']);

interface Models {
  readonly before: TypedModel;
  readonly after: TypedModel;
}

async function prepare(document: LoadedDocument, folder: string): Promise<TypedModel> {
  try {
    const model = typedModelOf(JSON.parse(await bundle(document)) as Json);
    mkdirSync(folder);
    writeFileSync(join(folder, 'schema.d.ts'), model.types.text);
    writeFileSync(join(folder, 'methods.d.ts'), methodsFile(model, './runtime.js'));
    writeFileSync(join(folder, 'runtime.d.ts'), readFileSync(join(ROOT, 'src', 'contract.ts'), 'utf8'));
    return model;
  } catch (error) {
    if (error instanceof GenerateError) throw new DiffError(error.message);
    throw error;
  }
}

/** Methods and types of schemas that are no longer there under their names. */
function gone({ before, after }: Models, file: string): TypesFound[] {
  const methods = new Set(after.operations.map(({ name }) => name));
  const types = new Set(after.named.values());
  return [
    ...before.operations
      .filter(({ name }) => !methods.has(name))
      .map((operation) => ({
        ...{ side: 'base' as const, file, pointer: pointerTo(operation) },
        message: `The method \`${operation.name}\` is gone.`,
      })),
    ...[...before.named]
      .filter(([name, type]) => !before.added.has(name) && !types.has(type))
      .map(([name, type]) => ({
        ...{ side: 'base' as const, file, pointer: `/components/schemas/${escapeKey(name)}` },
        message: `The type \`${type}\` is gone.`,
      })),
  ];
}

function pointerTo({ path, method }: OperationModel): string {
  return `/paths/${escapeKey(path)}/${method.toLowerCase()}`;
}

function assertionsOf({ before, after }: Models, file: string): Assertion[] {
  const revised = new Map(after.methods.map((method) => [method.operation.name, method]));
  return before.methods.flatMap((method) => {
    const { name } = method.operation;
    const now = revised.get(name);
    if (!now) return [];
    const [old, revision] = [`Base[${quote(name)}]`, `Revision[${quote(name)}]`];
    const at = { side: 'revision' as const, file, pointer: pointerTo(now.operation) };
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
