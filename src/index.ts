export type * from '#generated/types.d.ts';
export { createClient } from './client/client.ts';
export type { EachResult, ErrorStatus, PathInit, PathMethods, PathResult } from './client/client-types.ts';
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
} from './common/errors.ts';
export type { ClientEvent } from './common/events.ts';
export type {
  BasicCredential,
  CallOptions,
  Contract,
  ContractTypes,
  Credential,
  ValidationIssue,
  Validator,
  Validators,
} from './contract.ts';
export { checkSettings, type SettingFinding } from './hood/check-settings.ts';
export { createHoodClient, type HoodClient, type HoodClientOptions } from './hood/client.ts';
export { isApiError, type OperationErrors } from './hood/errors.ts';
export { type FilterValue, filter } from './hood/filters.ts';
export { redact } from './hood/redact.ts';
export { formatTimestamp, parseTimestamp, type Timestamp } from './hood/timestamps.ts';
export { createLimiter, type Limiter, type LimiterOptions, type LimiterState } from './limiter/limiter.ts';
export type { Sent, SharedLimiter, SharedWindow, Turn, Wish } from './limiter/shared.ts';
export type { ClientOptions, CredentialsOf, Token } from './options/client-options.ts';
export { type EventChannel, type EventLogger, logTo, publishTo } from './options/listeners.ts';
export type { Middleware, MiddlewareContext } from './options/middleware.ts';
