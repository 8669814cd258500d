/** A media type without its parameters, in lower case. */
export function essenceOf(mediaType: string): string {
  return mediaType.split(';', 1)[0]!.trim().toLowerCase();
}

/** Whether a media type is JSON, also `application/problem+json` and its like. */
export function isJson(mediaType: string | null | undefined): boolean {
  return /^application\/(?:[\w.-]+\+)?json$/.test(essenceOf(mediaType ?? ''));
}

/** Media types of answers that have no end, or that come in pieces each of which counts. */
const ENDLESS: ReadonlySet<string> = new Set([
  'text/event-stream',
  'multipart/x-mixed-replace',
  'application/x-ndjson',
  'application/jsonl',
  'application/json-seq',
]);

/** Whether an answer of this type may go on for ever, so that it cannot be read whole. */
export function isEndless(mediaType: string): boolean {
  return ENDLESS.has(essenceOf(mediaType));
}

/** Whether a media type, or a range such as `text/*`, covers the one that was sent. */
export function covers(range: string, given: string): boolean {
  const wanted = essenceOf(range);
  const type = essenceOf(given);
  return wanted === '*/*' || wanted === type || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)));
}
