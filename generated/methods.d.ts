// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type {
  CallOptions,
  Credential,
} from '../src/contract.js';
import type {
  ErrorBody,
  Integration,
  operations,
  paths,
} from './schema.js';

/**
 * What `fields` can select.
 * @enum {string}
 */
export type IntegrationField = "id" | "company_id" | "name" | "type" | "provider_id" | "provider" | "settings" | "status" | "effective_status" | "is_default" | "create_time" | "update_time";

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
   * The properties to answer with, separated by commas. Wins over `view` when both are given.
   *
   * Limits: at least 1 items, no item twice.
   *
   * Source: from an older rendering of the documentation.
   * @example [
   *   "id",
   *   "name"
   * ]
   */
  fields?: readonly IntegrationField[] | undefined;
  /**
   * How much of the integration to answer with. What `default` leaves out compared with `full` is not
   * documented.
   *
   * Source: from an older rendering of the documentation.
   * @default default
   * @example full
   * @enum {string}
   */
  view?: "default" | "full" | undefined;
}

/** One method for each operation of the API. */
export interface Methods {
  /**
   * Get an integration
   *
   * Returns one integration with its provider and its settings.
   *
   * > **Tip.** Without the identifier at hand, list the integrations first; the list can be narrowed to one type,
   * > `sms` or `email`. The list is an operation of its own, which this description does not cover yet.
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
  getIntegration(params: GetIntegrationParams & { fields?: never }, call?: CallOptions): Promise<Integration>;
  /**
   * Get an integration
   *
   * Returns one integration with its provider and its settings.
   *
   * > **Tip.** Without the identifier at hand, list the integrations first; the list can be narrowed to one type,
   * > `sms` or `email`. The list is an operation of its own, which this description does not cover yet.
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
  getIntegration<const Fields extends readonly [IntegrationField, ...IntegrationField[]]>(params: GetIntegrationParams & { fields: Fields }, call?: CallOptions): Promise<Pick<Integration, Fields[number]>>;
  /**
   * Get an integration
   *
   * Returns one integration with its provider and its settings.
   *
   * > **Tip.** Without the identifier at hand, list the integrations first; the list can be narrowed to one type,
   * > `sms` or `email`. The list is an operation of its own, which this description does not cover yet.
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
  getIntegration<const Fields extends readonly IntegrationField[] | undefined>(params: GetIntegrationParams & { fields?: Fields extends readonly never[] ? never : Fields }, call?: CallOptions): Promise<Partial<Integration>>;
}

/** What each operation takes and gives, by its name. */
export interface OperationTypes {
  getIntegration: {
    params: GetIntegrationParams;
    data: Integration;
    selects: 'fields';
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
