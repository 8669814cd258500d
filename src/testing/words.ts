/** The reason phrases of HTTP, and the older ones that many an API still says. */
const PHRASES: readonly (readonly [status: number, phrase: string, letters: string])[] = `
  400 Bad Request, 401 Unauthorized, 402 Payment Required, 403 Forbidden, 404 Not Found, 405 Method Not Allowed,
  406 Not Acceptable, 407 Proxy Authentication Required, 408 Request Timeout, 409 Conflict, 410 Gone,
  411 Length Required, 412 Precondition Failed, 413 Content Too Large, 413 Payload Too Large, 414 URI Too Long,
  415 Unsupported Media Type, 416 Range Not Satisfiable, 417 Expectation Failed, 421 Misdirected Request,
  422 Unprocessable Content, 422 Unprocessable Entity, 423 Locked, 424 Failed Dependency, 425 Too Early,
  426 Upgrade Required, 428 Precondition Required, 429 Too Many Requests, 431 Request Header Fields Too Large,
  451 Unavailable For Legal Reasons, 500 Internal Server Error, 501 Not Implemented, 502 Bad Gateway,
  503 Service Unavailable, 504 Gateway Timeout, 505 HTTP Version Not Supported, 507 Insufficient Storage,
  508 Loop Detected, 511 Network Authentication Required`
  .split(',')
  .map((entry) => entry.trim())
  .map((entry) => [Number(entry.slice(0, 3)), entry.slice(4), lettersOf(entry.slice(4))]);

/** An example with the status that it is of. */
export type StatusExample = readonly [status: number, example: unknown];

/**
 * A body of another status, or of failures in general, as the body of `status`: what repeats the status in all of
 * `examples` does so here too, and where the words are the reason phrase of another status they become its own.
 */
export function withStatus(body: unknown, examples: readonly StatusExample[], status: number): unknown {
  if (typeof body === 'string') return inWordsOf(status, body);
  if (typeof body !== 'object' || body === null) {
    return examples.length > 0 && examples.every(([key, example]) => example === key) ? status : body;
  }
  // Without another example the body is one itself, of the status whose words it says.
  const own = () => Object.values(body).flatMap((text) => phraseLike(text).map(([key]): StatusExample => [key, body]));
  const told = examples.length > 0 ? examples : own();
  const inside = (name: string | number, value: unknown): unknown => {
    const members = told.map(([key, example]): StatusExample => [key, Object(example)[name]]);
    return withStatus(value, members, status);
  };
  if (Array.isArray(body)) return body.map((item, index) => inside(index, item));
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, inside(name, value)]));
}

function phraseLike(text: unknown): typeof PHRASES {
  if (typeof text !== 'string') return [];
  const own = lettersOf(text);
  return own === '' ? [] : PHRASES.filter(([, , letters]) => letters === own);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

function inWordsOf(status: number, text: string): string {
  const [said] = phraseLike(text);
  // A status without a phrase means the same as the first one of its hundred.
  const [own] = [status, status - (status % 100)].flatMap((key) => PHRASES.filter(([known]) => known === key));
  if (!said || !own || said[0] === own[0]) return text;
  const [first = '', ...more] = said[1].split(' ');
  // `Not Found`, `NOT_FOUND` and `NotFound` each stay what they are.
  const between = more.length > 0 ? (/^[^a-z]*/i.exec(text.trimStart().slice(first.length))?.[0] ?? '') : ' ';
  const words = own[1].replaceAll(' ', between) + (/[^a-z]*$/i.exec(text)?.[0] ?? '');
  if (text === text.toUpperCase()) return words.toUpperCase();
  return text === text.toLowerCase() ? words.toLowerCase() : words;
}
