import { MASK } from '../common/redact.ts';
import { covers, isJson } from '../openapi/media-type.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { type Answer, COMPANIONS, type Knowledge, refusal, success } from './answers.ts';
import type { Fault } from './fault.ts';
import { problemOf } from './judge.ts';
import type { Verdict } from './limits.ts';
import type { Mask } from './mask.ts';
import type { ReadParameters } from './parameters.ts';
import type { Match } from './routes.ts';
import { challengesOf } from './security.ts';

/** A body as it came. */
export interface Body {
  readonly contentType: string | null;
  /** Undefined where there is no body. */
  readonly text: string | undefined;
  /** The text as JSON, where it is that. */
  readonly json?: unknown;
}

export function readBody(headers: Headers, bytes: Uint8Array): Body {
  const contentType = headers.get('content-type');
  if (bytes.byteLength === 0) return { contentType, text: undefined };
  const text = new TextDecoder().decode(bytes);
  try {
    return { contentType, text, json: JSON.parse(text) };
  } catch {
    return { contentType, text };
  }
}

/**
 * A body as it is recorded. Where the contract has a schema for it, it is masked by that schema under whatever content
 * type it came, and nothing is kept of what cannot be read, since secrets in it cannot be told apart.
 */
export function maskedBody(mask: Mask, operation: OperationModel | undefined, body: Body): unknown {
  const { contentType, text, json } = body;
  if (text === undefined) return undefined;
  const content = operation?.accepts?.contents.find((each) => isJson(each.contentType));
  if (!content) return isJson(contentType) && json !== undefined ? json : text;
  return json === undefined ? MASK : mask.body(content.schema, json);
}

/** Decides what a request is answered with, faults aside. */
export class Responder {
  readonly #model: Model;
  readonly #knowledge: Knowledge;
  /** In whose form a request that leads nowhere is answered. */
  readonly #any: OperationModel | undefined;

  constructor(model: Model, knowledge: Knowledge) {
    const { operations } = model;
    this.#model = model;
    this.#knowledge = knowledge;
    this.#any =
      operations.find(({ responses }) => responses.some(({ status }) => status === 'default')) ?? operations[0];
  }

  answer(
    match: Match | undefined,
    verdict: Verdict | undefined,
    credentialProblem: string | undefined,
    parameters: ReadParameters | undefined,
    request: { readonly method: string; readonly url: URL; readonly body: Body },
  ): Answer {
    // In the form of another path's answer, which documents nothing of this one.
    if (!match) return { ...this.#refuse(this.#any, [404], 'Expected a path of the contract.'), source: 'inferred' };
    const { operation, methods } = match;
    if (!parameters && request.method === 'OPTIONS') {
      return { status: 204, headers: { allow: methods.join(', ') }, source: 'inferred' };
    }
    if (!parameters) return this.#refuse(operation, [405], `Expected a method of \`${operation.path}\`.`);
    if (verdict?.refused) {
      const { reason, retryAfter } = verdict.refused;
      const answer = this.#refuse(operation, [429], reason);
      return retryAfter === undefined ? answer : withHeader(answer, 'retry-after', retryAfter);
    }
    if (credentialProblem !== undefined) return this.#refuse(operation, [401, 403], credentialProblem);
    if (parameters.problem !== undefined) return this.#refuse(operation, [400, 422], parameters.problem);
    const problem = this.#bodyProblem(operation, request.body);
    if (problem !== undefined) return this.#refuse(operation, ...problem);
    return success(this.#model, operation, parameters, this.#knowledge, { url: request.url, body: request.body.json });
  }

  /** What a status fault is answered with. */
  withStatus(match: Match | undefined, { status, body }: Extract<Fault, { kind: 'status' }>): Answer {
    const operation = match?.operation ?? this.#any;
    const answer: Answer = operation ? this.#knowledge.documented(operation, status) : bare(status);
    if (body === undefined) return answer;
    const { headers } = answer;
    if (body === '') return { status, headers, source: 'inferred' };
    const mediaType = typeof body === 'string' ? 'text/plain' : (answer.mediaType ?? 'application/json');
    return { status, headers, mediaType, body, source: 'inferred' };
  }

  /** With the header that HTTP wants beside the status. */
  completed(match: Match | undefined, answer: Answer): Answer {
    const name = COMPANIONS[answer.status];
    const operation = match?.operation ?? this.#any;
    if (!name || !operation || new Headers(answer.headers).has(name)) return answer;
    const value = answer.status === 401 ? challengesOf(this.#model, operation) : match?.methods.join(', ');
    return value ? withHeader(answer, name, value) : answer;
  }

  #refuse(operation: OperationModel | undefined, statuses: readonly [number, ...number[]], reason: string): Answer {
    return operation
      ? refusal(this.#knowledge.documented, operation, statuses, reason)
      : { ...bare(statuses[0]), reason };
  }

  #bodyProblem({ accepts: body }: OperationModel, { contentType, text, json }: Body): Problem | undefined {
    if (text === undefined) return body?.required ? wrong('Expected a body.') : undefined;
    if (!body) return undefined;
    const given = contentType ?? '';
    const content = body.contents.find((each) => covers(each.contentType, given));
    if (!content) {
      const types = body.contents.map((each) => each.contentType);
      return [[415, 400, 422], `Expected the body to be of type ${types.join(' or ')}.`];
    }
    if (!isJson(given)) return undefined;
    if (json === undefined) return wrong('Expected the body to be JSON.');
    const problem = problemOf(this.#model, content.schema, json, 'the body');
    return problem === undefined ? undefined : wrong(problem);
  }
}

/** The statuses that tell of it, likeliest first, and what is wrong. */
type Problem = readonly [statuses: readonly [number, ...number[]], reason: string];

const wrong = (reason: string): Problem => [[400, 422], reason];

/** A name is taken as the same in whatever case the contract has it. */
function withHeader(answer: Answer, name: string, value: string): Answer {
  const headers = new Headers(answer.headers);
  headers.set(name, value);
  return { ...answer, headers: Object.fromEntries(headers) };
}

function bare(status: number): Answer {
  return { status, headers: {}, source: 'inferred' };
}
