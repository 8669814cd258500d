import { isSuccess } from '../../src/openapi/bodies.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { bodyExamples } from '../../src/openapi/examples.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { docComment, literal, propertyKey, quote, statusKey } from './text.ts';

/**
 * What `examples.ts` holds: an example for each answer that has one, typed by its schema, so that the compiler proves
 * once more that it fits. Examples of a document that was not linted may well not fit, and have no type.
 */
export function examplesText(document: DocumentReader, operations: readonly OperationModel[], linted: boolean): string {
  const found = operations.map((operation) => [operation.name, answersOf(document, operation)] as const);
  const some = found.filter(([, examples]) => examples.length > 0);
  const typed = some.map(([name, examples]) => {
    const types = `OperationTypes[${quote(name)}]`;
    const lines = examples.map(([status]) => {
      const type = isSuccess(status) ? `${types}['data']` : `${types}['errors'][${quote(status)}]`;
      return `    readonly ${statusKey(status)}: ${linted ? type : 'unknown'};\n`;
    });
    return `  readonly ${propertyKey(name)}: {\n${lines.join('')}  };\n`;
  });
  const values = Object.fromEntries(some.map(([name, examples]) => [name, Object.fromEntries(examples)]));
  return [
    linted && some.length > 0 ? "import type { OperationTypes } from './methods.js';\n\n" : '',
    docComment('The first example that the document has of each answer, by operation and status.'),
    `export const examples: {\n${typed.join('')}} = ${literal(values)};\n`,
  ].join('');
}

function answersOf(document: DocumentReader, { responses }: OperationModel): [string, unknown][] {
  return responses.flatMap(({ status, content }): [string, unknown][] => {
    const [first] = content ? bodyExamples(document, content) : [];
    return first === undefined ? [] : [[status, first]];
  });
}
