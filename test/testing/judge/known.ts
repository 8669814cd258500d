/** Operations on which the validator has something to say, and why that stays so. */
export interface Known {
  readonly why: string;
  /** What every finding in question says. */
  readonly says: string;
  readonly operations: Readonly<Record<string, readonly string[]>>;
}

export const known: readonly Known[] = [
  {
    why: 'fields are selected, which a schema cannot say',
    says: 'required property',
    operations: {
      ours: ['GET /v1/hood/integrations/{id}'],
    },
  },
  {
    why: 'until the emulator stands on the model: discriminators',
    says: 'exactly one of the forms',
    operations: {
      'cases/discriminator.json': ['POST /e'],
      '3.0/discriminators.json': [
        'PATCH /discriminator-with-mapping',
        'PATCH /discriminator-with-no-mapping',
        'PATCH /oneof-allof-top-level-disc',
        'PATCH /mapping-with-duplicate-schemas',
        'PATCH /mapping-of-schema-names',
        'POST /potentially-undefined-formData',
      ],
      '3.0/polymorphism.json': ['PATCH /pets'],
    },
  },
  {
    why: 'until the emulator stands on the model: recursion from parent to child',
    says: 'Maximum call stack',
    operations: {
      'cases/f7-oneof-child-allof-parent.yaml': ['GET /t'],
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
    why: 'until the emulator stands on the model: readOnly in a request',
    says: 'have the property',
    operations: {
      'cases/read-write-only.json': ['POST /users'],
      'cases/v1-default-judges-204.yaml': ['POST /w'],
    },
  },
  {
    why: 'until the emulator stands on the model: an undeclared scheme',
    says: 'describe the security scheme',
    operations: {
      'cases/undeclared-scheme.json': ['GET /a'],
      '3.0/response-http-behavior.json': ['GET /cache', 'GET /status/302', 'GET /status/204'],
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
    },
  },
  {
    why: 'until the emulator stands on the model: writeOnly in an answer',
    says: 'is write-only',
    operations: {
      '3.0/response-schemas.json': ['GET /anything/object', 'GET /anything/markdown', 'GET /anything/array-of-objects'],
      '3.0/schema-visibility.json': ['POST /'],
      '3.1/train-travel.json': ['POST /bookings/{bookingId}/payment'],
    },
  },
  {
    why: 'two credentials that HTTP has one header for',
    says: 'another credential',
    operations: {
      '3.0/security-multiple.json': ['POST /anything/and'],
    },
  },
  {
    why: 'where a contract has no example, a pattern is not solved',
    says: 'must match pattern',
    operations: {
      '3.1/readme.json': [
        'GET /branches/{branch}/apis',
        'POST /branches/{branch}/apis',
        'PUT /branches/{branch}/apis/{filename}',
        'POST /branches/{branch}/categories',
        'GET /branches/{branch}/categories/{section}',
        'GET /branches/{branch}/categories/{section}/{title}',
        'PATCH /branches/{branch}/categories/{section}/{title}',
        'GET /branches/{branch}/categories/{section}/{title}/pages',
        'GET /changelogs',
        'POST /changelogs',
        'GET /changelogs/{identifier}',
        'PATCH /changelogs/{identifier}',
        'GET /branches/{branch}/custom_pages',
        'POST /branches/{branch}/custom_pages',
        'GET /branches/{branch}/custom_pages/{slug}',
        'PATCH /branches/{branch}/custom_pages/{slug}',
        'POST /branches/{branch}/guides',
        'GET /branches/{branch}/guides/{slug}',
        'PATCH /branches/{branch}/guides/{slug}',
        'GET /images',
        'POST /images',
        'GET /images/{identifier}',
        'GET /projects/me',
        'GET /branches/{branch}/recipes',
        'POST /branches/{branch}/recipes',
        'GET /branches/{branch}/recipes/{slug}',
        'PATCH /branches/{branch}/recipes/{slug}',
        'GET /branches',
        'POST /branches',
        'GET /branches/{branch}',
        'PATCH /branches/{branch}',
      ],
    },
  },
];
