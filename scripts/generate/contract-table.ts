import type { Contract, Operation, RateLimit, RequestBody, ResponseType } from '../../src/contract.ts';
import type { BodyModel, ContentModel } from '../../src/openapi/bodies.ts';
import { targetOf } from '../../src/openapi/components.ts';
import type { DocumentReader } from '../../src/openapi/document.ts';
import { get, getString } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { sensitivePaths, sensitiveSchemas } from '../../src/openapi/sensitive.ts';
import { serverUrls } from '../../src/openapi/servers.ts';

/** The table that the runtime works by. */
export function contractOf({ document, securitySchemes }: Model, operations: readonly OperationModel[]): Contract {
  const info = get(document.root, 'info');
  const limits = operations.flatMap(({ rateLimit }): [string, RateLimit][] =>
    rateLimit ? [[rateLimit.class, rateLimit]] : [],
  );
  return {
    info: { title: getString(info, 'title') ?? '', version: getString(info, 'version') ?? '' },
    servers: serverUrls(document.root),
    securitySchemes: Object.fromEntries(securitySchemes),
    rateLimits: Object.fromEntries(limits),
    sensitive: sensitiveSchemas(document),
    operations: Object.fromEntries(operations.map((operation) => [operation.name, entryOf(document, operation)])),
  };
}

function entryOf(document: DocumentReader, operation: OperationModel): Operation {
  const { method, path, servers, parameters, grouped, body, responses, rateLimit, security, selects } = operation;
  const { pagination } = operation;
  return {
    method,
    path,
    ...(servers[0] !== undefined && { server: servers[0] }),
    parameters: parameters.map(({ entry }) => entry),
    ...(grouped && { grouped }),
    ...(body && { body: bodyEntry(document, body) }),
    responses: Object.fromEntries(responses.map(({ status, content }) => [status, responseEntry(document, content)])),
    ...(rateLimit && { rateLimit: rateLimit.class }),
    ...(security.length > 0 && { security }),
    ...(selects && { selectsFields: selects.parameter }),
    ...(pagination && { pagination: pagination.entry }),
    ...(get(operation.source, 'deprecated') === true && { deprecated: true }),
  };
}

function bodyEntry(document: DocumentReader, { required, content }: BodyModel): RequestBody {
  const { type: _, ...entry } = responseEntry(document, content);
  return { required, ...entry, contentType: content.contentType };
}

function responseEntry(document: DocumentReader, content: ContentModel | undefined): ResponseType {
  if (!content) return {};
  const schema = targetOf(content.schema);
  const type = jsonTypeOf(get(document.follow(content.schema), 'type'));
  const sensitive = schema === undefined ? sensitivePaths(document, content.schema) : undefined;
  return {
    contentType: content.contentType,
    ...(schema !== undefined && { schema }),
    ...(type && { type }),
    ...(sensitive && { sensitive }),
  };
}

/** The one JSON type that a schema says its values have. */
function jsonTypeOf(type: unknown): ResponseType['type'] | undefined {
  if (type === 'integer') return 'number';
  return (['object', 'array', 'string', 'number', 'boolean'] as const).find((each) => each === type);
}
