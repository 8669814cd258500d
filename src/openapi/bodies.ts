import type { DocumentReader, Located } from './document.ts';
import { entriesOf, get, getString, isObject, type Json } from './json.ts';
import { isEndless, isJson } from './media-type.ts';
import { escapeKey } from './pointer.ts';

/** What a body or an answer holds in one media type. */
export interface ContentModel {
  readonly contentType: string;
  readonly schema: unknown;
  /** Where the schema stands. */
  readonly pointer: string;
  /** The media type object. */
  readonly source: Json;
}

export interface BodyModel {
  readonly required: boolean;
  readonly description: string | undefined;
  /** In every media type, in the order of the document. */
  readonly contents: readonly ContentModel[];
  /** In the one that the client sends. */
  readonly content: ContentModel;
}

export interface ResponseModel {
  readonly status: string;
  /** In every media type, in the order of the document. */
  readonly contents: readonly ContentModel[];
  /** In the one that the client reads, where there is any. */
  readonly content: ContentModel | undefined;
  readonly source: Json;
  /** Where it stands. */
  readonly pointer: string;
}

/** What an operation takes as its body. */
export function readBody(document: DocumentReader, operation: Located): BodyModel | undefined {
  const value = get(operation.value, 'requestBody');
  const body = document.resolve(value, `${operation.pointer}/requestBody`);
  if (!body) {
    if (value !== undefined) document.warn(`${operation.pointer}/requestBody`, 'is no request body');
    return undefined;
  }
  const contents = readContents(body);
  const content = spoken(contents);
  if (!content) return undefined;
  const required = get(body.value, 'required') === true;
  return { required, description: getString(body.value, 'description'), contents, content };
}

/** What an operation answers, by status. */
export function readResponses(document: DocumentReader, operation: Located): ResponseModel[] {
  return entriesOf(operation.value, 'responses').flatMap(([status, item]): ResponseModel[] => {
    if (status.startsWith('x-')) return [];
    const pointer = `${operation.pointer}/responses/${escapeKey(status)}`;
    const response = document.resolve(item, pointer);
    if (!response || !/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      document.warn(pointer, 'is no response');
      return [];
    }
    const contents = isBodiless(status) ? [] : readContents(response);
    return [{ status, contents, content: spoken(contents), source: response.value, pointer: response.pointer }];
  });
}

function readContents({ value, pointer }: Located): ContentModel[] {
  return entriesOf(value, 'content').map(([contentType, media]) => ({
    contentType,
    schema: get(media, 'schema') ?? {},
    pointer: `${pointer}/content/${escapeKey(contentType)}/schema`,
    source: isObject(media) ? media : {},
  }));
}

/** JSON where there is any, else the first that has an end. */
function spoken(contents: readonly ContentModel[]): ContentModel | undefined {
  return (
    contents.find(({ contentType }) => isJson(contentType)) ??
    contents.find(({ contentType }) => !isEndless(contentType)) ??
    contents[0]
  );
}

/** Whether an answer with this status has no body, whatever the document says of one. */
export function isBodiless(status: string): boolean {
  return /^1|^(204|205|304)$/.test(status);
}

/** Whether a status is a success. */
export function isSuccess(status: string): boolean {
  return status.startsWith('2');
}
