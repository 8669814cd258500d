import { attemptsOf, type CallContext, detailsOf, nameOf } from './call.ts';
import { ConnectionError } from './errors.ts';
import { isObject } from './options.ts';

/** What the codes mean that do not say it themselves. The words are the whole table: no code decides anything. */
const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing accepts connections there',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
};

const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** A lost connection in our words. The platform's error stays behind: some print the request's headers or its URL. */
export function connectionError(call: CallContext, cause: unknown): ConnectionError {
  const inner = property(cause, 'cause');
  if (property(inner, 'message') === 'unexpected redirect') return redirectError(call);
  const code = property(inner, 'code') ?? property(cause, 'code');
  const reason = typeof code === 'string' && CODE.test(code) ? code : undefined;
  const meaning = reason === undefined ? undefined : MEANINGS[reason];
  const why = meaning ? `: ${meaning}` : '';
  const label = reason ? ` (${reason})` : '';
  return new ConnectionError(
    `${nameOf(call)} got no whole answer ${attemptsOf(call)}${why}${label}. Check the network and \`baseUrl\`, or try again later.`,
    { ...detailsOf(call), code: 'CONNECTION_FAILED', retryable: true },
    reason,
  );
}

/** A redirect would carry the credential, and with some statuses the body, to a place that the caller did not name. */
export function redirectError(call: CallContext): ConnectionError {
  return new ConnectionError(
    `${nameOf(call)} was redirected, which is never followed. Check that \`baseUrl\` names the API itself.`,
    { ...detailsOf(call), code: 'REDIRECT_REFUSED', retryable: false },
  );
}

function property(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
