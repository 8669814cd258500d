import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentReader } from '../../src/openapi/document.ts';
import { entriesOf, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { decodeFragment, escapeKey, keysOf } from '../../src/openapi/pointer.ts';
import { type PlannedTypes, planTypes } from '../generate/methods.ts';
import { methodsFile } from '../generate/outputs.ts';
import { runtimeTypes } from '../generate/runtime-types.ts';
import { generateTypes } from '../generate/schema-types.ts';
import { quote } from '../generate/text.ts';
import { documentForTypes } from '../generate/types-document.ts';
import { ROOT } from '../project.ts';
import type { Reached } from './document.ts';
import { judge, reasonOf } from './program.ts';

/** A statement that compiles with the types of the base, and what it means where those of the revision refuse it. */
interface Assertion {
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  /** The name of its method. */
  readonly operation: string;
}

/**
 * What a program must edit that was written with the types of the first model: methods and types that are gone, parameters
 * that are no longer taken, results that no longer fit. Judged by the compiler, in a program with a statement for each.
 *
 * @param own The schemas that the first document has under names: what the model named has the name of its place.
 * @param changed The operations, such as `GET /books`, of which more than words is different.
 */
export function compareTypes(models: readonly [Model, Model], own: Json, changed: ReadonlySet<string>): Reached[] {
  const [before, after] = models.map(planTypes) as [PlannedTypes, PlannedTypes];
  const lost = gone(before, after, own);
  const assertions = assertionsOf(before, after, changed);
  if (assertions.length === 0) return lost;
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    const names = new Set(assertions.map(({ operation }) => operation));
    write(models[0], before, names, join(folder, 'base'));
    write(models[1], after, names, join(folder, 'revision'));
    const refusals = judge(
      folder,
      assertions.map(({ code }) => code),
    );
    return [...lost, ...refused(assertions, refusals)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is refused, that of one kind for the same reason once, with the other methods of which it holds. */
function refused(assertions: readonly Assertion[], refusals: ReadonlyMap<number, string>): Reached[] {
  const found = new Map<string, Reached & { readonly operations: Set<string> }>();
  for (const [index, { code, pointer, message, operation }] of assertions.entries()) {
    const text = refusals.get(index);
    if (text === undefined) continue;
    const reason = reasonOf(text);
    // Most operations share the bodies of their errors, and many their results: what is wrong with these is said once.
    const key = (code.includes("['errors']") ? reason : text) || code;
    const known = found.get(key);
    if (known) known.operations.add(operation);
    else found.set(key, { ...typesFound('revision', pointer, `${message} ${reason}`.trim()), operations: new Set() });
  }
  return [...found.values()];
}

function typesFound(side: Reached['side'], pointer: string, message: string): Reached {
  return { rule: 'types', side, pointer, message, operations: new Set() };
}

/** Writes the types of some operations: those of a whole document would cost more than all else that is done here. */
function write(model: Model, plan: PlannedTypes, names: ReadonlySet<string>, folder: string): void {
  const methods = plan.methods.filter(({ operation }) => names.has(operation.name));
  const operations = methods.map(({ operation }) => operation);
  const used = new Set(JSON.stringify(methods.map(({ operation: _, ...types }) => types)).match(/[^\s"|[\],:{}]+/g));
  const added = new Map([...plan.added].filter(([name]) => used.has(name)));
  const part = partOf(model.document, operations, [...added.values()]);
  const types = generateTypes(documentForTypes({ ...model, document: part }, operations, added), plan.named, added);
  mkdirSync(folder);
  writeFileSync(join(folder, 'schema.d.ts'), types.text);
  writeFileSync(
    join(folder, 'methods.d.ts'),
    methodsFile({ ...plan, methods, operations, added, model, types }, './runtime.js'),
  );
  writeFileSync(join(folder, 'runtime.d.ts'), runtimeTypes(ROOT));
}

/** A document with some of its operations, and the components that these use. */
function partOf(document: DocumentReader, operations: readonly OperationModel[], others: readonly unknown[]) {
  const wanted = new Set(operations.map(({ path }) => path));
  const paths = Object.fromEntries(entriesOf(document.root, 'paths').filter(([path]) => wanted.has(path)));
  const components: Record<string, Record<string, unknown>> = {};
  const pending = new Set(referencesIn(JSON.stringify([paths, others])));
  for (const pointer of pending) {
    const [, kind = '', name = ''] = keysOf(pointer);
    const component = document.at(pointer);
    // What was added for the types stands apart.
    if (component === undefined) continue;
    const group = components[kind] ?? {};
    group[name] = component;
    components[kind] = group;
    for (const next of referencesIn(JSON.stringify(component))) pending.add(next);
  }
  return new DocumentReader({ ...document.root, paths, components }, () => {});
}

/** Where the references in a text of JSON lead. */
function referencesIn(text: string): string[] {
  return [...text.matchAll(/"\$ref":"#([^"]*)"/g)].map(([, fragment = '']) => decodeFragment(fragment));
}

/** Methods and types of schemas that are no longer there under their names. */
function gone(before: PlannedTypes, after: PlannedTypes, own: Json): Reached[] {
  const methods = new Set(after.operations.map(({ name }) => name));
  const types = new Set(after.named.values());
  const operations = before.operations.filter(({ name }) => !methods.has(name));
  const schemas = [...before.named].filter(([name, type]) => Object.hasOwn(own, name) && !types.has(type));
  const lost = [
    ...operations.map((operation) => [pointerTo(operation), `The method \`${operation.name}\` is gone.`] as const),
    ...schemas.map(
      ([name, type]) => [`/components/schemas/${escapeKey(name)}`, `The type \`${type}\` is gone.`] as const,
    ),
  ];
  return lost.map(([pointer, message]) => typesFound('base', pointer, message));
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
    const fits = (from: string, to: string, message: string): Assertion => ({
      ...{ pointer: pointerTo(now.operation), message, operation: name },
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
