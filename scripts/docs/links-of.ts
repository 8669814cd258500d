import type { DocumentReader } from '../../src/openapi/document.ts';
import { entriesOf, getString, type Json } from '../../src/openapi/json.ts';
import { commandName } from '../../src/openapi/names.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { Slugs } from './names.ts';

interface Linked {
  readonly model: OperationModel;
  readonly title: string;
}

/** What an answer says of a next call. */
export interface Link<Operation extends Linked> {
  readonly name: string;
  readonly title: string;
  /** Its pages within the site, without an ending. */
  readonly path: string;
  readonly source: Json;
  /** Whose answers have it, and which of them. */
  readonly of: Operation;
  readonly statuses: readonly string[];
  /** What it leads to; undefined where that is in another document. */
  readonly target: Operation | undefined;
}

/** The links of all operations. What several answers of an operation have alike is one. */
export function readLinks<Operation extends Linked>(
  document: DocumentReader,
  operations: readonly Operation[],
): Link<Operation>[] {
  const slugs = new Slugs();
  return operations.flatMap((of) => {
    const found = new Map<string, Link<Operation> & { readonly statuses: string[] }>();
    for (const { status, source: answer } of of.model.responses)
      for (const [name, value] of entriesOf(answer, 'links')) {
        const source = document.follow(value) ?? {};
        const key = JSON.stringify([name, source]);
        const path = (): string => slugs.take(`links/${of.model.command}-${commandName(name)}`);
        const link = found.get(key) ?? {
          ...{ name, source, of, title: `Link ${name} of ${of.title}`, path: path(), statuses: [] },
          target: targetOf(source, operations),
        };
        link.statuses.push(status);
        found.set(key, link);
      }
    return [...found.values()];
  });
}

function targetOf<Operation extends Linked>(link: Json, operations: readonly Operation[]): Operation | undefined {
  const id = getString(link, 'operationId');
  const pointer = getString(link, 'operationRef')?.replace(/^#/, '');
  return operations.find(({ model }) => model.id === id || model.pointer === pointer);
}
