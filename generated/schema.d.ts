// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

/**
 * A connection of an account to a provider that delivers its messages.
 *
 * Source: `required` seen only in an example.
 */
export interface Integration {
  /**
   * The identifier of the integration, given by the platform; decimal digits.
   * @example 1161
   */
  id: string;
  /**
   * The identifier of the company that owns the integration, given by the platform.
   * @example 6197120
   */
  company_id: string;
  /**
   * The name that the account gave to the integration.
   *
   * Limits: 1 to 100 characters.
   * @example Example Integration
   */
  name: string;
  /**
   * The kind of message that the integration delivers. More kinds than these may exist.
   * @example sms
   */
  type: "sms" | "email" | (string & {});
  /**
   * The identifier of the provider.
   * @example 1000
   */
  provider_id: string;
  /**
   * A service that delivers messages, and what an integration with it must supply.
   *
   * Source: `required` seen only in an example.
   */
  provider: Provider;
  /**
   * The account's own values for the settings of the provider, credentials among them. The keys are the names in
   * `provider.settings`. Only strings were seen as values.
   *
   * Holds secrets: keep it out of logs.
   *
   * Source: `additionalProperties` inferred, not documented.
   * @example {
   *   "account_sid": "ACfXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
   *   "auth_token": "f9cXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
   *   "default_phone_number": "+1334XXXXXXXX"
   * }
   */
  settings: {
    [key: string]: unknown;
  };
  /**
   * Whether the account uses the integration. More states than this one may exist.
   *
   * Source: seen only in an example.
   * @example active
   */
  status: "active" | (string & {});
  /**
   * Whether the integration works. Can differ from `status` when it was not tested, or its test failed. Not part
   * of the documented example.
   *
   * Source: from an older rendering of the documentation.
   * @example active
   */
  effective_status?: "active" | (string & {});
  /**
   * Whether messages go through this integration when no other is named.
   * @example false
   */
  is_default: boolean;
  /**
   * When the integration was made, in GMT, as `YYYY-MM-DD HH:MM:SS`. It carries no time zone.
   *
   * Limits: pattern `^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$`.
   * @example 2024-05-23 06:33:01
   */
  create_time: string;
  /**
   * When the integration was last changed, in GMT, as `YYYY-MM-DD HH:MM:SS`. It carries no time zone.
   *
   * Limits: pattern `^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$`.
   *
   * Source: seen only in an example.
   * @example 2024-05-23 06:33:01
   */
  update_time: string;
}

/**
 * A service that delivers messages, and what an integration with it must supply.
 *
 * Source: `required` seen only in an example.
 */
export interface Provider {
  /**
   * The identifier of the provider, given by the platform.
   * @example 1000
   */
  id: string;
  /**
   * The identifier of a company. Not part of the documented example.
   *
   * Source: from an older rendering of the documentation.
   * @example 1000000
   */
  company_id?: string;
  /**
   * The kind of message that the provider delivers. More kinds than these may exist.
   *
   * Source: seen only in an example.
   * @example sms
   */
  type: "sms" | "email" | (string & {});
  /**
   * The name of the provider.
   * @example twilio
   */
  name: string;
  /**
   * Format: uri
   * Where the logo of the provider is, as an https URL.
   *
   * Limits: at most 100 characters.
   *
   * Source: `maxLength` from an older rendering of the documentation.
   * @example https://sm.ocmcore.com/share/4555599/ocamba/apps/hood/integrations/providers/logo.png
   */
  logo: string;
  /** The settings that an integration with this provider has. */
  settings: ProviderSetting[];
  /**
   * When the provider was added, in GMT, as `YYYY-MM-DD HH:MM:SS`. It carries no time zone.
   *
   * Limits: pattern `^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$`.
   * @example 2024-05-13 10:53:13
   */
  create_time: string;
  /**
   * When the provider was last changed, in GMT, as `YYYY-MM-DD HH:MM:SS`. It carries no time zone.
   *
   * Limits: pattern `^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$`.
   * @example 2024-05-16 11:52:01
   */
  update_time: string;
}

/**
 * One setting that an integration with a provider has.
 *
 * Source: `required` seen only in an example.
 */
export interface ProviderSetting {
  /**
   * The name of the setting for people.
   *
   * Limits: 1 to 100 characters.
   *
   * Source: from an older rendering of the documentation.
   * @example Account SID
   */
  title: string;
  /**
   * The key of the setting in the `settings` of an integration.
   *
   * Limits: 1 to 100 characters.
   *
   * Source: from an older rendering of the documentation.
   * @example account_sid
   */
  name: string;
  /**
   * The type of the setting's value. Only `string` was seen.
   *
   * Source: seen only in an example.
   * @example string
   */
  type: string;
  /**
   * Whether an integration must have the setting.
   *
   * Source: from an older rendering of the documentation.
   * @example true
   */
  required: boolean;
  /**
   * Whether the setting should not be used any more.
   *
   * Source: from an older rendering of the documentation.
   * @example false
   */
  deprecated: boolean;
}

