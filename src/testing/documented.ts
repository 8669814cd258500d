import type { ContentModel, ResponseModel } from '../openapi/bodies.ts';
import { bodyExamples, examplesOf } from '../openapi/examples.ts';
import { entriesOf, get } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { type Answer, COMPANIONS, responseOf } from './answers.ts';
import { problemOf } from './judge.ts';
import { untouched } from './rate-headers.ts';
import { sample, valueFor } from './sample.ts';
import { carried } from './schema.ts';
import { type StatusExample, withStatus } from './words.ts';

/** Of content without an example: one response may stand for many statuses. Nobody changes a body. */
const made = new WeakMap<ContentModel, unknown>();

/** What the contract says of one status, as an answer. */
export function documented(model: Model, operation: OperationModel, status: number): Answer {
  const exact = responseOf(operation, String(status));
  const response = exact ?? responseOf(operation, `${Math.floor(status / 100)}XX`) ?? responseOf(operation, 'default');
  if (!response) return { status, headers: {}, source: 'inferred' };
  const headers = headersOf(model, operation, response, status);
  const { content } = response;
  const source = exact && get(response.source, 'x-source') !== 'inferred' ? 'documented' : 'inferred';
  if (!content) return { status, headers, source };
  const { contentType: mediaType, schema } = content;
  const [example] = bodyExamples(model.document, content);
  if (exact && example !== undefined)
    return { status, headers, mediaType, body: carried(model, schema, example), source };
  if (example === undefined && !made.has(content)) made.set(content, sample(model, schema));
  const body = inferred(model, operation, content, example ?? made.get(content), status);
  return { status, headers, mediaType, body: carried(model, schema, body), source: 'inferred' };
}

/**
 * The headers that an answer must have. Those that tell of limits say that nothing was counted: what counts requests
 * puts its own values over them.
 */
function headersOf(
  model: Model,
  { rateLimit }: OperationModel,
  { source }: ResponseModel,
  status: number,
): Record<string, string> {
  const ofLimits = new Headers(rateLimit && untouched(rateLimit));
  const found: Record<string, string> = {};
  for (const [name, reference] of entriesOf(source, 'headers')) {
    const header = model.document.follow(reference) ?? {};
    const stated = examplesOf(model.document, header).length > 0;
    const wanted = COMPANIONS[status] === name.toLowerCase() ? stated : header['required'] === true;
    if (wanted) found[name] = ofLimits.get(name) ?? String(valueFor(model, header));
  }
  return found;
}

/** A body that is no example of `status` itself, in the words of that status if it still fits its schema so. */
function inferred(model: Model, { responses }: OperationModel, content: ContentModel, body: unknown, status: number) {
  if (status < 400) return body;
  const examples = responses.flatMap(({ status: key, content: other }): StatusExample[] =>
    other && /^[45]\d\d$/.test(key) ? bodyExamples(model.document, other).map((example) => [Number(key), example]) : [],
  );
  const adapted = withStatus(body, examples, status);
  if (JSON.stringify(adapted) === JSON.stringify(body)) return body;
  const fits = (value: unknown): boolean => problemOf(model, content.schema, value, '') === undefined;
  return fits(body) && !fits(adapted) ? body : adapted;
}
