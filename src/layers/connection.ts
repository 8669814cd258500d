import { ClientError, ConnectionError } from '../common/errors.ts';
import { attemptsOf, type CallContext, errorOf } from '../request/call.ts';

/** What the codes mean that do not say it themselves. The words are the whole table: no code decides anything. */
const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: ': nothing accepts connections there',
  ECONNRESET: ': the connection was reset',
  UND_ERR_SOCKET: ': the connection was closed',
  ENOTFOUND: ': the host name is not known',
  EAI_AGAIN: ': the host name could not be looked up',
};

/** Codes that tell of the network, not of a file or an argument: Node's, and Bun's in words. */
const NETWORK =
  /^(E(CONN|HOST|NET|ADDR|AI_|PIPE|PROTO|NOTF|TIMED)|UND_ERR|HPE_|Z_|ERR_(SSL|TLS|HTTP2)|Connection|FailedTo|(?=.*(CERT|SIGNATURE)))\w{0,50}$/;
/** How platforms begin where they say no more. */
const LOST = /^(fetch failed|terminated|failed to fetch|load failed|(the )?network|error sending request|other side)/i;
/** What the next attempt meets as well: certificates, https spoken to http, ports and headers that are never sent. */
const HOPELESS = /CERT|SIGN|_SSL|_TLS|PROTO|INVALID_ARG|NOT_SUPP|bad port/;

/**
 * A lost connection in our words; anything else that a `fetch` threw as it is. The platform's error stays behind: some
 * print the request's headers or its URL.
 */
export function connectionError(call: CallContext, cause: unknown): unknown {
  const outer = partsOf(cause);
  // A request's body may be ours to judge, and the platform wraps what we said of it.
  if (outer.cause instanceof ClientError) return outer.cause;
  const inner = partsOf(outer.cause);
  const isTypeError = outer.name === 'TypeError';
  const said = [inner.message, isTypeError && outer.message, outer.code];
  if (said.some((words) => /redirect/i.test(String(words)))) return redirectError(call);
  const code = [inner.code, outer.code].find((each): each is string => typeof each === 'string' && NETWORK.test(each));
  if (code === undefined && !(isTypeError && LOST.test(String(outer.message)))) return cause;
  const reason = code ?? (inner.message === 'bad port' ? 'bad port' : undefined);
  const hopeless = reason !== undefined && HOPELESS.test(reason);
  const label = reason === undefined ? '' : `${MEANINGS[reason] ?? ''} (${reason})`;
  const advice = hopeless ? 'the address of the API.' : 'the network and the address of the API, or try again later.';
  const happened = `got no whole answer ${attemptsOf(call)}${label}. Check ${advice}`;
  return errorOf(call, ConnectionError, happened, { code: 'CONNECTION_FAILED', retryable: !hopeless }, reason);
}

/** A redirect would carry the credential, and with some statuses the body, to a place that the caller did not name. */
export function redirectError(call: CallContext): ConnectionError {
  const happened = 'was redirected, which is never followed. Check that the address is that of the API itself.';
  return errorOf(call, ConnectionError, happened, { code: 'REDIRECT_REFUSED' });
}

function partsOf(error: unknown): { readonly [Part in 'name' | 'message' | 'code' | 'cause']?: unknown } {
  return Object(error);
}
