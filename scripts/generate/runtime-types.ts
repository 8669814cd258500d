import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The types of the runtime that generated code is written in, as one text that imports nothing. */
export function runtimeTypes(root: string): string {
  const [table, calls] = ['contract.ts', 'call-types.ts'].map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  return `${table!.replace(/^export type \* from .*\n\n?/m, '')}\n${calls}`;
}
