// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type {
  CallOptions,
  Credential,
  NotEmpty,
  PageOptions,
  ResponsePromise,
  Selected,
} from '../src/contract.js';
import type {
  ErrorBody,
  Integration,
  IntegrationCreate,
  IntegrationField,
  IntegrationList,
  IntegrationUpdate,
  Provider,
  ProviderField,
  ProviderList,
  TestNotification,
  operations,
  paths,
} from './schema.js';

/** What `listIntegrations` takes. */
export interface ListIntegrationsParams {
  /**
   * The properties that each item has in the answer, separated by commas. Wins over `view` when both are given.
   * Properties that are not named are then absent, required ones too.
   *
   * Limits: at least 1 items, no item twice.
   */
  fields?: readonly IntegrationField[] | undefined;
  /**
   * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
   * documented.
   *
   * Source: from an older rendering of the documentation.
   * @default default
   * @example full
   * @enum {string}
   */
  view?: "default" | "full" | undefined;
  /**
   * The properties to sort by, separated by commas, the most important first; a minus sign before a name sorts in
   * descending order. By which properties can be sorted is not documented.
   *
   * Limits: at least 1 items.
   *
   * Source: inferred, not documented.
   */
  sort?: readonly string[] | undefined;
  /**
   * The number of the page, from 1, and how many items a page has. Without the second, the size is the server's
   * choice, which is not documented.
   *
   * Limits: 1 to 2 items.
   *
   * Source: inferred, not documented.
   * @example [
   *   1,
   *   20
   * ]
   */
  page?: readonly number[] | undefined;
  /**
   * The text to search for.
   *
   * Source: inferred, not documented.
   */
  q?: string | undefined;
  /**
   * The properties to search in, separated by commas. Which can be searched, and which are without this, is not
   * documented.
   *
   * Limits: at least 1 items.
   *
   * Source: inferred, not documented.
   */
  q_fields?: readonly string[] | undefined;
  /**
   * Only integrations of this type, such as `sms` or `email`. An operator may stand before the value, with a colon
   * between: `eq`, `neq`, `in` and `nin` with values separated by commas, `is` (not null), `isn` (null).
   * @example sms
   */
  type?: "sms" | "email" | (string & {}) | undefined;
}

/** What `createIntegration` takes. */
export interface CreateIntegrationParams {
  /**
   * The integration to create.
   *
   * Source: `required` from an older rendering of the documentation.
   */
  body: IntegrationCreate;
}

/** What `getIntegration` takes. */
export interface GetIntegrationParams {
  /**
   * The identifier of the integration: decimal digits, as a string, since identifiers of the platform can be
   * larger than a number can hold.
   *
   * Limits: pattern `^[0-9]+$`.
   *
   * Source: `schema` inferred, not documented.
   * @example 1161
   */
  id: string;
  /**
   * The properties to answer with, separated by commas, such as `id,name`. Wins over `view` when both are given.
   * Properties that are not named are then absent from the answer, required ones too.
   *
   * Limits: at least 1 items, no item twice.
   *
   * Source: from an older rendering of the documentation.
   */
  fields?: readonly IntegrationField[] | undefined;
  /**
   * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
   * documented.
   *
   * Source: from an older rendering of the documentation.
   * @default default
   * @example full
   * @enum {string}
   */
  view?: "default" | "full" | undefined;
}

/** What `updateIntegration` takes. */
export interface UpdateIntegrationParams {
  /**
   * The identifier of the integration: decimal digits, as a string, since identifiers of the platform can be
   * larger than a number can hold.
   *
   * Limits: pattern `^[0-9]+$`.
   *
   * Source: `schema` inferred, not documented.
   * @example 1161
   */
  id: string;
  /** What to change, at least one property. */
  body: IntegrationUpdate;
}

/** What the check found; its properties are not documented. */
export interface ValidateIntegrationResponse200 {
  [key: string]: unknown;
}

/** What `validateIntegration` takes. */
export interface ValidateIntegrationParams {
  /**
   * The integration as it would be created.
   *
   * Source: `required` from an older rendering of the documentation.
   */
  body: IntegrationCreate;
}

/** What `sendTestNotification` takes. */
export interface SendTestNotificationParams {
  /** The integration to send through, and to whom. */
  body: TestNotification;
}

