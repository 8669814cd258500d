/** Operations on which the validator has something to say, and why that stays so. */
export interface Known {
  readonly why: string;
  /** What every finding in question says. */
  readonly says: string;
  readonly operations: Readonly<Record<string, readonly string[]>>;
}

export const known: readonly Known[] = [
  {
    why: 'who makes the requests here takes no value from the mapping of a discriminator',
    says: 'by which the form is chosen',
    operations: {
      '3.0/discriminators.json': ['PATCH /mapping-of-schema-names'],
    },
  },
  {
    why: 'the validator follows a parent and its children without end',
    says: 'Maximum call stack',
    operations: {
      'cases/f7-oneof-child-allof-parent.yaml': ['GET /t'],
    },
  },
  {
    why: 'a security scheme that the document does not describe, for which it is refused as a whole',
    says: 'describe the security scheme',
    operations: {
      'cases/undeclared-scheme.json': ['the document'],
      '3.0/response-http-behavior.json': ['the document'],
    },
  },
  {
    why: 'fields are selected, which a schema cannot say',
    says: 'required property',
    operations: {
      ours: ['GET /v1/hood/integrations/{id}', 'GET /v1/hood/integrations', 'GET /v1/hood/providers'],
    },
  },
  {
    why: 'the validator takes no tuple without minItems and maxItems',
    says: 'strict mode: "prefixItems"',
    operations: {
      'cases/features.yaml': ['GET /orders', 'POST /orders', 'GET /orders/{id}', 'GET 404', 'PROPFIND 405'],
    },
  },
  {
    why: 'a schema that requires itself has no value that ends',
    says: "property 'parent'",
    operations: {
      '3.0/circular-request-bodies.json': ['POST /direct'],
    },
  },
  {
    why: 'the validator takes no `nullable` beside a reference',
    says: '"nullable" cannot be used without "type"',
    operations: {
      '3.0/complex-nesting.json': [
        'PUT /anything/top-level-array',
        'POST /anything/top-level-array',
        'POST /anything/top-level-object/simple',
        'POST /top-level-object/of-everything',
        'POST /multischema/of-everything',
      ],
      '3.1/readme.json': [
        'GET /branches/{branch}/apis/{filename}',
        'POST /branches/{branch}/reference',
        'GET /branches/{branch}/reference/{slug}',
        'PATCH /branches/{branch}/reference/{slug}',
      ],
    },
  },
  {
    why: 'alternatives that fit each other, so that no value fits exactly one',
    says: 'exactly one schema in oneOf',
    operations: {
      '3.0/readme-legacy.json': [
        'GET /',
        'GET /api-specification',
        'POST /api-specification',
        'PUT /api-specification/{id}',
        'DELETE /api-specification/{id}',
        'GET /custompages',
        'POST /custompages',
        'GET /custompages/{slug}',
        'PUT /custompages/{slug}',
        'DELETE /custompages/{slug}',
        'POST /docs',
        'POST /docs/search',
        'GET /docs/{slug}',
        'PUT /docs/{slug}',
        'DELETE /docs/{slug}',
        'GET /docs/{slug}/production',
        'GET /version',
        'POST /version',
        'GET /version/{versionId}',
        'PUT /version/{versionId}',
        'DELETE /version/{versionId}',
      ],
      '3.0/response-schemas.json': ['GET /anything/polymorphism'],
      '3.0/schema-deprecated.json': ['POST /anything'],
    },
  },
  {
    why: 'two credentials that HTTP has one header for',
    says: 'another credential',
    operations: {
      '3.0/security-multiple.json': ['POST /anything/and'],
    },
  },
];
