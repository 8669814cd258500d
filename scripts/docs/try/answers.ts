import { isSuccess, type ResponseModel } from '../../../src/openapi/bodies.ts';
import { fieldsOf, targetOf, typesOf } from '../../../src/openapi/components.ts';
import { bodyExamples } from '../../../src/openapi/examples.ts';
import { get, type Json } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { type Answer, refusal, success } from '../../../src/testing/answers.ts';
import { documented } from '../../../src/testing/documented.ts';
import { NOTHING } from '../../../src/testing/remembered.ts';
import type { Role } from '../../../src/testing/resources.ts';
import { carried } from '../../../src/testing/schema.ts';
import type { Part } from './part.ts';

/** What a request can be refused for, each with the statuses that tell of it, as the emulator has them. */
const REFUSALS = [[429], [401, 403], [400, 422], [415, 400, 422], [503]] as const;

/**
 * What the emulator answers with each status that a page can bring about: made here, so that the page needs neither the
 * schemas of answers nor what makes values of them. With the status that tells of success.
 */
export function answersOf(
  model: Model,
  operation: OperationModel,
): { readonly answers: Part['answers']; readonly success: number } {
  const { rateLimit } = operation;
  const found: Record<string, Answer> = {};
  const record = (_: OperationModel, status: number): Answer => {
    const answer = documented(model, operation, status);
    const headers = timeless(answer.headers, Object.values(rateLimit?.headers ?? {}));
    // Of what is left out, a page says this by itself.
    const isBare = answer.source === 'inferred' && answer.mediaType === undefined && Object.keys(headers).length === 0;
    if (!isBare) found[status] = { ...answer, headers };
    return answer;
  };
  const request = { url: new URL('https://any.example'), body: undefined };
  const knowledge = { documented: record, memory: NOTHING, handle: () => undefined };
  const nothing = { values: new Map(), problem: undefined, notes: [] };
  const { status } = success(model, operation, nothing, knowledge, request);
  for (const statuses of REFUSALS) refusal(record, operation, statuses, '');
  return { answers: once(found), success: status };
}

/** Answers that differ in their status alone, as those that a default stands for, are written once. */
function once(answers: Readonly<Record<string, Answer>>): Part['answers'] {
  const first = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const text = JSON.stringify({ ...answer, status: undefined });
      const same = first.get(text);
      first.set(text, same ?? status);
      return [status, same ?? answer];
    }),
  );
}

/** Whether an operation answers with what it was sent: it makes or changes an item, and answers with that. */
export function echoes(roles: ReadonlyMap<OperationModel, Role>, operation: OperationModel, status: number): boolean {
  const role = roles.get(operation);
  const answered = operation.responses.find((response) => response.status === String(status));
  return role !== undefined && role.does !== 'remove' && targetOf(answered?.content?.schema) === role.resource.schema;
}

/** What tells of limits is counted in the page; here it would be a moment of this build. */
function timeless(headers: Answer['headers'], counted: readonly string[]): Answer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, counted.includes(name.toLowerCase()) ? '0' : value]),
  );
}

/** The responses of an operation as far as the answers above leave something to decide. */
export function responsesOf(model: Model, operation: OperationModel): ResponseModel[] {
  return operation.responses.map(({ status, source, content }) => {
    const inferred = get(source, 'x-source');
    const kept = content && (isSuccess(status) || !/^[145]/.test(status)) ? content : undefined;
    const { keys, schema } = keysOf(model, operation, kept?.schema);
    const examples = keys > 0 && kept ? bodyExamples(model.document, kept) : [];
    const items = examples.length > 1 ? examples.map((example) => carried(model, kept?.schema, example)) : [];
    return {
      status,
      pointer: '',
      source: inferred === undefined ? {} : { 'x-source': inferred },
      contents: [],
      content: kept && { contentType: kept.contentType, schema, pointer: '', source: { examples: items } },
    };
  });
}

/** A schema with just those of its properties that the path names. */
function keysOf({ schemas }: Model, { parameters }: OperationModel, schema: unknown): { keys: number; schema: Json } {
  const fields = fieldsOf(schemas, schema);
  const named = parameters.filter(({ entry: { in: location, name } }) => location === 'path' && fields.has(name));
  const properties = named.map(({ entry: { name } }) => [name, { type: typesOf(schemas, fields.get(name)!.schema) }]);
  return { keys: named.length, schema: named.length > 0 ? { properties: Object.fromEntries(properties) } : {} };
}
