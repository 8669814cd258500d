export { createClient } from './client.ts';
export type { ClientOptions, Token } from './client-options.ts';
export type { EachResult, ErrorStatus, PathInit, PathMethods, PathResult } from './client-types.ts';
export type { CallOptions, Contract, ContractTypes } from './contract.ts';
export {
  ApiError,
  ClientError,
  ConfigurationError,
  ConnectionError,
  type ErrorCode,
  QueueError,
  ResponseFormatError,
  TimeoutError,
  ValidationError,
} from './errors.ts';
export type { ClientEvent } from './events.ts';
export { createHoodClient, type HoodClient, type HoodClientOptions } from './hood/client.ts';
export { redact } from './hood/redact.ts';
export { createLimiter, type Limiter, type LimiterOptions, type LimiterState } from './limiter/limiter.ts';
export type { Middleware, MiddlewareContext } from './transport.ts';
