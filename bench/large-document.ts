/** A document with many operations, whose schemas refer to each other in one ring. */
export function largeDocument(operations: number): object {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = {
    Problem: { type: 'object', required: ['why'], properties: { why: { type: 'string' } } },
  };
  const count = operations / 2;
  for (let index = 0; index < count; index += 1) {
    const content = { 'application/json': { schema: { $ref: `#/components/schemas/Thing${index}` } } };
    const problem = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } };
    const parameters = [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', schema: { type: 'integer' } },
    ];
    const responses = {
      200: { description: 'The thing.', content },
      404: { description: 'No such thing.', content: problem },
    };
    paths[`/things${index}/{id}`] = {
      get: { operationId: `getThing${index}`, parameters, responses },
      put: { operationId: `putThing${index}`, parameters, requestBody: { required: true, content }, responses },
    };
    schemas[`Thing${index}`] = {
      type: 'object',
      description: `Thing ${index}.`,
      required: ['id', 'kind'],
      properties: {
        id: { type: 'string' },
        kind: { type: 'string', enum: ['a', 'b', `c${index}`] },
        next: { $ref: `#/components/schemas/Thing${(index + 1) % count}` },
        tags: { type: 'array', items: { type: 'string' } },
        counts: { type: 'object', additionalProperties: { type: 'number' } },
        when: { type: ['string', 'null'], description: 'When.' },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1.0.0' },
    servers: [{ url: 'https://large.example' }],
    paths,
    components: { schemas },
  };
}
