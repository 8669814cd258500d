// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

export const api = {
  info: { title: 'Ocamba Hood Integrations API', version: '0.1.0' },
  servers: ['https://api.ocamba.com'],
  securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } },
  rateLimits: {
    C: {
      scope: 'account',
      class: 'C',
      alignment: 'fixed',
      windows: [{ name: 'burst', limit: 10, seconds: 1 }, { name: 'steady', limit: 150, seconds: 60 }],
      headers: { limit: 'x-ratelimit-limit', remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
      parallel: { retryAfter: -1 },
    },
  },
  sensitive: { Integration: { '/settings': true } },
};

export const getIntegration = {
  method: 'GET',
  path: '/v1/hood/integrations/{id}',
  parameters: [
    { name: 'id', in: 'path', required: true, style: 'simple', explode: false },
    { name: 'fields', in: 'query', required: false, style: 'form', explode: false },
    { name: 'view', in: 'query', required: false, style: 'form', explode: true },
  ],
  responses: {
    '200': { contentType: 'application/json', schema: 'Integration', type: 'object' },
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
  selectsFields: 'fields',
};

export const contract = /* @__PURE__ */ Object.assign({}, api, {
  operations: {
    getIntegration,
  },
});
