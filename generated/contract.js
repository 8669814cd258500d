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
  sensitive: {
    Integration: { '/settings': true },
    IntegrationList: { '/items/*': ['Integration'] },
    IntegrationSettings: { '': true },
    IntegrationCreate: { '/settings': ['IntegrationSettings'] },
    IntegrationUpdate: { '/settings': ['IntegrationSettings'] },
    TestNotification: { '/integration': ['IntegrationCreate'] },
  },
};

export const listIntegrations = {
  method: 'GET',
  path: '/v1/hood/integrations',
  parameters: [
    { name: 'fields', in: 'query', required: false, style: 'form', explode: false },
    { name: 'view', in: 'query', required: false, style: 'form', explode: true },
    { name: 'sort', in: 'query', required: false, style: 'form', explode: false },
    { name: 'page', in: 'query', required: false, style: 'form', explode: false },
    { name: 'q', in: 'query', required: false, style: 'form', explode: true },
    { name: 'q_fields', in: 'query', required: false, style: 'form', explode: false },
    { name: 'type', in: 'query', required: false, style: 'form', explode: false },
  ],
  responses: {
    '200': { contentType: 'application/json', schema: 'IntegrationList', type: 'object' },
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
  selectsFields: 'fields',
  pagination: { by: 'page', parameter: 'page', size: 'page', items: '/items', total: '/total' },
};

export const createIntegration = {
  method: 'POST',
  path: '/v1/hood/integrations',
  parameters: [],
  body: { required: true, contentType: 'application/json', schema: 'IntegrationCreate' },
  responses: {
    '200': { contentType: 'application/json', schema: 'Integration', type: 'object' },
    '201': { contentType: 'application/json', schema: 'Integration', type: 'object' },
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
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

export const updateIntegration = {
  method: 'PATCH',
  path: '/v1/hood/integrations/{id}',
  parameters: [{ name: 'id', in: 'path', required: true, style: 'simple', explode: false }],
  body: { required: true, contentType: 'application/json', schema: 'IntegrationUpdate' },
  responses: {
    '204': {},
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
};

export const validateIntegration = {
  method: 'POST',
  path: '/v1/hood/integrations/validate',
  parameters: [],
  body: { required: true, contentType: 'application/json', schema: 'IntegrationCreate' },
  responses: {
    '200': { contentType: 'application/json', type: 'object' },
    '204': {},
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
};

export const sendTestNotification = {
  method: 'POST',
  path: '/v1/hood/test-notification',
  parameters: [],
  body: { required: true, contentType: 'application/json', schema: 'TestNotification' },
  responses: {
    '204': {},
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
};

export const listProviders = {
  method: 'GET',
  path: '/v1/hood/providers',
  parameters: [
    { name: 'fields', in: 'query', required: false, style: 'form', explode: false },
    { name: 'view', in: 'query', required: false, style: 'form', explode: true },
    { name: 'sort', in: 'query', required: false, style: 'form', explode: false },
    { name: 'page', in: 'query', required: false, style: 'form', explode: false },
    { name: 'q', in: 'query', required: false, style: 'form', explode: true },
    { name: 'q_fields', in: 'query', required: false, style: 'form', explode: false },
  ],
  responses: {
    '200': { contentType: 'application/json', schema: 'ProviderList', type: 'object' },
    '400': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    '429': {},
    '500': { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
    default: { contentType: 'application/json', schema: 'ErrorBody', type: 'object' },
  },
  rateLimit: 'C',
  security: [['bearerAuth']],
  selectsFields: 'fields',
  pagination: { by: 'page', parameter: 'page', size: 'page', items: '/items', total: '/total' },
};

export const contract = /* @__PURE__ */ Object.assign({}, api, {
  operations: {
    listIntegrations,
    createIntegration,
    getIntegration,
    updateIntegration,
    validateIntegration,
    sendTestNotification,
    listProviders,
  },
});
