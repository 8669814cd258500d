import { type ContentModel, isSuccess, type ResponseModel } from '../openapi/bodies.ts';
import { entriesOf, get } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import type { ParameterModel } from '../openapi/parameters.ts';
import { escapeKey } from '../openapi/pointer.ts';
import type { Claim } from './ledger.ts';
import { type Place, placeAt, presence } from './rules.ts';
import type { SchemaReader } from './schema.ts';

/** A header that a response declares. */
interface HeaderClaim {
  readonly name: string;
  readonly required: boolean;
  readonly claim: Claim;
  readonly schema: unknown;
  readonly place: Place;
}

function claim(pointer: string, subject: string, words: string, owner = pointer): Claim {
  return { pointer, owner, subject, words };
}

export function operationClaim({ id, pointer }: OperationModel): Claim {
  return claim(pointer, `\`${id}\``, 'is there');
}

export function successClaim({ id, pointer, responses }: OperationModel): Claim {
  const known = responses.filter(({ status }) => isSuccess(status)).map(({ status }) => status);
  return claim(`${pointer}/responses`, `\`${id}\``, `succeeds with ${known.join(' or ')}`, pointer);
}

/** That nobody is let in without a credential; none where the contract lets everyone in. */
export function securityClaim({ id, pointer, source, security }: OperationModel): Claim | undefined {
  if (security.length === 0 || security.some((schemes) => schemes.length === 0)) return undefined;
  const own = get(source, 'security') === undefined ? '' : pointer;
  return claim(`${own}/security`, own === '' ? 'every operation' : `\`${id}\``, 'needs a right credential');
}

export function statusClaim({ id, pointer }: OperationModel, { status, pointer: owner }: ResponseModel): Claim {
  return claim(`${pointer}/responses/${status}`, `the answer ${status} of \`${id}\``, 'is given', owner);
}

export function contentClaim({ id }: OperationModel, response: ResponseModel, { contentType }: ContentModel): Claim {
  const { pointer } = response;
  return claim(
    `${pointer}/content/${escapeKey(contentType)}`,
    answerOf(id, response),
    `comes as ${contentType}`,
    pointer,
  );
}

export function contentPlace({ id }: OperationModel, response: ResponseModel, { pointer }: ContentModel): Place {
  return placeAt(pointer, answerOf(id, response));
}

/** Where the body of a request stands. */
export function bodyPlace({ id }: OperationModel, { pointer }: ContentModel): Place {
  return placeAt(pointer, `the body of \`${id}\``);
}

/** A response that operations share is named by its own name. */
function answerOf(id: string, { status, pointer }: ResponseModel): string {
  const [, name] = /^\/components\/responses\/([^/]+)$/.exec(pointer) ?? [];
  return name === undefined ? `the answer ${status} of \`${id}\`` : `the answer \`${name}\``;
}

export function headersOf({ document }: Model, id: string, response: ResponseModel): HeaderClaim[] {
  const { source, pointer } = response;
  return entriesOf(source, 'headers').flatMap(([name, header]): HeaderClaim[] => {
    const own = `${pointer}/headers/${escapeKey(name)}`;
    const found = document.resolve(header, own);
    if (!found) return [];
    const required = get(found.value, 'required') === true;
    const words = `is ${required ? 'always ' : ''}in ${answerOf(id, response)}`;
    const place = placeAt(`${found.pointer}/schema`, `the header \`${name}\``, found.pointer);
    const schema = get(found.value, 'schema');
    return [{ name, required, claim: claim(own, place.of, words, found.pointer), schema, place }];
  });
}

export function parameterPlace({ entry, pointer }: ParameterModel): Place {
  return placeAt(`${pointer}/schema`, `the ${entry.in} parameter \`${entry.name}\``, pointer);
}

export function parameterClaim(parameter: ParameterModel): Claim {
  return { ...presence(parameterPlace(parameter)), pointer: parameter.pointer, words: 'has an effect' };
}

export function selectionClaim({ pointer, entry }: ParameterModel): Claim {
  return claim(
    `${pointer}/x-selects-fields`,
    `the ${entry.in} parameter \`${entry.name}\``,
    'selects the properties of the answer',
    pointer,
  );
}

/** The parameter that selects properties. */
export function selectorOf({ parameters, selects }: OperationModel): ParameterModel | undefined {
  return parameters.find(({ entry }) => entry.in === 'query' && entry.name === selects?.parameter);
}

/** Whether an answer can tell of it: of what a parameter takes, only what is refused does, and each value that is taken. */
function isTold({ pointer, detail }: Claim): boolean {
  return detail !== undefined || !/\/(type|enum|const|anyOf|oneOf)$/.test(pointer);
}

/**
 * All that the contract says of one operation, lists and limits apart.
 *
 * @param seen The schemas of which all was said: most operations share them.
 */
export function claimsOf(model: Model, reader: SchemaReader, operation: OperationModel, seen: Set<string>): Claim[] {
  const { responses, parameters, accepts } = operation;
  const selector = selectorOf(operation);
  return [
    operationClaim(operation),
    ...(responses.some(({ status }) => isSuccess(status)) ? [successClaim(operation)] : []),
    ...[securityClaim(operation) ?? []].flat(),
    ...responses.flatMap((response) => [
      statusClaim(operation, response),
      ...headersOf(model, operation.id, response).flatMap(({ claim: header, schema, place }) => [
        header,
        ...reader.claims(schema, place, seen),
      ]),
      ...response.contents.flatMap((content) => [
        contentClaim(operation, response, content),
        ...reader.claims(content.schema, contentPlace(operation, response, content), seen),
      ]),
    ]),
    ...parameters.flatMap((parameter) => [
      parameterClaim(parameter),
      ...reader.claims(parameter.schema, parameterPlace(parameter)).filter(isTold),
    ]),
    ...(selector ? [selectionClaim(selector)] : []),
    ...(accepts?.contents ?? []).flatMap((content) =>
      reader.claims(content.schema, bodyPlace(operation, content), seen),
    ),
  ];
}
