import type { BodyModel } from '../../src/openapi/bodies.ts';
import { refTo } from '../../src/openapi/components.ts';
import { get, getArray, getString, isObject, type Json } from '../../src/openapi/json.ts';
import { essenceOf, isJson } from '../../src/openapi/media-type.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import type { ParameterModel } from '../../src/openapi/parameters.ts';
import { paragraphs } from './describe.ts';

/** A property of what a call takes. */
interface Given {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Json;
}

/**
 * What a call of an operation takes, as a schema: all parameters and the body side by side, or by location.
 *
 * @param selection The name of the schema that says what can be selected.
 */
export function paramsSchema(operation: OperationModel, selection: string | undefined): Json {
  const description = `What \`${operation.name}\` takes.`;
  const given = (parameter: ParameterModel): Given => ({
    name: parameter.entry.name,
    required: parameter.entry.required,
    schema: parameterSchema(parameter, parameter.entry.name === operation.selects?.parameter ? selection : undefined),
  });
  const { body, grouped, parameters } = operation;
  const bodies = body ? [{ name: 'body', required: body.required, schema: bodySchema(body) }] : [];
  if (!grouped) return objectSchema(description, [...parameters.map(given), ...bodies]);
  const groups = (['path', 'query', 'header', 'cookie'] as const).flatMap((location): Given[] => {
    const group = parameters.filter((parameter) => parameter.entry.in === location);
    const schema = objectSchema(`The ${location} parameters.`, group.map(given));
    return group.length > 0
      ? [{ name: location, required: group.some((parameter) => parameter.entry.required), schema }]
      : [];
  });
  return objectSchema(description, [...groups, ...bodies]);
}

function objectSchema(description: string, given: readonly Given[]): Json {
  return {
    type: 'object',
    description,
    required: given.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(given.map(({ name, schema }) => [name, schema])),
    // A type without properties would take anything.
    ...(given.length === 0 && { additionalProperties: { enum: [] } }),
  };
}

/** The schema of a parameter, with what the parameter says of itself. */
function parameterSchema({ schema, source }: ParameterModel, selection: string | undefined): Json {
  const own = isObject(schema) ? schema : {};
  const example = get(source, 'example') ?? getArray(source, 'examples')[0];
  const description = paragraphs(getString(source, 'description'), getString(own, 'description'));
  return {
    ...own,
    ...(selection !== undefined && { items: refTo(selection) }),
    ...(description && { description }),
    'x-source': get(source, 'x-source') ?? get(own, 'x-source'),
    ...(example !== undefined && { example, examples: undefined }),
    ...(get(source, 'deprecated') === true && { deprecated: true, 'x-sunset': get(source, 'x-sunset') }),
  };
}

function bodySchema({ content, description }: BodyModel): Json {
  const type = essenceOf(content.contentType);
  const structured = isJson(type) || type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded';
  const text = { type: 'string', ...(!type.startsWith('text/') && { format: 'binary' }) };
  const own = structured ? (isObject(content.schema) ? content.schema : {}) : text;
  return { ...own, ...(description !== undefined && { description }) };
}
