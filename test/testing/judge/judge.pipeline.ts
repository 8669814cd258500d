import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createEmulator } from '../../../src/testing/emulator.ts';
import type { Reply } from '../../../src/testing/reply.ts';
import type { Emulator } from '../../../src/testing/types.ts';
import { documents, follow, load, type Node, type Operation, operationsOf } from './documents.ts';
import { known } from './known.ts';
import { isJson, request, type Sent, schemesOf, type Wish } from './requests.ts';
import { createJudge } from './validator.ts';

/** What is wrong with the emulator's answers, by operation and what was sent. */
async function findingsOf(document: Node): Promise<Record<string, string>> {
  let emulator: Emulator;
  try {
    emulator = createEmulator({ contract: document as never, limits: false, memory: false });
  } catch (error) {
    return { 'the document': (error as Error).message };
  }
  const judge = createJudge(document);
  const operations = operationsOf(document);
  const found: Record<string, string> = {};

  const problemOf = async (operation: Operation, sent: Sent, answer: Answer): Promise<string | undefined> => {
    const { reply, source, text } = answer;
    const declared = responseOf(document, operation, reply.status);
    // No validator can judge what the contract does not have; it must not be more than HTTP's own then.
    if (!declared) return source === 'inferred' && text === '' ? undefined : `not documented, but ${source}: ${text}`;
    const problem = headerProblem(document, declared, reply);
    if (problem || !isJudged(document, declared, reply)) return problem;
    return judge.response(operation, sent, reply, text);
  };
  const send = async (name: string, operation: Operation, wish: Wish, refused: boolean): Promise<void> => {
    const sent = request(document, operation, wish);
    try {
      const problem = await problemOf(operation, sent, await answerOf(emulator, sent));
      const { status = 0, reason } = emulator.requests.at(-1)!;
      const wrongly = !refused && reason !== undefined && !(await judge.request(operation, sent));
      const verdict = wrongly ? `refused: ${reason}` : refused && status < 400 ? 'taken' : problem;
      if (verdict !== undefined) found[`${operation.method} ${operation.path} ${name}`] = `${status}: ${verdict}`;
    } catch (error) {
      found[`${operation.method} ${operation.path} ${name}`] = `threw ${error}`;
    }
  };

  for (const operation of operations) {
    await send('with all', operation, {}, false);
    const [all, least] = [request(document, operation), request(document, operation, { least: true })];
    if (!isDeepStrictEqual(all, least)) await send('with the least', operation, { least: true }, false);
    if (needsCredential(document, operation))
      await send('without credential', operation, { credential: 'missing' }, true);
    const parameter = operation.parameters.find((each) => isNumeric(document, each));
    if (parameter) await send('with a wrong parameter', operation, { parameter: [parameter, 'nonsense'] }, true);
    if (needsObject(document, operation)) await send('with a wrong body', operation, { body: 'nonsense' }, true);
  }
  const [first] = operations;
  if (!first) return found;
  const nowhere = { method: 'GET', url: 'http://x/nowhere/at/all', headers: {}, pathValues: {} };
  for (const [sent, expected] of [
    [nowhere, 404],
    [{ ...request(document, first), method: 'PROPFIND' }, 405],
  ] as const) {
    const answer = await answerOf(emulator, sent);
    const { reply, text } = answer;
    // The contract does not say; where there is a body, it is in the form of some operation's answers.
    const problems: string[] = [];
    for (const operation of text === '' ? [] : operations) {
      const problem = await problemOf(operation, { ...sent, method: operation.method }, answer).catch(String);
      if (problem === undefined) break;
      problems.push(problem);
    }
    const legal = reply.status === expected && reply.headers.has('allow') === (expected === 405);
    if (!legal || (text !== '' && problems.length === operations.length)) {
      found[`${sent.method} ${expected}`] = `${reply.status}: ${problems.join()}`;
    }
  }
  return found;
}

interface Answer {
  readonly reply: Reply;
  readonly text: string;
  readonly source: string | undefined;
}

async function answerOf(emulator: Emulator, { url, method, headers, body = '' }: Sent): Promise<Answer> {
  const reply = await emulator.exchange({
    url,
    method,
    headers: new Headers(headers),
    body: async () => new TextEncoder().encode(body),
    signal: new AbortController().signal,
  });
  return { reply, text: Buffer.concat(reply.body).toString(), source: emulator.requests.at(-1)?.source };
}

function responseOf(document: Node, { node }: Operation, status: number): Node | undefined {
  const responses = follow(document, node['responses']);
  const key = [String(status), `${String(status)[0]}XX`, 'default'].find((each) => responses[each] !== undefined);
  return key === undefined ? undefined : follow(document, responses[key]);
}

/** The validator knows no headers, so that these are looked at here. */
function headerProblem(document: Node, declared: Node, { headers, length }: Reply): string | undefined {
  const missing = Object.entries(follow(document, declared['headers'])).find(
    ([name, header]) => follow(document, header)['required'] && !headers.has(name),
  );
  if (missing) return `the header ${missing[0]} is missing`;
  const type = headers.get('content-type');
  if (length === 0 || follow(document, declared['content'])[type ?? '']) return undefined;
  return `the media type ${type} is not documented`;
}

/** Whether the validator can judge the body: it knows JSON with a schema. */
function isJudged(document: Node, declared: Node, { status, headers }: Reply): boolean {
  const content = Object.entries(follow(document, declared['content']));
  const type = headers.get('content-type') ?? content[0]?.[0];
  const media = follow(document, content.find(([each]) => each === type)?.[1]);
  return status !== 204 && isJson(type) && media['schema'] !== undefined;
}

function needsCredential(document: Node, { security }: Operation): boolean {
  const named = (scheme: string): unknown => follow(document, schemesOf(document)[scheme])['type'];
  return (
    security.length > 0 &&
    security.every((each) => Object.keys(each).some((scheme) => named(scheme) && named(scheme) !== 'mutualTLS'))
  );
}

function isNumeric(document: Node, parameter: Node): boolean {
  const { type } = follow(document, parameter['schema']);
  return type === 'integer' || type === 'number';
}

function needsObject(document: Node, { node }: Operation): boolean {
  const content = Object.entries(follow(document, follow(document, node['requestBody'])['content']));
  const media = content.find(([type]) => isJson(type))?.[1];
  return follow(document, follow(document, media)['schema'])['type'] === 'object';
}

// The validator warns of every format that it does not know.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

test.each(documents)('%s', async (name, file) => {
  const found = await findingsOf(load(file));
  const expected = known.flatMap(({ operations, says, why }) =>
    (operations[name] ?? []).map((operation) => ({ operation, says, why })),
  );
  const unexplained = Object.entries(found).filter(
    ([sent, problem]) => !expected.some(({ operation, says }) => isOf(operation, sent) && problem.includes(says)),
  );
  const gone = expected.filter(
    ({ operation, says }) =>
      !Object.entries(found).some(([sent, problem]) => isOf(operation, sent) && problem.includes(says)),
  );
  expect({ unexplained, gone }).toEqual({ unexplained: [], gone: [] });
});

const isOf = (operation: string, sent: string): boolean => sent.replace(/ with(out)? .*/, '') === operation;

test('all that is known is of a document that is judged', () => {
  const names = known.flatMap(({ operations }) => Object.keys(operations));
  expect(names.filter((each) => !documents.some(([name]) => name === each))).toEqual([]);
});