/**
 * The name of a property of an integration.
 * @enum {string}
 */
export type IntegrationField = "id" | "company_id" | "name" | "type" | "provider_id" | "provider" | "settings" | "status" | "effective_status" | "is_default" | "create_time" | "update_time";

/**
 * The name of a property of a provider.
 * @enum {string}
 */
export type ProviderField = "id" | "company_id" | "type" | "name" | "logo" | "settings" | "create_time" | "update_time";

/**
 * A page of integrations.
 *
 * Source: inferred, not documented.
 */
export interface IntegrationList {
  /** How many items all pages have. Most lists of the platform write a number, some a string of digits. */
  total: Total;
  /** The integrations of the page. */
  items: Integration[];
}

/**
 * A page of providers.
 *
 * Source: inferred, not documented.
 */
export interface ProviderList {
  /** How many items all pages have. Most lists of the platform write a number, some a string of digits. */
  total: Total;
  /** The providers of the page. */
  items: Provider[];
}

/**
 * How many items all pages have. Most lists of the platform write a number, some a string of digits.
 * @example 1
 */
export type Total = number | string;

/**
 * The account's values for the settings of the provider, credentials among them: those of Twilio, those of custom
 * email, or those of another provider, under the names in its `settings`.
 *
 * Holds secrets: keep it out of logs.
 *
 * Source: `anyOf` inferred, not documented.
 */
export type IntegrationSettings = TwilioSettings | CustomEmailSettings | {
  [key: string]: string;
};

/**
 * The settings of an integration with Twilio. The older documentation marks none as required; the provider does all
 * three.
 *
 * Source: from an older rendering of the documentation.
 */
export interface TwilioSettings {
  /**
   * The account at Twilio, 34 letters and digits that begin with AC.
   * @example AC7XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
   */
  account_sid?: string;
  /**
   * The secret of the account.
   * @example 464XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
   */
  auth_token?: string;
  /**
   * The number that messages come from, with a plus sign and the code of the country.
   * @example +14155552671
   */
  default_phone_number?: string;
}

/**
 * The settings of an integration with a mail server of one's own.
 *
 * Source: from an older rendering of the documentation.
 */
export interface CustomEmailSettings {
  /**
   * The address that messages come from.
   * @example news@ex.example.com
   */
  default_sender_email?: string;
  /**
   * The name that is shown as the sender.
   * @example Example News
   */
  default_sender_name?: string;
  /**
   * The password of the mailbox.
   * @example xxxxxxxx
   */
  password?: string;
  /**
   * The port of the mail server, as a string.
   * @example 587
   */
  port?: string;
  /**
   * The domain that messages come from.
   * @example ex.example.com
   */
  sending_domain?: string;
  /**
   * The user of the mailbox.
   * @example news@ex.example.com
   */
  username?: string;
}

/**
 * An integration as it is created.
 *
 * Source: `required` from an older rendering of the documentation.
 */
export interface IntegrationCreate {
  /**
   * The name that the account gives to the integration.
   *
   * Limits: 1 to 100 characters.
   *
   * Source: from an older rendering of the documentation.
   * @example Example Twilio
   */
  name: string;
  /**
   * The identifier of the provider, as the list of providers has it.
   * @example 1000
   */
  provider_id: string;
  /**
   * The account's values for the settings of the provider, credentials among them: those of Twilio, those of custom
   * email, or those of another provider, under the names in its `settings`.
   *
   * Holds secrets: keep it out of logs.
   *
   * Source: `anyOf` inferred, not documented.
   */
  settings: IntegrationSettings;
  /**
   * Whether the account uses the integration. More states than this one may exist.
   *
   * Source: seen only in an example.
   * @example active
   */
  status?: "active" | (string & {});
}

/** What to change of an integration. */
export interface IntegrationUpdate {
  /**
   * The name that the account gives to the integration.
   *
   * Limits: 1 to 100 characters.
   *
   * Source: from an older rendering of the documentation.
   * @example Another Name
   */
  name?: string;
  /**
   * The account's values for the settings of the provider, credentials among them: those of Twilio, those of custom
   * email, or those of another provider, under the names in its `settings`.
   *
   * Holds secrets: keep it out of logs.
   *
   * Source: `anyOf` inferred, not documented.
   */
  settings?: IntegrationSettings;
  /**
   * Whether the account uses the integration. More states than this one may exist.
   *
   * Source: seen only in an example.
   * @example active
   */
  status?: "active" | (string & {});
}

