import { middleware } from 'express-openapi-validator';
import type { Reply } from '../../../src/testing/reply.ts';
import { follow, type Node, type Operation } from './documents.ts';
import type { Sent } from './requests.ts';

type Handler = (request: object, response: object, next: (error?: unknown) => void) => unknown;

/** express-openapi-validator, called as Express calls it. Says what is wrong, or nothing. */
export interface Judge {
  request(operation: Operation, sent: Sent): Promise<string | undefined>;
  response(operation: Operation, sent: Sent, reply: Reply, text: string): Promise<string | undefined>;
}

export function createJudge(document: Node): Judge {
  // The validator knows no servers but the root's, and no references in the place of a path.
  const paths = Object.entries((document['paths'] ?? {}) as Node).map(([path, item]) => {
    const { servers: _, ...rest } = follow(document, item);
    return [path, rest];
  });
  const bare = { ...document, servers: [{ url: '/' }], paths: Object.fromEntries(paths) };
  const create = (options: object): Handler[] =>
    middleware({
      apiSpec: structuredClone(bare) as never,
      validateApiSpec: false,
      validateSecurity: false,
      validateRequests: false,
      fileUploader: false,
      ...options,
    }).flat() as Handler[];
  const forResponses = create({ validateResponses: true });
  let forRequests: Handler[] | undefined;
  return {
    request: async (operation, sent) => {
      forRequests ??= create({ validateRequests: { allowUnknownQueryParameters: true } });
      return wordsOf(await run(forRequests, requestOf(operation, sent), {}));
    },
    response: async (operation, sent, { status, headers }, text) => {
      let failure: unknown;
      const response = {
        statusCode: status,
        headersSent: false,
        getHeaders: () => Object.fromEntries(headers),
        json: () => undefined,
      };
      // Of a request without a content type, by which the validator would build everything again for each.
      const asked = { ...requestOf(operation, sent), headers: {} };
      failure = await run(forResponses, asked, response, (error) => {
        failure = error;
      });
      if (failure) return wordsOf(failure);
      const body = text === '' ? undefined : JSON.parse(text);
      (response.json as (body: unknown) => void)(body);
      return wordsOf(failure);
    },
  };
}

async function run(
  handlers: readonly Handler[],
  request: object,
  response: object,
  late: (error: unknown) => void = () => undefined,
): Promise<unknown> {
  for (const handler of handlers) {
    let settled = false;
    const error = await new Promise((resolve, reject) => {
      const next = (failure?: unknown): void => {
        if (settled) late(failure);
        settled = true;
        resolve(failure);
      };
      Promise.resolve(handler(request, response, next)).catch(reject);
    }).catch((failure: unknown) => failure);
    if (error) return error;
  }
  return undefined;
}

function requestOf({ path }: Operation, { url, method, headers, content, body, pathValues }: Sent): object {
  const { search, searchParams } = new URL(url);
  const query: Record<string, unknown> = {};
  for (const [name, value] of searchParams) query[name] = name in query ? [query[name], value].flat() : value;
  const at = path.replace(/\{([^}]+)\}/g, (_, name: string) => pathValues[name] ?? 'none');
  return {
    method,
    url: at + search,
    originalUrl: at + search,
    path: at,
    baseUrl: '',
    headers,
    query,
    params: {},
    body: body === undefined ? undefined : structuredClone(content),
    app: { param: () => undefined, enabled: () => false },
  };
}

function wordsOf(failure: unknown): string | undefined {
  return failure ? String((failure as Error).message ?? failure) : undefined;
}
