/** Documents with the forms that OpenAPI has and ours does not use; every operation can be called. */

type Loose = Record<string, unknown>;

const VALUES = { array: ['a', 'b'], object: { x: '1', y: '2' }, text: 'a b' } as const;
const SCHEMAS = {
  text: { type: 'string' },
  array: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', properties: { x: { type: 'string' }, y: { type: 'string' } } },
} as const;
const STYLES = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
} as const;

/** A call of a method, and what it is expected to send. */
export interface Call {
  readonly method: string;
  readonly params: unknown;
}

/** Each style of each location, exploded and not, with each kind of value that the specification allows. */
export function styles(): { readonly paths: Loose; readonly calls: readonly Call[] } {
  const paths: Loose = {};
  const calls: Call[] = [];
  for (const location of ['path', 'query', 'header'] as const) {
    for (const style of STYLES[location]) {
      for (const explode of [true, false]) {
        for (const kind of ['text', 'array', 'object'] as const) {
          if ((style === 'spaceDelimited' || style === 'pipeDelimited') && (kind !== 'array' || explode)) continue;
          if (style === 'deepObject' && (kind !== 'object' || !explode)) continue;
          const method = `${location}_${style}_${explode ? 'exploded' : 'plain'}_${kind}`;
          const at = location === 'path' ? `/${method}/{p}` : `/${method}`;
          const parameter = { name: 'p', in: location, required: true, style, explode, schema: SCHEMAS[kind] };
          paths[at] = { get: { operationId: method, parameters: [parameter], responses: answer({ type: 'string' }) } };
          calls.push({ method, params: { p: VALUES[kind] } });
        }
      }
    }
  }
  return { paths, calls };
}

function answer(schema: unknown, type = 'application/json'): Loose {
  return { 200: { description: 'Fine.', content: { [type]: { schema } } } };
}

function accepts(schema: unknown, type: string): Loose {
  return { required: true, content: { [type]: { schema } } };
}

const ref = (name: string): Loose => ({ $ref: `#/components/schemas/${name}` });

/** Bodies, names, and schemas that refer to themselves and to each other in every way. */
export function document(version: '3.0.3' | '3.1.0'): Loose {
  const modern = version === '3.1.0';
  const orNull = (schema: Loose): Loose =>
    modern ? { anyOf: [schema, { type: 'null' }] } : { allOf: [schema], nullable: true };
  const binary = modern ? {} : { type: 'string', format: 'binary' };
  const part = modern
    ? { type: 'string', contentMediaType: 'application/octet-stream' }
    : { type: 'string', format: 'binary' };
  const form = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      count: { type: 'integer' },
    },
  };
  return {
    openapi: version,
    info: { title: 'Foreign', version: '1.0.0' },
    servers: [{ url: 'https://foreign.example/v1' }],
    paths: {
      ...styles().paths,
      '/upload': {
        post: {
          requestBody: accepts({ ...form, properties: { ...form.properties, file: part } }, 'multipart/form-data'),
          responses: answer(ref('Pet')),
        },
      },
      '/form': {
        post: { requestBody: accepts(form, 'application/x-www-form-urlencoded'), responses: answer(ref('Pet')) },
      },
      '/bytes': {
        put: { requestBody: accepts(binary, 'application/octet-stream'), responses: { 204: { description: 'Done.' } } },
      },
      '/text': {
        post: {
          requestBody: accepts({ type: 'string' }, 'text/plain'),
          responses: answer({ type: 'string' }, 'text/plain'),
        },
      },
      '/image': { get: { responses: answer(binary, 'image/png') } },
      '/pets': {
        get: { responses: answer({ type: 'array', items: ref('Pet') }) },
        post: { requestBody: accepts(ref('Pet'), 'application/json'), responses: answer(ref('Tree')) },
      },
      '/pets/{pet}/{pet-id}': {
        get: {
          parameters: [
            { name: 'pet', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'pet-id', in: 'path', required: true, schema: { type: 'integer' } },
          ],
          responses: answer(ref('Mixed')),
        },
      },
      '/get-thing': { get: { operationId: 'get-thing', responses: answer(ref('get-thing')) } },
      '/getThing': { get: { operationId: 'getThing', responses: answer(ref('GetThing')) } },
      '/get_thing': { get: { operationId: 'get thing', responses: answer(ref('getThing')) } },
    },
    components: {
      schemas: {
        Pet: {
          oneOf: [ref('Cat'), ref('Dog')],
          discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: 'Dog' } },
        },
        Animal: {
          type: 'object',
          required: ['kind'],
          properties: { kind: { type: 'string' }, mate: orNull(ref('Pet')) },
        },
        Cat: {
          allOf: [
            ref('Animal'),
            {
              type: 'object',
              required: ['lives'],
              properties: { kind: { enum: ['cat'] }, lives: { type: 'integer' } },
            },
          ],
        },
        Dog: {
          allOf: [
            ref('Animal'),
            {
              type: 'object',
              properties: { kind: { enum: ['dog'] }, tricks: { type: 'array', items: { type: 'string' } } },
            },
          ],
        },
        Tree: {
          type: 'object',
          properties: {
            parent: orNull(ref('Tree')),
            children: { type: 'array', items: ref('Tree') },
            byName: { type: 'object', additionalProperties: ref('Tree') },
            either: { anyOf: [ref('Tree'), { type: 'string' }] },
            other: ref('Forest'),
          },
        },
        Forest: { type: 'array', items: { oneOf: [ref('Tree'), ref('Forest')] } },
        Mixed: {
          type: 'object',
          required: ['value'],
          properties: {
            value: { enum: ['a', 1, true, ...(modern ? [null, 1.5] : [])] },
            ['__proto__']: { type: 'string' },
            any: {},
            never: modern ? { enum: ['x'], const: 'x' } : { enum: ['x'] },
            ...(modern && {
              pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 2 },
              several: { type: ['string', 'integer', 'null'] },
              constant: { const: 'c' },
              free: true,
              closed: { type: 'object', unevaluatedProperties: false, patternProperties: { '^x': { type: 'string' } } },
            }),
          },
        },
        'get-thing': { type: 'object', properties: { a: { type: 'string' } } },
        GetThing: { type: 'object', properties: { b: { type: 'string' } } },
        getThing: { type: 'object', properties: { c: { type: 'string' } } },
      },
    },
  };
}

/** A call of each operation that is not there for a style. */
export const CALLS: readonly Call[] = [
  { method: 'postUpload', params: { body: { name: 'n', tags: ['a', 'b'], count: 2, file: new Blob(['x']) } } },
  { method: 'postForm', params: { body: { name: 'a&b', tags: ['a', 'b'], count: 2 } } },
  { method: 'putBytes', params: { body: new Uint8Array([1, 2, 3]) } },
  { method: 'postText', params: { body: 'Words.' } },
  { method: 'getImage', params: undefined },
  { method: 'getPets', params: undefined },
  { method: 'postPets', params: { body: { kind: 'cat', lives: 9, mate: null } } },
  { method: 'getPetsByPetByPetId', params: { pet: 'a b', 'pet-id': 7 } },
  { method: 'getThing', params: undefined },
  { method: 'getThing2', params: undefined },
  { method: 'getThing3', params: undefined },
];
