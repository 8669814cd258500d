import { isSuccess } from '../openapi/bodies.ts';
import { parseJson } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import type { ParameterModel } from '../openapi/parameters.ts';
import { holdsSecrets } from '../openapi/sensitive.ts';
import { type ReadParameters, readParameters } from '../testing/parameters.ts';
import { type Match, Routes } from '../testing/routes.ts';

/** What a call was made for, where its request does not show that. */
export type Purpose =
  | 'without a credential'
  | 'with a wrong credential'
  | 'for an unknown identifier'
  | 'for a malformed identifier'
  | typeof FOLLOWING;

/** The page is asked for that the one before leads to. */
export const FOLLOWING = 'for the next page';

/** A request and its answer, from wherever they are known. */
export interface Exchange {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly requestHeaders: Headers;
  /** As text; undefined where there was none, or it is not known. */
  readonly requestBody?: string | undefined;
  readonly status: number;
  readonly headers: Headers;
  /** As text; undefined where it was not recorded. */
  readonly body: string | undefined;
  /** When it was answered, in milliseconds on any clock. */
  readonly time: number;
  /** What was asked for on purpose, where that cannot be seen from the request. */
  readonly purpose?: Purpose | undefined;
}

/** An exchange with what the contract calls it. */
export interface Read extends Exchange {
  readonly operation: OperationModel;
  readonly path: Match['path'];
  readonly parameters: ReadParameters;
  /** The query parameters that were sent as the contract has them. */
  readonly sent: readonly ParameterModel[];
  /** Whether it is a success, of a request that may have one. */
  readonly succeeded: boolean;
  /** The body as JSON, or the text that it is. */
  readonly value: unknown;
  /** How a report names it: no value of a request is told. */
  readonly label: string;
}

/** What a document may nest, answers may as well. */
const MOST_LEVELS = 500;

/** Finds which operation each exchange is of, in the order of their times; what is of none is left out. */
export function readExchanges(model: Model, exchanges: readonly Exchange[], keepIds: boolean): Read[] {
  const routes = new Routes(model);
  const ordered = [...exchanges].sort((a, b) => a.time - b.time);
  return ordered.flatMap((exchange): Read[] => {
    const { method, requestHeaders: headers } = exchange;
    const url = new URL(exchange.url);
    const match = routes.match(method, url, headers);
    if (!match?.methodKnown || method !== match.operation.method) return [];
    const { operation, path } = match;
    const parameters = readParameters(model, operation, { path, url, headers });
    const sent = operation.parameters.filter(
      ({ entry }) => entry.in === 'query' && parameters.values.has(`query ${entry.name}`),
    );
    const names = sent.map(({ entry }) => `\`${entry.name}\``);
    const way = exchange.purpose ?? (names.length > 0 ? `with ${names.join(' and ')}` : '');
    const ids = keepIds ? idsIn(model, operation, path) : [];
    const label = [operation.id, ...ids, way].filter((part) => part !== '').join(' ');
    const succeeded = isSuccess(`${exchange.status}`) && !isUnentitled(exchange);
    const value = exchange.body && parseJson(exchange.body);
    const seen = isDeep(value) ? { body: undefined, value: undefined } : { value };
    return [{ ...exchange, operation, path, parameters, sent, succeeded, label, ...seen }];
  });
}

/** What nests so deep that whoever looks into it falls: no contract says anything of that. */
function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** The identifiers of a path, but those that the contract marks as secret. */
function idsIn({ document }: Model, { parameters }: OperationModel, path: Match['path']): string[] {
  return parameters.flatMap(({ entry: { in: location, name }, schema }) =>
    location === 'path' && !holdsSecrets(document, schema) ? [`${name}=${path[name]}`] : [],
  );
}

/** Whether a request was sent to be refused, so that its success says nothing good. */
export function isUnentitled({ purpose }: Pick<Exchange, 'purpose'>): boolean {
  return purpose === 'without a credential' || purpose === 'with a wrong credential';
}
