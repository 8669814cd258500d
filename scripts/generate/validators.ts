import { readFileSync } from 'node:fs';
import { isSuccess } from '../../src/openapi/bodies.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { isJson } from '../../src/openapi/media-type.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { AnswerSchemas } from './answer-schema.ts';
import { docComment, literal, propertyKey, quote } from './text.ts';

/** The code and the declaration of a validator for each answer that is JSON. */
export function validatorsOf(
  document: DocumentReader,
  operations: readonly OperationModel[],
): { readonly code: string; readonly types: string } {
  const schemas = new AnswerSchemas(document);
  const judged = operations.map(({ name, responses, pagination }) => ({
    name,
    items: pagination?.entry.items,
    bodies: responses.flatMap(({ status, content }) =>
      content && isJson(content.contentType) ? [{ status, key: schemas.add(content.schema, content.pointer) }] : [],
    ),
  }));
  const table = judged.map(({ name, bodies, items }) => {
    const place = (status: string): string => (items === undefined || !isSuccess(status) ? '' : `, ${quote(items)}`);
    const lines = bodies.map(({ status, key }) => `    ${quote(status)}: judge(${quote(key)}${place(status)}),\n`);
    return `  ${propertyKey(name)}: {\n${lines.join('')}  },\n`;
  });
  const declared = judged.map(({ name, bodies }) => {
    const lines = bodies.map(({ status }) => `    readonly ${quote(status)}: Validator;\n`);
    return `  readonly ${propertyKey(name)}: {\n${lines.join('')}  };\n`;
  });
  const judge = readFileSync(new URL('./judge.mjs', import.meta.url), 'utf8').replace(/\nexport .*/, '');
  return {
    code: [
      `${judge}\nconst judge = judgeBy(${literal(Object.fromEntries(schemas.shared))});\n\n`,
      `export const validators = {\n${table.join('')}};\n`,
    ].join(''),
    types: `${docComment('Judges the answers of each operation, by status. Only bodies of JSON have a validator.')}export declare const validators: {\n${declared.join('')}};\n`,
  };
}
