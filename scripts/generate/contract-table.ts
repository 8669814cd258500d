import type { Contract, Operation, Parameter, ResponseType, SecurityScheme } from '../../src/contract.ts';
import { entriesOf, get, getArray, getString, type Json, type OpenApiDocument, type Warn } from './document.ts';
import type { OperationModel, ParameterModel, ResponseModel } from './operations.ts';
import { sensitiveSchemas } from './sensitive.ts';

/** The table that the runtime works by. */
export function contractOf(document: OpenApiDocument, operations: readonly OperationModel[], warn: Warn): Contract {
  const info = get(document.root, 'info');
  const limits = operations.flatMap(({ rateLimit }) => (rateLimit ? [[rateLimit.class, rateLimit] as const] : []));
  return {
    info: { title: getString(info, 'title') ?? '', version: getString(info, 'version') ?? '' },
    servers: getArray(document.root, 'servers').flatMap((server) => serverUrl(server)),
    securitySchemes: Object.fromEntries(
      entriesOf(get(document.root, 'components'), 'securitySchemes').flatMap(([name, scheme]) => {
        const read = readScheme(document.resolve(scheme, '')?.value);
        if (!read) warn(`/components/securitySchemes/${name}`, 'is no security scheme');
        return read ? [[name, read] as const] : [];
      }),
    ),
    rateLimits: Object.fromEntries(limits),
    sensitive: sensitiveSchemas(document),
    operations: Object.fromEntries(operations.map((operation) => [operation.name, operationOf(document, operation)])),
  };
}

/** A URL with the defaults of its variables filled in. */
function serverUrl(server: unknown): string[] {
  const url = getString(server, 'url');
  if (url === undefined) return [];
  const variables = get(server, 'variables');
  return [url.replace(/\{([^}]*)\}/g, (match, name: string) => getString(get(variables, name), 'default') ?? match)];
}

function readScheme(scheme: Json | undefined): SecurityScheme | undefined {
  const type = getString(scheme, 'type');
  if (type === 'http') return { type, scheme: getString(scheme, 'scheme') ?? '' };
  if (type === 'apiKey') {
    const place = (['query', 'header', 'cookie'] as const).find((each) => each === getString(scheme, 'in'));
    const name = getString(scheme, 'name');
    return place && name !== undefined ? { type, in: place, name } : undefined;
  }
  return type === 'oauth2' || type === 'openIdConnect' || type === 'mutualTLS' ? { type } : undefined;
}

function operationOf(document: OpenApiDocument, operation: OperationModel): Operation {
  const { method, path, parameters, grouped, body, responses, rateLimit, security, selects, deprecated } = operation;
  return {
    method,
    path,
    parameters: parameters.map(parameterOf),
    ...(grouped && { grouped }),
    ...(body && { body: { required: body.required, contentType: body.contentType } }),
    responses: Object.fromEntries(responses.map((response) => [response.status, responseOf(document, response)])),
    ...(rateLimit && { rateLimit: rateLimit.class }),
    ...(security.length > 0 && { security }),
    ...(selects && { selectsFields: selects.parameter }),
    ...(deprecated && { deprecated }),
  };
}

function parameterOf(parameter: ParameterModel): Parameter {
  const { name, required, style, explode, allowReserved, contentType } = parameter;
  return {
    ...{ name, in: parameter.in, required, style, explode },
    ...(allowReserved && { allowReserved }),
    ...(contentType !== undefined && { contentType }),
  };
}

function responseOf(document: OpenApiDocument, { content }: ResponseModel): ResponseType {
  if (!content) return {};
  const schema = document.schemaName(content.schema);
  const type = jsonTypeOf(document.resolve(content.schema, '')?.value);
  return { contentType: content.contentType, ...(schema !== undefined && { schema }), ...(type && { type }) };
}

/** The one JSON type that a schema says its values have. */
function jsonTypeOf(schema: Json | undefined): ResponseType['type'] | undefined {
  const declared = get(schema, 'type');
  const [type, another] = Array.isArray(declared) ? (declared as unknown[]) : [declared];
  if (another !== undefined || get(schema, 'nullable') === true) return undefined;
  if (type === 'integer') return 'number';
  return (['object', 'array', 'string', 'number', 'boolean'] as const).find((each) => each === type);
}