/** What `listProviders` takes. */
export interface ListProvidersParams {
  /**
   * The properties that each item has in the answer, separated by commas. Wins over `view` when both are given.
   * Properties that are not named are then absent, required ones too.
   *
   * Limits: at least 1 items, no item twice.
   */
  fields?: readonly ProviderField[] | undefined;
  /**
   * How much of each integration, or provider, to answer with. What `default` leaves out compared with `full` is not
   * documented.
   *
   * Source: from an older rendering of the documentation.
   * @default default
   * @example full
   * @enum {string}
   */
  view?: "default" | "full" | undefined;
  /**
   * The properties to sort by, separated by commas, the most important first; a minus sign before a name sorts in
   * descending order. By which properties can be sorted is not documented.
   *
   * Limits: at least 1 items.
   *
   * Source: inferred, not documented.
   */
  sort?: readonly string[] | undefined;
  /**
   * The number of the page, from 1, and how many items a page has. Without the second, the size is the server's
   * choice, which is not documented.
   *
   * Limits: 1 to 2 items.
   *
   * Source: inferred, not documented.
   * @example [
   *   1,
   *   20
   * ]
   */
  page?: readonly number[] | undefined;
  /**
   * The text to search for.
   *
   * Source: inferred, not documented.
   */
  q?: string | undefined;
  /**
   * The properties to search in, separated by commas. Which can be searched, and which are without this, is not
   * documented.
   *
   * Limits: at least 1 items.
   *
   * Source: inferred, not documented.
   */
  q_fields?: readonly string[] | undefined;
}

/** One method for each operation of the API. */
export interface Methods {
  /**
   * List integrations
   *
   * Returns the integrations of the account, page by page. Filters are combined: an integration has to pass all.
   *
   * The page of this operation could not be read: its parameters and its envelope are those of its siblings.
   *
   * The answer carries the credentials of the providers in plain text. Keep it out of logs.
   *
   * The answer is one page of a list: `page` takes the number of a page and its size. The items stand in `items`, how many all pages have in `total`.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * Source: inferred, not documented.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   */
  listIntegrations: {
    /**
     * List integrations
     *
     * Returns the integrations of the account, page by page. Filters are combined: an integration has to pass all.
     *
     * The page of this operation could not be read: its parameters and its envelope are those of its siblings.
     *
     * The answer carries the credentials of the providers in plain text. Keep it out of logs.
     *
     * The answer is one page of a list: `page` takes the number of a page and its size. The items stand in `items`, how many all pages have in `total`.
     *
     * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
     *
     * Source: inferred, not documented.
     *
     * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
     */
    <const Fields extends readonly IntegrationField[] | undefined = undefined>(params?: ListIntegrationsParams & { fields?: NotEmpty<Fields> }, call?: CallOptions): ResponsePromise<[Fields] extends [undefined] ? IntegrationList : { total: IntegrationList['total']; items: Selected<Integration, Fields>[] }>;
    /**
     * All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.
     *
     * @throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.
     */
    pages<const Fields extends readonly IntegrationField[] | undefined = undefined>(params?: ListIntegrationsParams & { fields?: NotEmpty<Fields> }, options?: PageOptions): AsyncGenerator<[Fields] extends [undefined] ? IntegrationList : { total: IntegrationList['total']; items: Selected<Integration, Fields>[] }, void, void>;
    /**
     * The items of all pages. All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.
     *
     * @throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.
     */
    items<const Fields extends readonly IntegrationField[] | undefined = undefined>(params?: ListIntegrationsParams & { fields?: NotEmpty<Fields> }, options?: PageOptions): AsyncGenerator<Selected<Integration, Fields>, void, void>;
  };

  /**
   * Create an integration
   *
   * Connects the account to a provider. Which settings the provider needs stands in its `settings`: list the
   * providers first.
   *
   * The request carries the credentials of the provider in plain text. Keep it out of logs.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   * @see https://docs.ocamba.com/api/hood/v1.0/reference/create-integrations
   */
  createIntegration(params: CreateIntegrationParams, call?: CallOptions): ResponsePromise<Integration>;

  /**
   * Get an integration
   *
   * Returns one integration with its provider and its settings.
   *
   * > **Tip.** Without the identifier at hand, list the integrations first; the list can be narrowed to one type,
   * > `sms` or `email`.
   *
   * > **Warning.** `settings` should hold exactly what `provider.settings` describes. Compare the two before you
   * > rely on an integration: a required setting can be missing, and a setting can be deprecated.
   *
   * The answer carries the credentials of the provider in plain text. Keep it out of logs.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   * @see https://docs.ocamba.com/api/hood/v1.0/reference/view-integrations-by_id
   */
  getIntegration<const Fields extends readonly IntegrationField[] | undefined = undefined>(
    params: GetIntegrationParams & { fields?: NotEmpty<Fields> },
    call?: CallOptions,
  ): ResponsePromise<Selected<Integration, Fields>>;

