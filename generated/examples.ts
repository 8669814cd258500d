// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type { OperationTypes } from './methods.js';

/** The first example that the document has of each answer, by operation and status. */
export const examples: {
  readonly listIntegrations: {
    readonly 200: OperationTypes['listIntegrations']['data'];
    readonly 400: OperationTypes['listIntegrations']['errors']['400'];
    readonly 500: OperationTypes['listIntegrations']['errors']['500'];
    readonly default: OperationTypes['listIntegrations']['errors']['default'];
  };
  readonly createIntegration: {
    readonly 200: OperationTypes['createIntegration']['data'];
    readonly 201: OperationTypes['createIntegration']['data'];
    readonly 400: OperationTypes['createIntegration']['errors']['400'];
    readonly 500: OperationTypes['createIntegration']['errors']['500'];
    readonly default: OperationTypes['createIntegration']['errors']['default'];
  };
  readonly getIntegration: {
    readonly 200: OperationTypes['getIntegration']['data'];
    readonly 400: OperationTypes['getIntegration']['errors']['400'];
    readonly 500: OperationTypes['getIntegration']['errors']['500'];
    readonly default: OperationTypes['getIntegration']['errors']['default'];
  };
  readonly updateIntegration: {
    readonly 400: OperationTypes['updateIntegration']['errors']['400'];
    readonly 500: OperationTypes['updateIntegration']['errors']['500'];
    readonly default: OperationTypes['updateIntegration']['errors']['default'];
  };
  readonly validateIntegration: {
    readonly 200: OperationTypes['validateIntegration']['data'];
    readonly 400: OperationTypes['validateIntegration']['errors']['400'];
    readonly 500: OperationTypes['validateIntegration']['errors']['500'];
    readonly default: OperationTypes['validateIntegration']['errors']['default'];
  };
  readonly sendTestNotification: {
    readonly 400: OperationTypes['sendTestNotification']['errors']['400'];
    readonly 500: OperationTypes['sendTestNotification']['errors']['500'];
    readonly default: OperationTypes['sendTestNotification']['errors']['default'];
  };
  readonly listProviders: {
    readonly 200: OperationTypes['listProviders']['data'];
    readonly 400: OperationTypes['listProviders']['errors']['400'];
    readonly 500: OperationTypes['listProviders']['errors']['500'];
    readonly default: OperationTypes['listProviders']['errors']['default'];
  };
} = {
  listIntegrations: {
    '200': {
      total: 1,
      items: [
        {
          id: '1161',
          company_id: '6197120',
          name: 'Example Integration',
          type: 'sms',
          provider_id: '1000',
          provider: {
            id: '1000',
            type: 'sms',
            name: 'twilio',
            logo: 'https://sm.ocmcore.com/share/4555599/ocamba/apps/hood/integrations/providers/logo.png',
            settings: [
              {
                title: 'Account SID',
                name: 'account_sid',
                type: 'string',
                required: true,
                deprecated: false,
              },
              { title: 'Auth Token', name: 'auth_token', type: 'string', required: true, deprecated: false },
              {
                title: 'Default Phone Number',
                name: 'default_phone_number',
                type: 'string',
                required: true,
                deprecated: false,
              },
            ],
            create_time: '2024-05-13 10:53:13',
            update_time: '2024-05-16 11:52:01',
          },
          settings: {
            account_sid: 'ACfXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
            auth_token: 'f9cXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
            default_phone_number: '+1334XXXXXXXX',
          },
          status: 'active',
          is_default: false,
          create_time: '2024-05-23 06:33:01',
          update_time: '2024-05-23 06:33:01',
        },
      ],
    },
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
  createIntegration: {
    '200': {
      id: '1161',
      company_id: '6197120',
      name: 'Example Integration',
      type: 'sms',
      provider_id: '1000',
      provider: {
        id: '1000',
        type: 'sms',
        name: 'twilio',
        logo: 'https://sm.ocmcore.com/share/4555599/ocamba/apps/hood/integrations/providers/logo.png',
        settings: [
          { title: 'Account SID', name: 'account_sid', type: 'string', required: true, deprecated: false },
          { title: 'Auth Token', name: 'auth_token', type: 'string', required: true, deprecated: false },
          {
            title: 'Default Phone Number',
            name: 'default_phone_number',
            type: 'string',
            required: true,
            deprecated: false,
          },
        ],
        create_time: '2024-05-13 10:53:13',
        update_time: '2024-05-16 11:52:01',
      },
      settings: {
        account_sid: 'ACfXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        auth_token: 'f9cXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        default_phone_number: '+1334XXXXXXXX',
      },
      status: 'active',
      is_default: false,
      create_time: '2024-05-23 06:33:01',
      update_time: '2024-05-23 06:33:01',
    },
    '201': {
      id: '1161',
      company_id: '6197120',
      name: 'Example Integration',
      type: 'sms',
      provider_id: '1000',
      provider: {
        id: '1000',
        type: 'sms',
        name: 'twilio',
        logo: 'https://sm.ocmcore.com/share/4555599/ocamba/apps/hood/integrations/providers/logo.png',
        settings: [
          { title: 'Account SID', name: 'account_sid', type: 'string', required: true, deprecated: false },
          { title: 'Auth Token', name: 'auth_token', type: 'string', required: true, deprecated: false },
          {
            title: 'Default Phone Number',
            name: 'default_phone_number',
            type: 'string',
            required: true,
            deprecated: false,
          },
        ],
        create_time: '2024-05-13 10:53:13',
        update_time: '2024-05-16 11:52:01',
      },
      settings: {
        account_sid: 'ACfXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        auth_token: 'f9cXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        default_phone_number: '+1334XXXXXXXX',
      },
      status: 'active',
      is_default: false,
      create_time: '2024-05-23 06:33:01',
      update_time: '2024-05-23 06:33:01',
    },
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
  getIntegration: {
    '200': {
      id: '1161',
      company_id: '6197120',
      name: 'Example Integration',
      type: 'sms',
      provider_id: '1000',
      provider: {
        id: '1000',
        type: 'sms',
        name: 'twilio',
        logo: 'https://sm.ocmcore.com/share/4555599/ocamba/apps/hood/integrations/providers/logo.png',
        settings: [
          { title: 'Account SID', name: 'account_sid', type: 'string', required: true, deprecated: false },
          { title: 'Auth Token', name: 'auth_token', type: 'string', required: true, deprecated: false },
          {
            title: 'Default Phone Number',
            name: 'default_phone_number',
            type: 'string',
            required: true,
            deprecated: false,
          },
        ],
        create_time: '2024-05-13 10:53:13',
        update_time: '2024-05-16 11:52:01',
      },
      settings: {
        account_sid: 'ACfXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        auth_token: 'f9cXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        default_phone_number: '+1334XXXXXXXX',
      },
      status: 'active',
      is_default: false,
      create_time: '2024-05-23 06:33:01',
      update_time: '2024-05-23 06:33:01',
    },
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
  updateIntegration: {
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
  validateIntegration: {
    '200': {},
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
  sendTestNotification: {
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
  listProviders: {
    '200': {
      total: 1,
      items: [
        {
          id: '1000',
          type: 'sms',
          name: 'twilio',
          logo: 'https://sm.ocmcore.com/share/4555599/ocamba/apps/hood/integrations/providers/logo.png',
          settings: [
            { title: 'Account SID', name: 'account_sid', type: 'string', required: true, deprecated: false },
            { title: 'Auth Token', name: 'auth_token', type: 'string', required: true, deprecated: false },
            {
              title: 'Default Phone Number',
              name: 'default_phone_number',
              type: 'string',
              required: true,
              deprecated: false,
            },
          ],
          create_time: '2024-05-13 10:53:13',
          update_time: '2024-05-16 11:52:01',
        },
      ],
    },
    '400': {
      code: 400,
      title: 'Bad request.',
      message: 'The request is not valid.',
      trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62',
    },
    '500': { code: 500, title: 'Internal server error.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
    default: { code: 401, title: 'Unauthorized.', trace_id: '99a84211-f73d-4ff8-acdf-eb3e06bb9d62' },
  },
};
