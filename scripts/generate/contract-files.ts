import type { Contract } from '../../src/contract.ts';
import { Names } from '../../src/openapi/names.ts';
import { docComment, literal, propertyKey } from './text.ts';

/**
 * The table that the runtime works by. Each operation stands apart, so that a program which names those it calls takes
 * no other along; the declarations hold no table, which every program would pay for when it is type-checked.
 */
export function contractFiles(contract: Contract, runtime: string): { readonly code: string; readonly types: string } {
  const { operations, ...api } = contract;
  const names = Names.ofConstants();
  const constants = Object.entries(operations).map(([name, operation]) => ({
    name,
    constant: names.take(name, 'Operation'),
    operation,
  }));
  const entries = constants.map(({ name, constant }) =>
    name === constant ? name : `${propertyKey(name)}: ${constant}`,
  );
  return {
    code: [
      `export const api = ${literal(api)};\n\n`,
      ...constants.map(({ constant, operation }) => `export const ${constant} = ${literal(operation)};\n\n`),
      // A spread, or a property of `api`, could run code, so that a bundler would keep the whole.
      `export const contract = /* @__PURE__ */ Object.assign({}, api, {\n  operations: {\n`,
      ...entries.map((entry) => `    ${entry},\n`),
      '  },\n});\n',
    ].join(''),
    types: [
      `import type { ContractTypes } from './methods.js';\nimport type { Api, Contract, Operation, Typed } from '${runtime}';\n\n`,
      docComment('The API without its operations, for a client of those that a program names.'),
      'export declare const api: Api & Typed<ContractTypes>;\n\n',
      docComment('The API with all its operations.'),
      'export declare const contract: Contract & Typed<ContractTypes>;\n\n',
      ...constants.map(({ constant }) => `export declare const ${constant}: Operation;\n`),
    ].join(''),
  };
}
