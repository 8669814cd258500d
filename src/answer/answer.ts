// Answer: from a response to the data or the error that a caller gets. Imports options, request, common.

import { ApiError, type ErrorCode, ResponseFormatError } from '../common/errors.ts';
import { isJsonType, typeOf } from '../common/json.ts';
import { blobOf, textOf } from '../common/response-body.ts';
import { retryAfterMs } from '../common/retry-after.ts';
import { RETRYABLE } from '../common/status.ts';
import type { ResponseType } from '../contract.ts';
import { attemptsOf, type CallContext, errorOf } from '../request/call.ts';

/** What of an error's body is worth telling on the error itself. The contract's own client knows its fields. */
export type DescribeError = (body: object) => { readonly traceId?: string | undefined };

/** What a table by status has for one: by its number, by its class, or for all that it does not name. */
export function byStatus<Entry>(table: Readonly<Record<string, Entry>>, status: number): Entry | undefined {
  return namedStatus(table, status) ?? table['default'];
}

/** The same without what is for all that it does not name. */
export function namedStatus<Entry>(table: Readonly<Record<string, Entry>>, status: number): Entry | undefined {
  return table[status] ?? table[`${Math.floor(status / 100)}XX`];
}

/** The data of a successful answer, as the contract has it: JSON, text, bytes, or nothing. */
export async function readData(call: CallContext, response: Response): Promise<unknown> {
  const declared = byStatus<ResponseType>(call.plan.operation.responses, response.status);
  if (call.plan.operation.method === 'HEAD' || !declared?.contentType) return undefined;
  if (!isJsonType(declared.contentType)) {
    return declared.contentType.startsWith('text/') ? textOf(response) : blobOf(response);
  }
  const text = await textOf(response);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // The platform's message quotes the body.
    const type = /^[\w.+-]{1,64}\/[\w.+-]{1,64}/.exec(response.headers.get('content-type') ?? '')?.[0] ?? '';
    if (text !== '' && type !== '' && !isJsonType(type)) {
      // A proxy's page, or another form of the data, such as CSV where the API has both.
      throw unreadable(call, response, `${type}, not ${declared.contentType},`, 'MEDIA_TYPE_UNEXPECTED');
    }
    const found = text === '' ? 'an empty body' : type === '' ? 'something that is not JSON' : 'broken JSON';
    throw unreadable(call, response, found);
  }
  if (declared.type && typeOf(data) !== declared.type) {
    throw unreadable(call, response, `JSON that is not the ${declared.type} of the contract`);
  }
  return data;
}

function unreadable(
  call: CallContext,
  response: Response,
  found: string,
  code: ErrorCode = 'RESPONSE_UNREADABLE',
): ResponseFormatError {
  const { status } = response;
  const happened = `was answered ${status} with ${found} ${attemptsOf(call)}. A proxy may have answered instead of the API, or the address is not its own.`;
  return errorOf(call, ResponseFormatError, happened, { code, status });
}

/** The body of an error as callers see it: JSON or text, and `{}` for none, so that reading a property never throws. */
export function errorBody(parsed: unknown): unknown {
  return parsed === undefined || parsed === null || parsed === '' ? {} : parsed;
}

/** What to do about a status, where HTTP itself says so. */
const ADVICE: Readonly<Record<number, string>> = {
  400: 'Check the parameters.',
  401: 'Check that the credential is valid and has not expired.',
  403: 'Check that the credential may do this.',
  404: 'Check the identifier, and that this is the address of the API.',
  408: 'Try again later.',
  425: 'Try again later.',
  429: 'Call less often, or share one limiter among all clients of the account.',
};

/** The typed error for an answer with an error status. */
export function apiError(call: CallContext, response: Response, body: unknown, describe: DescribeError): ApiError {
  const { status } = response;
  const traceId = readable(describe(body as object).traceId);
  const wait = retryAfterMs(response.headers);
  const failed = `The server failed: try again later${traceId ? ', and quote the trace id to its support' : ''}.`;
  const fallback = status >= 500 ? failed : 'The answer may say why.';
  const { unsent } = call.plan;
  const advice = unsent && (status === 401 || status === 403) ? `No credential was sent: ${unsent}.` : ADVICE[status];
  const trace = traceId ? `, trace id ${traceId}` : '';
  // A middleware answers as well; what was refused for all that wait says so.
  const unsentYet = call.attempt === 0 && call.refused;
  const happened = unsentYet
    ? `was not sent: others like it were answered ${status}`
    : `was answered ${status} ${attemptsOf(call)}`;
  const details = {
    code: 'API_ERROR',
    status,
    traceId,
    retryable: RETRYABLE.includes(status),
    retryAfterMs: wait,
  } as const;
  return errorOf(call, ApiError, `${happened}${trace}. ${advice ?? fallback}`, details, body);
}

/** A trace id is the server's text in our message: short and on one line, or not at all. */
function readable(traceId: unknown): string | undefined {
  return typeof traceId === 'string' && /^[\x21-\x7e]{1,128}$/.test(traceId) ? traceId : undefined;
}
