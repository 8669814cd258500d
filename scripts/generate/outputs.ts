import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { contractOf } from './contract-table.ts';
import { entriesOf, get, type Json, OpenApiDocument, type Warn } from './document.ts';
import { examplesText } from './examples.ts';
import type { Job } from './job.ts';
import { type MethodModel, methodsText, planMethods } from './methods.ts';
import { Names, typeName } from './names.ts';
import { type OperationModel, readOperations } from './operations.ts';
import { generateTypes, type SchemaTypes } from './schema-types.ts';
import { commentText, literal } from './text.ts';
import { validatorsOf } from './validators.ts';

/** Characters above which validators are code that few would load: half as much again as the document. */
const LARGE = 5_000_000;

/** A bundled document and the types that are made of it. */
export interface Model {
  readonly root: Json;
  readonly document: OpenApiDocument;
  readonly operations: readonly OperationModel[];
  readonly methods: readonly MethodModel[];
  /** The name of the type of each schema of the document. */
  readonly nameOf: ReadonlyMap<string, string>;
  readonly types: SchemaTypes;
}

export function modelOf(bundled: string, warn: Warn): Model {
  const root = JSON.parse(bundled) as Json;
  const document = new OpenApiDocument(root, warn);
  const operations = readOperations(document);
  const names = Names.ofTypes();
  const schemas = entriesOf(get(root, 'components'), 'schemas').map(([name]) => name);
  // What is the name of a type already keeps it; others make way.
  const inTurn = [...schemas.filter((name) => typeName(name) === name), ...schemas];
  const nameOf = new Map<string, string>();
  for (const name of inTurn) if (!nameOf.has(name)) nameOf.set(name, names.take(typeName(name), 'Schema'));
  const { methods, added } = planMethods(document, operations, names, nameOf);
  const named = new Map([...nameOf, ...[...added.keys()].map((name) => [name, name] as const)]);
  const types = generateTypes(JSON.parse(bundled) as Json, named, added);
  return { root, document, operations, methods, nameOf, types };
}

/** The text of `methods.d.ts`. */
export function methodsFile({ methods, nameOf, types }: Model, runtime: string): string {
  const text = [...types.added.values(), methodsText(methods)].join('\n');
  return `import type { CallOptions } from '${runtime}';\n${imports([...nameOf.values(), 'components', 'operations', 'paths'], text)}\n${text}`;
}

/** Everything that is made of a bundled document, by file name. */
export async function outputsOf(job: Job, bundled: string): Promise<Map<string, string>> {
  const model = modelOf(bundled, (pointer, message) =>
    // A document's text must not steer the terminal.
    process.stderr.write(`${job.shown(job.spec)}#${pointer} ${message}`.replace(/\p{Cc}/gu, '?').concat('\n')),
  );
  const { root, document, operations, types } = model;
  const wanted = job.validators || bundled.length <= LARGE;
  const validators = wanted ? await validatorsOf(document, operations, job.root) : undefined;
  if (!wanted) process.stdout.write('No validators are made of so large a document. Ask for them with --validators.\n');

  const made = `// Made by \`${comment(job.command)}\` from ${comment(job.document)}. Do not edit: change that, and run it again.\n\n`;
  const runtime = job.standalone
    ? './runtime.js'
    : toSpecifier(relative(job.out, join(job.root, 'src', 'contract.js')));
  const outputs = new Map<string, string>();
  outputs.set('openapi.json', `${JSON.stringify(root, null, 2)}\n`);
  outputs.set('schema.d.ts', made + types.text);
  const text = literal(contractOf(document, operations));
  // TypeScript gives what a computed key holds no type from outside.
  const table = text.includes("['__proto__']") ? `${text} as const` : text;
  // Not as it is, by `as const`: the type of a table of a thousand operations costs a program more than all it uses.
  outputs.set(
    'contract.ts',
    `${made}import type { Contract } from '${runtime}';\n\nexport const contract: Contract = ${table};\n`,
  );
  outputs.set('methods.d.ts', made + methodsFile(model, runtime));
  if (validators) {
    outputs.set('validators.js', made + validators.code);
    outputs.set('validators.d.ts', `${made}import type { Validator } from '${runtime}';\n\n${validators.types}`);
  }
  outputs.set('examples.ts', made + examplesText(document, operations, job.lint));
  if (job.standalone) outputs.set('runtime.d.ts', made + readFileSync(join(job.root, 'src', 'contract.ts'), 'utf8'));
  return outputs;
}

/** The import of what a text names, among what `schema.d.ts` declares. */
function imports(declared: readonly string[], text: string): string {
  const words = new Set(text.match(/[\w$]+/g));
  const used = declared.filter((name) => words.has(name)).sort();
  return `import type {\n${used.map((name) => `  ${name},\n`).join('')}} from './schema.js';\n`;
}

function toSpecifier(path: string): string {
  const posix = path.split(sep).join('/');
  return posix.startsWith('.') ? posix : `./${posix}`;
}

/** Text for a comment that ends with its line. */
function comment(text: string): string {
  return commentText(text).replaceAll('\n', ' ');
}
