import { readFileSync } from 'node:fs';
import { type ContentModel, isSuccess } from '../../src/openapi/bodies.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { isJson } from '../../src/openapi/media-type.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { JudgedSchemas } from './judged-schemas.ts';
import { docComment, literal, propertyKey, quote } from './text.ts';

/** The code and the declaration of a validator for each body and each answer that is JSON. */
export function validatorsOf(
  document: DocumentReader,
  operations: readonly OperationModel[],
): { readonly code: string; readonly types: string } {
  const [sent, answered] = [new JudgedSchemas(document, 'body'), new JudgedSchemas(document, 'answer')];
  const add = (schemas: JudgedSchemas, member: string, content: ContentModel | undefined) =>
    content && isJson(content.contentType) ? [{ member, key: schemas.add(content.schema, content.pointer) }] : [];
  const judged = operations.map(({ name, body, responses, pagination }) => ({
    name,
    items: pagination?.entry.items,
    bodies: [
      ...add(sent, 'body', body?.content),
      ...responses.flatMap(({ status, content }) => add(answered, status, content)),
    ],
  }));
  const table = judged.map(({ name, bodies, items }) => {
    const place = (status: string): string => (items === undefined || !isSuccess(status) ? '' : `, ${quote(items)}`);
    const lines = bodies.map(({ member, key }) => `    ${quote(member)}: judge(${quote(key)}${place(member)}),\n`);
    return `  ${propertyKey(name)}: {\n${lines.join('')}  },\n`;
  });
  const declared = judged.map(({ name, bodies }) => {
    const lines = bodies.map(({ member }) => `    readonly ${quote(member)}: Validator;\n`);
    return `  readonly ${propertyKey(name)}: {\n${lines.join('')}  };\n`;
  });
  const judge = readFileSync(new URL('./judge.mjs', import.meta.url), 'utf8').replace(/\nexport .*/, '');
  return {
    code: [
      `${judge}\nconst judge = judgeBy(${literal(Object.fromEntries([...sent.shared, ...answered.shared]))});\n\n`,
      `export const validators = {\n${table.join('')}};\n`,
    ].join(''),
    types: `${docComment('Judges what each operation is sent, as `body`, and what it answers, by status. Only JSON has a validator.')}export declare const validators: {\n${declared.join('')}};\n`,
  };
}
