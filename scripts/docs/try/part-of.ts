import type { Contract, SensitivePaths } from '../../../src/contract.ts';
import { targetOf } from '../../../src/openapi/components.ts';
import { get, isObject, type Json } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { isServed } from '../../../src/openapi/security.ts';
import { mapSchema } from '../../../src/openapi/walk.ts';
import { contractOf } from '../../generate/contract-table.ts';
import type { ClientFacts } from '../facts.ts';
import { sampleRequest, serverOf } from '../samples/request.ts';
import { answersOf, echoOf, type Roles, responsesOf } from './answers.ts';
import { bodyOf, fieldsOf } from './fields.ts';
import type { Part } from './part.ts';

/** What a page must hold to try an operation; undefined where no client can call it, or nobody can say how. */
export function partOf(model: Model, roles: Roles, operation: OperationModel, client: ClientFacts): Part | undefined {
  if (operation.unsupported !== undefined) return undefined;
  const schemes = operation.security.flat();
  if (schemes.some((name) => !model.securitySchemes.has(name))) return undefined;
  const { document } = model;
  const server = serverOf(document);
  const request = sampleRequest(document, operation, server, client.token);
  const body = bodyOf(operation, request);
  const asked = [
    ...operation.parameters.map(({ schema }) => schema),
    ...contentsOf(operation).map(({ schema }) => schema),
  ];
  const answers = answersOf(model, operation);
  const echo = echoOf(roles, operation);
  const securitySchemes = Object.fromEntries([...model.securitySchemes].filter(([name]) => schemes.includes(name)));
  const contract = { ...contractOf(model, [operation]), securitySchemes };
  const base = baseUrlOf(contract.servers[0], server);
  return {
    name: operation.name,
    contract: { ...contract, sensitive: sensitiveIn(contract, operation.name) },
    ...(base !== undefined && { baseUrl: base }),
    credentials: Object.fromEntries(
      Object.entries(securitySchemes).flatMap(([name, scheme]) =>
        isServed(scheme)
          ? [
              [
                name,
                scheme.type === 'http' && /^basic$/i.test(scheme.scheme)
                  ? { username: 'you', password: SECRET }
                  : SECRET,
              ],
            ]
          : [],
      ),
    ),
    document: { servers: get(document.root, 'servers') ?? [], components: { schemas: reached(model, asked) } },
    operation: prunedOperation(model, operation),
    answers,
    ...(echo !== undefined && { echo }),
    fields: fieldsOf(model, operation, request),
    ...(body && { body }),
    client,
    request: { credentials: request.credentials, ...(request.answer && { answer: request.answer }) },
  };
}

/** Any credential is let in that is not empty. */
const SECRET = 'any-secret';

/** A client sends credentials to https alone, and to no place that it does not know: the emulator answers for any host. */
function baseUrlOf(first: string | undefined, server: string): string | undefined {
  if (first !== undefined && /^https:\/\/[^/]/i.test(first) && URL.canParse(first)) return undefined;
  const { host, pathname } = new URL(server);
  return `https://${host}${pathname.replace(/\/$/, '')}`;
}

function contentsOf({ accepts }: OperationModel) {
  return accepts?.contents ?? [];
}

/** An operation without its prose, its examples, and what only reading a document needs. */
function prunedOperation(model: Model, operation: OperationModel): OperationModel {
  const { parameters, accepts, selects } = operation;
  const bare = { pointer: '', source: {} };
  const contents = contentsOf(operation).map(({ contentType, schema }) => ({
    contentType,
    schema: pruned(schema),
    ...bare,
  }));
  return {
    ...operation,
    ...bare,
    parameters: parameters.map(({ entry, schema }) => ({ entry, schema: pruned(schema), source: {} })),
    accepts: accepts && {
      required: accepts.required,
      description: undefined,
      contents,
      content: contents[accepts.contents.indexOf(accepts.content)]!,
    },
    body: undefined,
    selects: selects && { parameter: selects.parameter, names: {} },
    responses: responsesOf(model, operation),
  };
}

/** What says nothing of which values fit. */
const PROSE = /^(title|description|example|examples|externalDocs|xml|deprecated|\$comment|x-.*)$/;

function pruned(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const kept = Object.fromEntries(Object.entries(schema).filter(([name]) => !PROSE.test(name)));
  return mapSchema(kept, '', (child) => pruned(child));
}

/** The component schemas that others reach. */
function reached({ schemas }: Model, from: readonly unknown[]): Json {
  const found = new Map<string, unknown>();
  const take = (schema: unknown): void => {
    if (!isObject(schema)) return;
    const name = targetOf(schema);
    if (name !== undefined && !found.has(name)) {
      found.set(name, undefined);
      found.set(name, pruned(get(schemas, name)));
      take(found.get(name));
    }
    mapSchema(schema, '', (child) => {
      take(child);
      return child;
    });
  };
  from.forEach(take);
  return Object.fromEntries(found);
}

/** Where the answers of an operation hold secrets. */
function sensitiveIn({ operations, sensitive }: Contract, name: string): Contract['sensitive'] {
  const found = new Map<string, SensitivePaths>();
  const take = (schema: string | undefined): void => {
    const paths = schema !== undefined && Object.hasOwn(sensitive, schema) ? sensitive[schema] : undefined;
    if (schema === undefined || !paths || found.has(schema)) return;
    found.set(schema, paths);
    follow(paths);
  };
  const follow = (paths: SensitivePaths): void => {
    for (const rule of Object.values(paths)) if (rule !== true) rule.forEach(take);
  };
  for (const response of Object.values(operations[name]!.responses)) {
    take(response.schema);
    follow(response.sensitive ?? {});
  }
  return Object.fromEntries(found);
}