  /**
   * Update an integration
   *
   * Changes what the body names; what it does not name stays. Whether `settings` are merged key by key or replaced is
   * not documented: send all of them.
   *
   * > **Warning.** Settings that do not belong to the provider are dropped without a word. Compare their keys with
   * > `provider.settings` first: a misspelt one is answered with success and changes nothing.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   * @see https://docs.ocamba.com/api/hood/v1.0/reference/update-integrations-by_id
   */
  updateIntegration(params: UpdateIntegrationParams, call?: CallOptions): ResponsePromise<undefined>;

  /**
   * Validate the settings of an integration
   *
   * Asks the provider whether the settings are good, before an integration is created with them. How a wrong
   * credential is reported is not documented.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   * @see https://docs.ocamba.com/api/hood/v1.0/create-integrations-validate
   */
  validateIntegration(params: ValidateIntegrationParams, call?: CallOptions): ResponsePromise<ValidateIntegrationResponse200 | undefined>;

  /**
   * Send a test message
   *
   * Sends a message through an integration, before or after it is created.
   *
   * > **Warning.** This sends a real message to a real recipient, for which the provider may charge.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   * @see https://docs.ocamba.com/api/hood/v1.0/reference/create-test-notification
   */
  sendTestNotification(params: SendTestNotificationParams, call?: CallOptions): ResponsePromise<undefined>;

  /**
   * List providers
   *
   * Returns the providers that integrations can be made with, page by page, each with the settings that it needs.
   *
   * The answers of this operation could not be read: they are those of its siblings.
   *
   * The answer is one page of a list: `page` takes the number of a page and its size. The items stand in `items`, how many all pages have in `total`.
   *
   * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
   *
   * Source: from an older rendering of the documentation.
   *
   * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
   * @see https://docs.ocamba.com/api/hood/v1.0/view-providers
   */
  listProviders: {
    /**
     * List providers
     *
     * Returns the providers that integrations can be made with, page by page, each with the settings that it needs.
     *
     * The answers of this operation could not be read: they are those of its siblings.
     *
     * The answer is one page of a list: `page` takes the number of a page and its size. The items stand in `items`, how many all pages have in `total`.
     *
     * At most 10 requests in 1 s and 150 in 60 s, shared by all operations of class C on one account.
     *
     * Source: from an older rendering of the documentation.
     *
     * @throws {ApiError} With a status 400, 429, 500, or any other that is no success.
     * @see https://docs.ocamba.com/api/hood/v1.0/view-providers
     */
    <const Fields extends readonly ProviderField[] | undefined = undefined>(params?: ListProvidersParams & { fields?: NotEmpty<Fields> }, call?: CallOptions): ResponsePromise<[Fields] extends [undefined] ? ProviderList : { total: ProviderList['total']; items: Selected<Provider, Fields>[] }>;
    /**
     * All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.
     *
     * @throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.
     */
    pages<const Fields extends readonly ProviderField[] | undefined = undefined>(params?: ListProvidersParams & { fields?: NotEmpty<Fields> }, options?: PageOptions): AsyncGenerator<[Fields] extends [undefined] ? ProviderList : { total: ProviderList['total']; items: Selected<Provider, Fields>[] }, void, void>;
    /**
     * The items of all pages. All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.
     *
     * @throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.
     */
    items<const Fields extends readonly ProviderField[] | undefined = undefined>(params?: ListProvidersParams & { fields?: NotEmpty<Fields> }, options?: PageOptions): AsyncGenerator<Selected<Provider, Fields>, void, void>;
  };
}

/** What each operation takes and gives, by its name. */
export interface OperationTypes {
  listIntegrations: {
    params: ListIntegrationsParams;
    data: IntegrationList;
    selects: 'fields';
    selected: { total: IntegrationList['total']; items: Partial<Integration>[] };
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
  createIntegration: {
    params: CreateIntegrationParams;
    data: Integration;
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
  getIntegration: {
    params: GetIntegrationParams;
    data: Integration;
    selects: 'fields';
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
  updateIntegration: {
    params: UpdateIntegrationParams;
    data: undefined;
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
  validateIntegration: {
    params: ValidateIntegrationParams;
    data: ValidateIntegrationResponse200 | undefined;
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
  sendTestNotification: {
    params: SendTestNotificationParams;
    data: undefined;
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
  listProviders: {
    params: ListProvidersParams;
    data: ProviderList;
    selects: 'fields';
    selected: { total: ProviderList['total']; items: Partial<Provider>[] };
    errors: { 400: ErrorBody; 429: undefined; 500: ErrorBody; default: ErrorBody };
  };
}

/** The credentials of the API, by the name of their security scheme. */
export interface Credentials {
  bearerAuth?: Credential<string>;
}

/** The types of the API, for `createClient`. */
export interface ContractTypes {
  methods: Methods;
  operations: OperationTypes;
  paths: paths;
  credentials: Credentials;
}