/** An integration, and who gets a message through it. */
export interface TestNotification {
  /**
   * An integration as it is created.
   *
   * Source: `required` from an older rendering of the documentation.
   */
  integration: IntegrationCreate;
  /**
   * Who gets the message: a phone number, or for email likely an address. Whether it can be left out is not
   * documented.
   *
   * Source: seen only in an example.
   * @example +38163XXXXXXX
   */
  recipient?: string;
}

/**
 * What went wrong. The wording of `title` differs between answers, so do not compare it.
 *
 * Source: `required` seen only in an example.
 */
export interface ErrorBody {
  /**
   * The HTTP status once more.
   * @example 400
   */
  code: number;
  /**
   * What went wrong, in a few words for people.
   * @example Bad request.
   */
  title: string;
  /**
   * What to correct, for people. Missing from the documented answers with status 500.
   * @example The request is not valid.
   */
  message?: string;
  /**
   * The server's name for the request. Quote it to Ocamba's support. Some documented tables list none.
   * @example 99a84211-f73d-4ff8-acdf-eb3e06bb9d62
   */
  trace_id?: string;
}

export interface paths {
  "/v1/hood/integrations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List integrations
     * Returns the integrations of the account, page by page. Filters are combined: an integration has to pass all.
     *
     * The page of this operation could not be read: its parameters and its envelope are those of its siblings.
     *
     * The answer carries the credentials of the providers in plain text. Keep it out of logs.
     *
     * Source: inferred, not documented.
     */
    get: operations["listIntegrations"];
    put?: never;
    /**
     * Create an integration
     * Connects the account to a provider. Which settings the provider needs stands in its `settings`: list the
     * providers first.
     *
     * The request carries the credentials of the provider in plain text. Keep it out of logs.
     */
    post: operations["createIntegration"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/hood/integrations/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an integration
     * Returns one integration with its provider and its settings.
     *
     * > **Tip.** Without the identifier at hand, list the integrations first; the list can be narrowed to one type,
     * > `sms` or `email`.
     *
     * > **Warning.** `settings` should hold exactly what `provider.settings` describes. Compare the two before you
     * > rely on an integration: a required setting can be missing, and a setting can be deprecated.
     *
     * The answer carries the credentials of the provider in plain text. Keep it out of logs.
     */
    get: operations["getIntegration"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update an integration
     * Changes what the body names; what it does not name stays. Whether `settings` are merged key by key or replaced is
     * not documented: send all of them.
     *
     * > **Warning.** Settings that do not belong to the provider are dropped without a word. Compare their keys with
     * > `provider.settings` first: a misspelt one is answered with success and changes nothing.
     */
    patch: operations["updateIntegration"];
    trace?: never;
  };
  "/v1/hood/integrations/validate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Validate the settings of an integration
     * Asks the provider whether the settings are good, before an integration is created with them. How a wrong
     * credential is reported is not documented.
     */
    post: operations["validateIntegration"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/hood/test-notification": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test message
     * Sends a message through an integration, before or after it is created.
     *
     * > **Warning.** This sends a real message to a real recipient, for which the provider may charge.
     */
    post: operations["sendTestNotification"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/hood/providers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List providers
     * Returns the providers that integrations can be made with, page by page, each with the settings that it needs.
     *
     * The answers of this operation could not be read: they are those of its siblings.
     *
     * Source: from an older rendering of the documentation.
     */
    get: operations["listProviders"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}

export type webhooks = Record<string, never>;

export interface components {
  schemas: {
    Integration: Integration;
    Provider: Provider;
    ProviderSetting: ProviderSetting;
    IntegrationField: IntegrationField;
    ProviderField: ProviderField;
    IntegrationList: IntegrationList;
    ProviderList: ProviderList;
    Total: Total;
    IntegrationSettings: IntegrationSettings;
    TwilioSettings: TwilioSettings;
    CustomEmailSettings: CustomEmailSettings;
    IntegrationCreate: IntegrationCreate;
    IntegrationUpdate: IntegrationUpdate;
    TestNotification: TestNotification;
    ErrorBody: ErrorBody;
  };
  responses: {
    /**
     * A rate limit, or the limit of requests under way at once, was exceeded; the request was not carried out. The
     * `X-RateLimit-` headers are missing from this answer. What its body holds is not documented.
     */
    TooManyRequests: {
      headers: {
        "Retry-After": components["headers"]["Retry-After"];
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * The request is not valid. An unknown identifier most likely answers with this status too: the documentation
     * mentions no 404 anywhere.
     */
    BadRequest: {
      headers: {
        "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
        "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
        "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *   "code": 400,
         *   "title": "Bad request.",
         *   "message": "The request is not valid.",
         *   "trace_id": "99a84211-f73d-4ff8-acdf-eb3e06bb9d62"
         * }
         */
        "application/json": ErrorBody;
      };
    };
    /** The server failed. */
    ServerError: {
      headers: {
        "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
        "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
        "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *   "code": 500,
         *   "title": "Internal server error.",
         *   "trace_id": "99a84211-f73d-4ff8-acdf-eb3e06bb9d62"
         * }
         */
        "application/json": ErrorBody;
      };
    };
    /**
     * Anything that the reference does not list, such as a token that is not valid, or one that may not do this. That
     * such answers have the same body as the documented errors is an assumption.
     *
     * Source: inferred, not documented.
     */
    OtherError: {
      headers: {
        "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
        "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
        "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *   "code": 401,
         *   "title": "Unauthorized.",
         *   "trace_id": "99a84211-f73d-4ff8-acdf-eb3e06bb9d62"
         * }
         */
        "application/json": ErrorBody;
      };
    };
  };
  parameters: {
    /**
     * The identifier of the integration: decimal digits, as a string, since identifiers of the platform can be
     * larger than a number can hold.
     *
     * Source: `schema` inferred, not documented.
     * @example 1161
     */
    IntegrationId: string;
    /**
     * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
     * documented.
     *
     * Source: from an older rendering of the documentation.
     * @example full
     */
    View: "default" | "full";
    /**
     * The properties to sort by, separated by commas, the most important first; a minus sign before a name sorts in
     * descending order. By which properties can be sorted is not documented.
     *
     * Source: inferred, not documented.
     */
    Sort: string[];
    /**
     * The number of the page, from 1, and how many items a page has. Without the second, the size is the server's
     * choice, which is not documented.
     *
     * Source: inferred, not documented.
     * @example [
     *   1,
     *   20
     * ]
     */
    Page: number[];
    /**
     * The text to search for.
     *
     * Source: inferred, not documented.
     */
    Search: string;
    /**
     * The properties to search in, separated by commas. Which can be searched, and which are without this, is not
     * documented.
     *
     * Source: inferred, not documented.
     */
    SearchFields: string[];
  };
  requestBodies: never;
  headers: {
    /**
     * How many requests the current window allows. Which of the windows that is, is not documented.
     * @example 150
     */
    "X-RateLimit-Limit": number;
    /**
     * About how many requests the current window still allows.
     * @example 149
     */
    "X-RateLimit-Remaining": number;
    /**
     * In how many seconds the current window is over.
     * @example 42
     */
    "X-RateLimit-Reset": number;
    /**
     * In how many seconds to call again. Missing in some cases. The value -1 means that too many requests were under
     * way at once: no time can be told, since that is over as soon as one of them ends.
     * @example 7
     */
    "Retry-After": number;
  };
  pathItems: never;
}

export type $defs = Record<string, never>;

export interface operations {
  listIntegrations: {
    parameters: {
      query?: {
        /**
         * The properties that each item has in the answer, separated by commas. Wins over `view` when both are given.
         * Properties that are not named are then absent, required ones too.
         */
        fields?: IntegrationField[];
        /**
         * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
         * documented.
         *
         * Source: from an older rendering of the documentation.
         * @example full
         */
        view?: components["parameters"]["View"];
        /**
         * The properties to sort by, separated by commas, the most important first; a minus sign before a name sorts in
         * descending order. By which properties can be sorted is not documented.
         *
         * Source: inferred, not documented.
         */
        sort?: components["parameters"]["Sort"];
        /**
         * The number of the page, from 1, and how many items a page has. Without the second, the size is the server's
         * choice, which is not documented.
         *
         * Source: inferred, not documented.
         * @example [
         *   1,
         *   20
         * ]
         */
        page?: components["parameters"]["Page"];
        /**
         * The text to search for.
         *
         * Source: inferred, not documented.
         */
        q?: components["parameters"]["Search"];
        /**
         * The properties to search in, separated by commas. Which can be searched, and which are without this, is not
         * documented.
         *
         * Source: inferred, not documented.
         */
        q_fields?: components["parameters"]["SearchFields"];
        /**
         * Only integrations of this type, such as `sms` or `email`. An operator may stand before the value, with a colon
         * between: `eq`, `neq`, `in` and `nin` with values separated by commas, `is` (not null), `isn` (null).
         * @example sms
         */
        type?: "sms" | "email" | (string & {});
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * A page of the list. With `fields`, properties of the items that are not named there are absent, also those
       * that the schema requires.
       */
      200: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": IntegrationList;
        };
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
  createIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The integration to create. */
    requestBody: {
      content: {
        "application/json": IntegrationCreate;
      };
    };
    responses: {
      /**
       * The integration as it was created. Other creations of the platform are answered with this status.
       *
       * Source: inferred, not documented.
       */
      200: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Integration;
        };
      };
      /**
       * The integration as it was created. That the body is the integration itself is likely, not documented.
       *
       * Source: `content` inferred, not documented.
       */
      201: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Integration;
        };
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
  getIntegration: {
    parameters: {
      query?: {
        /**
         * The properties to answer with, separated by commas, such as `id,name`. Wins over `view` when both are given.
         * Properties that are not named are then absent from the answer, required ones too.
         *
         * Source: from an older rendering of the documentation.
         */
        fields?: IntegrationField[];
        /**
         * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
         * documented.
         *
         * Source: from an older rendering of the documentation.
         * @example full
         */
        view?: components["parameters"]["View"];
      };
      header?: never;
      path: {
        /**
         * The identifier of the integration: decimal digits, as a string, since identifiers of the platform can be
         * larger than a number can hold.
         *
         * Source: `schema` inferred, not documented.
         * @example 1161
         */
        id: components["parameters"]["IntegrationId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * The integration. With `fields`, properties that are not named there are absent, also those that the schema
       * requires.
       */
      200: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Integration;
        };
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
  updateIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The identifier of the integration: decimal digits, as a string, since identifiers of the platform can be
         * larger than a number can hold.
         *
         * Source: `schema` inferred, not documented.
         * @example 1161
         */
        id: components["parameters"]["IntegrationId"];
      };
      cookie?: never;
    };
    /** What to change, at least one property. */
    requestBody: {
      content: {
        /**
         * @example {
         *   "name": "Another Name",
         *   "status": "active"
         * }
         */
        "application/json": IntegrationUpdate;
      };
    };
    responses: {
      /** The integration was changed. */
      204: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
  validateIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The integration as it would be created. */
    requestBody: {
      content: {
        "application/json": IntegrationCreate;
      };
    };
    responses: {
      /**
       * The settings were checked. What the body says of them is not documented.
       *
       * Source: `content` inferred, not documented.
       */
      200: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      /** The settings are good. */
      204: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
  sendTestNotification: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The integration to send through, and to whom. */
    requestBody: {
      content: {
        /**
         * @example {
         *   "integration": {
         *     "name": "Example Twilio",
         *     "provider_id": "1000",
         *     "settings": {
         *       "account_sid": "AC7XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
         *       "auth_token": "464XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
         *       "default_phone_number": "+121XXXXXXXXX"
         *     },
         *     "status": "active"
         *   },
         *   "recipient": "+38163XXXXXXX"
         * }
         */
        "application/json": TestNotification;
      };
    };
    responses: {
      /** The message was sent. */
      204: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
  listProviders: {
    parameters: {
      query?: {
        /**
         * The properties that each item has in the answer, separated by commas. Wins over `view` when both are given.
         * Properties that are not named are then absent, required ones too.
         */
        fields?: ProviderField[];
        /**
         * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
         * documented.
         *
         * Source: from an older rendering of the documentation.
         * @example full
         */
        view?: components["parameters"]["View"];
        /**
         * The properties to sort by, separated by commas, the most important first; a minus sign before a name sorts in
         * descending order. By which properties can be sorted is not documented.
         *
         * Source: inferred, not documented.
         */
        sort?: components["parameters"]["Sort"];
        /**
         * The number of the page, from 1, and how many items a page has. Without the second, the size is the server's
         * choice, which is not documented.
         *
         * Source: inferred, not documented.
         * @example [
         *   1,
         *   20
         * ]
         */
        page?: components["parameters"]["Page"];
        /**
         * The text to search for.
         *
         * Source: inferred, not documented.
         */
        q?: components["parameters"]["Search"];
        /**
         * The properties to search in, separated by commas. Which can be searched, and which are without this, is not
         * documented.
         *
         * Source: inferred, not documented.
         */
        q_fields?: components["parameters"]["SearchFields"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * A page of the list. With `fields`, properties of the items that are not named there are absent, also those
       * that the schema requires.
       */
      200: {
        headers: {
          "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
          "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
          "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": ProviderList;
        };
      };
      400: components["responses"]["BadRequest"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["ServerError"];
      default: components["responses"]["OtherError"];
    };
  };
}
