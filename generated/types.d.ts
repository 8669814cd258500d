// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

export type {
  GetIntegrationParams,
  IntegrationField,
} from './methods.js';
export type {
  ErrorBody,
  Integration,
  Provider,
  ProviderSetting,
} from './schema.js';
