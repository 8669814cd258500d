import { join, relative, sep } from 'node:path';
import type { Json } from '../../src/openapi/json.ts';
import { type Model, modelOf } from '../../src/openapi/model.ts';
import type { NormalDocument } from '../../src/openapi/normalise.ts';
import { contractFiles } from './contract-files.ts';
import { contractOf } from './contract-table.ts';
import { examplesText } from './examples.ts';
import { reportOf } from './findings.ts';
import { GenerateError, type Job } from './job.ts';
import { type PlannedTypes, planTypes, typesFile } from './methods.ts';
import { step } from './progress.ts';
import { runtimeTypes } from './runtime-types.ts';
import { generateTypes, type SchemaTypes } from './schema-types.ts';
import { commentText } from './text.ts';
import { documentForTypes } from './types-document.ts';
import { validatorsOf } from './validators.ts';
import { withoutHtml } from './without-html.ts';

/** A model with the types that are made of it. */
export interface TypedModel extends PlannedTypes {
  readonly model: Model;
  readonly types: SchemaTypes;
}

export function typedModelOf(root: Json): TypedModel {
  const model = modelOf(root);
  const plan = planTypes(model);
  const types = generateTypes(documentForTypes(model, plan.operations, plan.added), plan.named, plan.added);
  return { ...plan, model, types };
}

/** The text of `methods.d.ts`. */
export function methodsFile(typed: TypedModel, runtime: string): string {
  const text = [...typed.types.added.values(), typesFile(typed)].join('\n');
  const declared = [...typed.named.values()].filter((name) => !typed.added.has(name));
  const used = imports([...declared, 'components', 'operations', 'paths'], text, './schema.js');
  const ofRuntime = [
    'BasicCredential',
    'CallOptions',
    'Credential',
    'NotEmpty',
    'PageOptions',
    'ResponsePromise',
    'Selected',
  ];
  return `${imports(ofRuntime, text, runtime)}${used}\n${text}`;
}

/** Everything that is made of a bundled document, by file name. */
export async function outputsOf(job: Job, root: Json): Promise<Map<string, string>> {
  step('Making types');
  const typed = typedModelOf(await withoutHtml(root));
  const { model, operations, types } = typed;
  step();
  const mistakes = model.findings.filter(({ mistake }) => mistake);
  if (mistakes.length > 0)
    throw new GenerateError(`${reportOf(mistakes, job.shown(job.spec))}Correct the document first.`);
  if (job.validators) step('Making validators');
  const validators = job.validators && validatorsOf(model.document, operations);
  step();
  process.stderr.write(reportOf(model.findings, job.shown(job.spec)));

  const made = `// Made by \`${comment(job.command)}\` from ${comment(job.document)}. Do not edit: change that, and run it again.\n\n`;
  const runtime = job.standalone
    ? './runtime.js'
    : toSpecifier(relative(job.out, join(job.root, 'src', 'contract.js')));
  const outputs = new Map<string, string>();
  outputs.set('openapi.json', `${JSON.stringify(root, null, 2)}\n`);
  const normal: NormalDocument = { document: model.document.root, hides: model.hides, findings: model.findings };
  outputs.set('model.json', `${JSON.stringify(normal)}\n`);
  outputs.set('schema.d.ts', made + types.text);
  const table = contractFiles(contractOf(model, operations), runtime);
  outputs.set('contract.js', made + table.code);
  outputs.set('contract.d.ts', made + table.types);
  outputs.set('methods.d.ts', made + methodsFile(typed, runtime));
  outputs.set('types.d.ts', made + exportedTypes(typed));
  if (validators) {
    outputs.set('validators.js', made + validators.code);
    outputs.set('validators.d.ts', `${made}import type { Validator } from '${runtime}';\n\n${validators.types}`);
  }
  outputs.set('examples.ts', made + examplesText(model.document, operations, job.lint));
  if (job.standalone) outputs.set('runtime.d.ts', made + runtimeTypes(job.root));
  return outputs;
}

/** The types that users of a package name: what its schemas describe, what its methods take, and what can be selected. */
function exportedTypes({ named, types }: TypedModel): string {
  const [own, added] = [[...named.values()].filter((name) => !types.added.has(name)), [...types.added.keys()]];
  const from = (names: readonly string[], file: string): string =>
    names.length === 0
      ? ''
      : `export type {\n${[...names]
          .sort()
          .map((name) => `  ${name},\n`)
          .join('')}} from '${file}';\n`;
  return from(added, './methods.js') + from([...new Set(own)], './schema.js') || 'export {};\n';
}

/** The import of what a text names, among what a file declares. */
function imports(declared: readonly string[], text: string, from: string): string {
  const code = text.replace(/\/\*\*[\s\S]*?\*\//g, '');
  const words = new Set(code.match(/[^\0-\x7f]/.test(code) ? /[\p{ID_Continue}$]+/gu : /[\w$]+/g));
  const used = declared.filter((name) => words.has(name)).sort();
  const [only, another] = used;
  if (only === undefined) return '';
  if (another === undefined) return `import type { ${only} } from '${from}';\n`;
  return `import type {\n${used.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}

function toSpecifier(path: string): string {
  const posix = path.split(sep).join('/');
  return posix.startsWith('.') ? posix : `./${posix}`;
}

/** Text for a comment that ends with its line. */
function comment(text: string): string {
  return commentText(text).replaceAll('\n', ' ');
}
