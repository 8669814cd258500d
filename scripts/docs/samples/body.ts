import type { DocumentReader } from '../../../src/openapi/document.ts';
import { entriesOf, getString, isObject } from '../../../src/openapi/json.ts';
import { essenceOf, isJson } from '../../../src/openapi/media-type.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { contentExamples, exampleOf } from '../example.ts';

/** How a body is written: as JSON, as one text, as the parts of a form of which some are files, or as a file's bytes. */
export type SampleBody =
  | { readonly kind: 'json'; readonly contentType: string; readonly value: unknown }
  | { readonly kind: 'text'; readonly contentType: string; readonly value: string }
  | {
      readonly kind: 'form';
      readonly parts: readonly (readonly [name: string, value: string])[];
      /** The names of those parts that are files. */
      readonly files: readonly string[];
    }
  | { readonly kind: 'file'; readonly contentType: string };

/** The file that samples send where a body is neither JSON nor text, or a part of a form is a file. */
export const FILE = 'body.bin';

/** The body that samples send, and as the client takes it. */
export function readBody(
  document: DocumentReader,
  { body }: OperationModel,
): { readonly body?: SampleBody; readonly bodyValue?: unknown } {
  if (!body) return {};
  const { contentType, schema } = body.content;
  const type = essenceOf(contentType);
  const value = contentExamples(document, body.content)[0]?.value ?? exampleOf(document, schema);
  const text = (written: string): SampleBody => ({ kind: 'text', contentType, value: written });
  if (isJson(contentType)) return { body: { kind: 'json', contentType, value }, bodyValue: value };
  const parts = Object.entries(isObject(value) ? value : {}).map(([name, part]): [string, string] => [
    name,
    asText(part),
  ]);
  if (type === 'multipart/form-data') {
    const files = entriesOf(document.follow(schema), 'properties').flatMap(([name, part]) =>
      getString(document.follow(part), 'format') === 'binary' ? [name] : [],
    );
    return { body: { kind: 'form', parts, files }, bodyValue: value };
  }
  if (type === 'application/x-www-form-urlencoded')
    return { body: text(new URLSearchParams(parts).toString()), bodyValue: value };
  // An object that is sent as XML has no text that could be told.
  if (type.startsWith('text/') && (typeof value !== 'object' || value === null))
    return { body: text(asText(value)), bodyValue: asText(value) };
  return { body: { kind: 'file', contentType: /[*;]/.test(contentType) ? 'application/octet-stream' : contentType } };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a file is read for a body. */
export function hasFile(body: { readonly kind: string; readonly files?: readonly string[] } | undefined): boolean {
  return body?.kind === 'file' || (body?.files ?? []).length > 0;
}
