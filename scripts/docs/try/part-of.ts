import type { Contract, Operation, SensitivePaths } from '../../../src/contract.ts';
import { get, isObject } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { isServed } from '../../../src/openapi/security.ts';
import { mapSchema } from '../../../src/openapi/walk.ts';
import { rolesOf } from '../../../src/testing/resources.ts';
import { contractOf } from '../../generate/contract-table.ts';
import { remembered } from '../maps.ts';
import { Reach } from '../reach.ts';
import type { ClientFacts } from '../samples/client.ts';
import { type SampleRequest, serverOf } from '../samples/request.ts';
import { answersOf, echoes, responsesOf } from './answers.ts';
import { bodyOf, fieldsOf } from './fields.ts';
import type { Part } from './part.ts';

/**
 * Makes the parts of a model: what a page must hold to try an operation. Undefined where no client can call it, or nobody
 * can say what lets it in.
 */
export function readParts(
  model: Model,
  client: ClientFacts,
): (operation: OperationModel, request: SampleRequest) => Part | undefined {
  const { document, securitySchemes } = model;
  const server = serverOf(document);
  const roles = rolesOf(model);
  const whole = contractOf(model, model.operations);
  const reach = new Reach(model.schemas);
  /** Component schemas as pages have them, each made once for all that reach it. */
  const known = new Map<string, unknown>();
  const schemaOf = (name: string): unknown => remembered(known, name, () => pruned(model.schemas[name]));
  return (operation, request) => {
    const isKnown = operation.security.flat().every((name) => securitySchemes.has(name));
    if (operation.unsupported !== undefined || !isKnown) return undefined;
    const contract = ownContract(whole, operation);
    const { authorized, answer, elsewhere } = request;
    const baseUrl = baseUrlOf(elsewhere ?? contract.servers[0], elsewhere ?? server) ?? elsewhere;
    const body = bodyOf(model, operation, request);
    const { answers, success } = answersOf(model, operation);
    const bare = bareOperation(model, operation);
    const sent = [...bare.parameters, ...(bare.accepts?.contents ?? [])].map(({ schema }) => schema);
    const schemas = Object.fromEntries(reach.from(sent).map((name) => [name, schemaOf(name)]));
    return {
      name: operation.name,
      contract,
      ...(baseUrl !== undefined && { baseUrl }),
      credentials: credentialsOf(contract),
      document: { servers: get(document.root, 'servers') ?? [], components: { schemas } },
      operation: bare,
      answers,
      ...(echoes(roles, operation, success) && { echo: success }),
      fields: fieldsOf(model, operation, request),
      ...(body && { body }),
      client,
      request: { authorized, ...(answer && { answer }), ...(elsewhere !== undefined && { elsewhere }) },
    };
  };
}

/** The contract as far as one operation needs it. */
function ownContract(whole: Contract, { name, security, rateLimit }: OperationModel): Contract {
  const { operations, securitySchemes, sensitive, ...rest } = whole;
  const entry = operations[name]!;
  return {
    ...rest,
    rateLimits: rateLimit ? { [rateLimit.class]: rateLimit } : {},
    securitySchemes: Object.fromEntries(security.flat().map((scheme) => [scheme, securitySchemes[scheme]!])),
    sensitive: sensitiveIn(sensitive, entry),
    operations: { [name]: entry },
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

/** A credential for each scheme that takes one. */
function credentialsOf({ securitySchemes }: Contract): Part['credentials'] {
  const served = Object.entries(securitySchemes).filter(([, scheme]) => isServed(scheme));
  return Object.fromEntries(
    served.map(([name, scheme]) => {
      const basic = scheme.type === 'http' && /^basic$/i.test(scheme.scheme);
      return [name, basic ? { username: 'anyone', password: SECRET } : SECRET];
    }),
  );
}

/** An operation without its prose, its examples, and what only reading a document needs. */
function bareOperation(model: Model, operation: OperationModel): OperationModel {
  const { parameters, accepts, selects } = operation;
  const bare = { pointer: '', source: {} };
  const contents = (accepts?.contents ?? []).map((each) => ({ ...each, ...bare, schema: pruned(each.schema) }));
  const at = accepts ? accepts.contents.indexOf(accepts.content) : -1;
  return {
    ...operation,
    ...bare,
    parameters: parameters.map((each) => ({ ...each, ...bare, schema: pruned(each.schema) })),
    accepts: accepts && { ...accepts, description: undefined, contents, content: contents[at]! },
    body: undefined,
    selects: selects && { ...selects, names: {} },
    responses: responsesOf(model, operation),
  };
}

/** What says nothing of which values fit. */
const PROSE = /^(title|description|example|examples|externalDocs|xml|deprecated|\$comment|x-.*)$/;

/** A schema as far as values are judged by it. */
function pruned(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const kept = Object.fromEntries(Object.entries(schema).filter(([name]) => !PROSE.test(name)));
  return mapSchema(kept, '', (child) => pruned(child));
}

/** Where the answers of an operation hold secrets. */
function sensitiveIn(sensitive: Contract['sensitive'], { responses }: Operation): Contract['sensitive'] {
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
  for (const response of Object.values(responses)) {
    take(response.schema);
    follow(response.sensitive ?? {});
  }
  return Object.fromEntries(found);
}
