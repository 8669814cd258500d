import type { DocumentReader } from '../../src/openapi/document.ts';
import { entriesOf, getString, type Json } from '../../src/openapi/json.ts';
import { commandName } from '../../src/openapi/names.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { grouped } from './maps.ts';
import { Slugs } from './names.ts';
import type { SampleRequest } from './samples/request.ts';
import type { Sample } from './samples/samples.ts';

/** One operation, as every page of the site shows it. */
export interface SiteOperation {
  readonly model: OperationModel;
  /** Its pages within the site, without an ending. */
  readonly path: string;
  readonly title: string;
  /** The call that samples make; undefined for what the API calls itself. */
  readonly request: SampleRequest | undefined;
  readonly samples: readonly Sample[];
  /** For a callback: the operation that declares it, and where the call goes. */
  readonly callback: { readonly of: SiteOperation; readonly name: string; readonly expression: string } | undefined;
  readonly callbacks: readonly SiteOperation[];
}

/** What an answer says of a next call. */
export interface SiteLink {
  readonly name: string;
  readonly title: string;
  /** Its pages within the site, without an ending. */
  readonly path: string;
  readonly source: Json;
  /** Whose answers have it, and which of them. */
  readonly of: SiteOperation;
  readonly statuses: readonly string[];
  /** What it leads to; undefined where that is in another document. */
  readonly target: SiteOperation | undefined;
}

/** The links of all operations. What several answers of an operation have alike is one. */
export function readLinks(document: DocumentReader, operations: readonly SiteOperation[]): SiteLink[] {
  const slugs = new Slugs();
  return operations.flatMap((of) => {
    const links = of.model.responses.flatMap(({ status, source: answer }) =>
      entriesOf(answer, 'links').map(([name, value]) => ({ name, status, source: document.follow(value) ?? {} })),
    );
    const alike = grouped(links, ({ name, source }) => JSON.stringify([name, source]));
    return [...alike.values()].map((same): SiteLink => {
      const { name, source } = same[0]!;
      return {
        ...{ name, source, of, title: `Link ${name} of ${of.title}`, statuses: same.map(({ status }) => status) },
        path: slugs.take(`links/${of.model.command}-${commandName(name)}`),
        target: targetOf(source, operations),
      };
    });
  });
}

function targetOf(link: Json, operations: readonly SiteOperation[]): SiteOperation | undefined {
  const id = getString(link, 'operationId');
  const pointer = getString(link, 'operationRef')?.replace(/^#/, '');
  return operations.find(({ model }) => model.id === id || model.pointer === pointer);
}
