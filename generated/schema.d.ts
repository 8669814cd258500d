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
   * Limits: pattern `^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$`.
   * @example 2024-05-23 06:33:01
   */
  create_time: string;
  /**
   * When the integration was last changed, in GMT, as `YYYY-MM-DD HH:MM:SS`. It carries no time zone.
   *
   * Limits: pattern `^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$`.
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
   * Limits: pattern `^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$`.
   * @example 2024-05-13 10:53:13
   */
  create_time: string;
  /**
   * When the provider was last changed, in GMT, as `YYYY-MM-DD HH:MM:SS`. It carries no time zone.
   *
   * Limits: pattern `^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$`.
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
   * The server's name for the request. Quote it to Ocamba's support.
   * @example 99a84211-f73d-4ff8-acdf-eb3e06bb9d62
   */
  trace_id: string;
}

export interface paths {
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
     * > `sms` or `email`. The list is an operation of its own, which this description does not cover yet.
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
  parameters: never;
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
  getIntegration: {
    parameters: {
      query?: {
        /**
         * The properties to answer with, separated by commas. Wins over `view` when both are given.
         *
         * Source: from an older rendering of the documentation.
         * @example [
         *   "id",
         *   "name"
         * ]
         */
        fields?: ("id" | "company_id" | "name" | "type" | "provider_id" | "provider" | "settings" | "status" | "effective_status" | "is_default" | "create_time" | "update_time")[];
        /**
         * How much of the integration to answer with. What `default` leaves out compared with `full` is not
         * documented.
         *
         * Source: from an older rendering of the documentation.
         * @example full
         */
        view?: "default" | "full";
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The integration. */
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
       * The request is not valid. An unknown identifier most likely answers with this status too: the documentation
       * mentions no 404 anywhere.
       */
      400: {
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
      429: components["responses"]["TooManyRequests"];
      /** The server failed. */
      500: {
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
      default: components["responses"]["OtherError"];
    };
  };
}
