// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

export type {
  CreateIntegrationParams,
  GetIntegrationParams,
  ListIntegrationsParams,
  ListProvidersParams,
  SendTestNotificationParams,
  UpdateIntegrationParams,
  ValidateIntegrationParams,
  ValidateIntegrationResponse200,
} from './methods.js';
export type {
  CustomEmailSettings,
  ErrorBody,
  Integration,
  IntegrationCreate,
  IntegrationField,
  IntegrationList,
  IntegrationSettings,
  IntegrationUpdate,
  Provider,
  ProviderField,
  ProviderList,
  ProviderSetting,
  TestNotification,
  Total,
  TwilioSettings,
} from './schema.js';
