import { contract } from '#generated/contract.js';
import type { ContractTypes, Methods } from '#generated/methods.d.ts';
import type { ErrorBody } from '#generated/schema.d.ts';
import { createClient } from '../client/client.ts';
import type { ClientCore, PathMethods } from '../client/client-types.ts';
import { isPlain } from '../common/plain.ts';
import type { ClientOptions, CredentialsOf } from '../options/client-options.ts';

/** A client of the Ocamba Hood Integrations API: a method per operation, `GET` by path, and `each` for many calls. */
export interface HoodClient
  extends Methods,
    PathMethods<ContractTypes['paths']>,
    ClientCore<ContractTypes['operations']> {}

/** The settings of a Hood client. Only `token` is needed. */
export interface HoodClientOptions extends ClientOptions<CredentialsOf<ContractTypes>> {}

/**
 * Makes a client of the Ocamba Hood Integrations API. Unofficial, and never checked against the live API.
 *
 * @throws {ConfigurationError} When an option is wrong, or the token is missing. Nothing is sent before the first call.
 * @example
 * const hood = createHoodClient({ token: process.env.OCAMBA_TOKEN });
 * const integration = await hood.getIntegration({ id: '1161' });
 */
export function createHoodClient(options: HoodClientOptions = {}): HoodClient {
  const userAgent = `ocamba-hood/${contract.info.version}`;
  const settings = isPlain(options) ? { userAgent, ...options } : options;
  return createClient<ContractTypes>(contract, settings, (body: Partial<ErrorBody>) => ({
    traceId: body.trace_id,
  }));
}
