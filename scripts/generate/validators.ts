import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { OpenApiDocument } from '../../src/openapi/document.ts';
import { isJson } from '../../src/openapi/media-type.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { AnswerSchemas } from './answer-schema.ts';
import { docComment, propertyKey, quote } from './text.ts';

/** Enough for thousands of schemas in a ring; only what is used of it takes memory. */
const STACK_MB = 256;

/** Judges an answer; the one part of `validators.js` that is the same for every document. */
const JUDGE = `
const escape = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');
/** The rule as the schema has it: \`maxLength: 100\`. */
const ruleOf = ({ keyword, params }) => {
  const value = params.limit ?? params.type ?? params.pattern ?? params.multipleOf;
  return value === undefined ? keyword : \`\${keyword}: \${value}\`;
};
const judge = (validate) => (value, fields) => {
  if (validate(value)) return [];
  const issues = [];
  for (const error of validate.errors) {
    const missing = error.keyword === 'required' ? error.params.missingProperty : undefined;
    if (fields && missing !== undefined && error.instancePath === '' && !fields.includes(missing)) continue;
    const pointer = missing === undefined ? error.instancePath : \`\${error.instancePath}/\${escape(missing)}\`;
    issues.push({ pointer, rule: ruleOf(error) });
  }
  return issues;
};
`;

/** The code and the declaration of a validator for each answer that is JSON. */
export async function validatorsOf(
  document: OpenApiDocument,
  operations: readonly OperationModel[],
  root: string,
): Promise<{ readonly code: string; readonly types: string }> {
  const schemas = new AnswerSchemas(document);
  const answers = operations.map(({ name, responses }) => ({
    name,
    bodies: responses.flatMap(({ status, content }) =>
      content && isJson(content.contentType)
        ? [{ status, pointer: content.pointer, key: schemas.add(content.schema, content.pointer) }]
        : [],
    ),
  }));
  const keys = new Set(answers.flatMap(({ bodies }) => bodies.map(({ key }) => key)));
  const { code, failed } = await compile([...schemas.shared], [...keys]);
  const compiled = new Set([...keys].filter((key) => !failed.has(key)));
  for (const { bodies } of answers) {
    for (const { key, pointer } of bodies) {
      const why = failed.get(key);
      if (why !== undefined) document.warn(pointer, `cannot be compiled (${why}); answers are not judged by it`);
    }
  }
  const judged = answers.map(({ name, bodies }) => ({ name, bodies: bodies.filter(({ key }) => compiled.has(key)) }));
  const table = judged.map(({ name, bodies }) => {
    const lines = bodies.map(({ status, key }) => `    ${quote(status)}: judge(${key}),\n`);
    return `  ${propertyKey(name)}: {\n${lines.join('')}  },\n`;
  });
  const declared = judged.map(({ name, bodies }) => {
    const lines = bodies.map(({ status }) => `    readonly ${quote(status)}: Validator;\n`);
    return `  readonly ${propertyKey(name)}: {\n${lines.join('')}  };\n`;
  });
  const entry = `import { ${[...compiled].join(', ')} } from 'compiled';${JUDGE}export const validators = {\n${table.join('')}};\n`;
  return {
    code: await link(root, entry, code),
    types: `${docComment('Judges the answers of each operation, by status. Only bodies of JSON have a validator.')}export declare const validators: {\n${declared.join('')}};\n`,
  };
}

interface Compiled {
  readonly code: string;
  /** Why a schema could not be compiled, by its key. */
  readonly failed: ReadonlyMap<string, string>;
}

const compile = keepingLast((schemas: readonly (readonly [string, unknown])[], keys: readonly string[]) => {
  const worker = new Worker(new URL('./compile.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MB },
    workerData: { schemas, keys },
  });
  return new Promise<Compiled>((done, failed) => worker.once('message', done).once('error', failed));
});

/** While watching, most of what is saved changes nothing that answers are judged by, and this takes the longest. */
function keepingLast<Given extends readonly unknown[], Result>(
  work: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  let last: { readonly key: string; readonly result: Promise<Result> } | undefined;
  return (...given) => {
    const key = JSON.stringify(given);
    if (last?.key !== key) last = { key, result: work(...given) };
    last.result.catch(() => {
      last = undefined;
    });
    return last.result;
  };
}

/** One file that imports nothing. */
const link = keepingLast(async (root: string, entry: string, compiled: string): Promise<string> => {
  const result = await build({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    logLevel: 'silent',
    platform: 'neutral',
    stdin: { contents: entry, resolveDir: root, sourcefile: 'validators' },
    target: 'es2022',
    treeShaking: true,
    write: false,
    plugins: [
      {
        name: 'compiled',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^compiled$/ }, () => ({ path: 'compiled', namespace: 'generated' }));
          onLoad({ filter: /.*/, namespace: 'generated' }, () => ({ contents: asModule(compiled), resolveDir: root }));
          onLoad({ filter: /[\\/](ajv[\\/]dist[\\/]runtime|fast-deep-equal)[\\/]\w+\.js$/ }, ({ path }) => ({
            contents: asModule(readFileSync(path, 'utf8')),
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]!.text;
});

/** CommonJS, as Ajv writes it, as a module: bundled as it is, it would bring a `require` of esbuild's making. */
function asModule(code: string): string {
  return code
    .replace(/const (\w+) = require\(("[\w/.-]+")\)(?:\.default)?;/g, 'import $1 from $2;')
    .replace(/^Object\.defineProperty\(exports.*$|^\w+\.code = .*$/gm, '')
    .replace(/^(?:module\.exports|exports\.default) = /m, 'export default ');
}
