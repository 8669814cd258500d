import type { OperationTypes } from '#generated/methods.d.ts';
import type { OperationError } from '../client/client-types.ts';
import { ApiError } from '../common/errors.ts';

/** The errors that each operation answers with, by its name. */
export type OperationErrors = { [Name in keyof OperationTypes]: OperationError<OperationTypes[Name]> };

/**
 * Whether the API answered with an error status; with an operation's name, whether it answered that operation so. Then
 * `error.status` narrows `error.body` to what the contract says of that status.
 *
 * @example
 * if (isApiError(error, 'getIntegration') && error.status === 400) console.error(error.body.message);
 */
export function isApiError<Name extends keyof OperationTypes = keyof OperationTypes>(
  error: unknown,
  operation?: Name,
): error is OperationErrors[Name] {
  return error instanceof ApiError && (operation === undefined || error.operation === operation);
}
