import { partsOf, typesOf } from '../../../src/openapi/components.ts';
import { get, getArray } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { problemOf } from '../../../src/testing/judge.ts';
import { sample } from '../../../src/testing/sample.ts';
import { exampleOf, givenExample } from '../example.ts';
import type { SampleRequest } from '../samples/request.ts';
import type { BodyField, Field } from './part.ts';

/** More choices than this are better typed than looked for. */
const MOST_BOXES = 24;

/** How each parameter of an operation is asked for, filled in with what its samples send. */
export function fieldsOf(model: Model, { parameters }: OperationModel, { given }: SampleRequest): Field[] {
  const { document } = model;
  return parameters.map(({ entry, schema, source }) => {
    const sent = given.find((each) => each.entry === entry)?.value;
    const value = sent === undefined ? undefined : fitting(model, schema, sent);
    const example = givenExample(document, source) ?? exampleOf(document, schema);
    return {
      ...formOf(model, schema, entry.contentType !== undefined),
      ...(value !== undefined && { value }),
      ...(example !== undefined && { example }),
    };
  });
}

function formOf(model: Model, schema: unknown, isDocument: boolean): Pick<Field, 'kind' | 'options' | 'typed'> {
  const own = typesOf(model.schemas, schema);
  const isList = own.includes('array');
  const inner = isList ? itemsOf(model, schema) : schema;
  const types = typesOf(model.schemas, inner);
  if (isDocument || [...own, ...types].includes('object') || (isList && types.includes('array')))
    return { kind: 'json', options: [], typed: false };
  const { options, open } = optionsOf(model, inner);
  const isClosed = !open && options.length > 0;
  const many = isClosed && options.length <= MOST_BOXES ? 'some' : 'list';
  const one = isClosed ? 'one' : 'open';
  return { kind: isList ? many : one, options, typed: types.length > 0 && !types.includes('string') };
}

/** The values that a schema lists, and whether it also takes others. */
function optionsOf(model: Model, schema: unknown): { options: readonly unknown[]; open: boolean } {
  const parts = partsOf(model.schemas, schema).map((part) => part.schema);
  const types = parts.flatMap(({ type }) => type ?? []);
  const listed = parts.map((part) => getArray(part, 'enum')).find(({ length }) => length > 0);
  if (listed) return { options: listed, open: false };
  if (types.length === 1 && types[0] === 'boolean') return { options: [true, false], open: false };
  const members = parts.flatMap((part) => [...getArray(part, 'anyOf'), ...getArray(part, 'oneOf')]);
  const inner = members.map((member) => optionsOf(model, member));
  return {
    options: inner.flatMap(({ options }) => options),
    open: inner.length === 0 || inner.some(({ open }) => open),
  };
}

function itemsOf({ schemas }: Model, schema: unknown): unknown {
  return partsOf(schemas, schema)
    .map((part) => get(part.schema, 'items'))
    .find((items) => items !== undefined);
}

/** How the body is asked for, filled in with that of the samples. */
export function bodyOf(model: Model, { body }: OperationModel, request: SampleRequest): BodyField | undefined {
  if (!body || !request.body) return undefined;
  if (request.body.kind === 'file') return { kind: 'file', text: 'The bytes of a file.' };
  const bodyValue = fitting(model, body.content.schema, request.bodyValue);
  if (request.body.kind === 'text' && typeof bodyValue === 'string') return { kind: 'text', text: bodyValue };
  return { kind: 'json', text: JSON.stringify(bodyValue, null, 2) ?? '' };
}

/** A value of a sample, or one that fits better: samples show any text where nobody gave an example. */
function fitting(model: Model, schema: unknown, value: unknown): unknown {
  return problemOf(model, schema, value, '') === undefined ? value : (sample(model, schema) ?? value);
}
