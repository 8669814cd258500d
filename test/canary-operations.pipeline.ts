import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { contract as ours } from '#generated/contract.js';
import ourModel from '#generated/model.json' with { type: 'json' };
import { createClient } from '../src/client/client.ts';
import type { Contract } from '../src/contract.ts';
import { logTo } from '../src/index.ts';
import { bodyExamples } from '../src/openapi/examples.ts';
import { modelOfNormal } from '../src/openapi/model.ts';
import type { NormalDocument } from '../src/openapi/normalise.ts';
import type { OperationModel } from '../src/openapi/operations.ts';
import { createEmulator } from '../src/testing/emulator.ts';
import type { EmulatorHandler } from '../src/testing/memory.ts';
import { listen } from '../src/testing/node.ts';
import { books, hood } from './cli/support.ts';
import { contract as theirs } from './contracts/bookshop/generated/contract.js';
import theirModel from './contracts/bookshop/generated/model.json' with { type: 'json' };

// A secret in every place of every body that the contracts mark, and in every marked parameter, of every operation: what
// is printed of a call, of its failure and of the emulator's record holds none of them. The places are named here by hand,
// so that this search does not trust what it searches.

const CANARY = 'c4n4ry-of-a-body';

/**
 * The value with the canary in the place of each value below the named keys. A list is no secret: the settings of a
 * provider describe what an integration has to give.
 */
function planted(value: unknown, keys: readonly string[], within = false): unknown {
  if (Array.isArray(value)) return value.map((item) => planted(item, keys, within));
  if (typeof value !== 'object' || value === null) return within ? CANARY : value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    planted(item, keys, within || (keys.includes(key) && !Array.isArray(item))),
  ]);
  return Object.fromEntries(entries);
}

const ASKED: readonly string[] = ['sendTestNotification', 'removeBook'];

interface Subject {
  readonly contract: Contract;
  readonly document: NormalDocument;
  readonly keys: readonly string[];
  readonly run: typeof hood;
  readonly environment: { readonly token: string; readonly baseUrl: string };
}

const SUBJECTS: Readonly<Record<string, Subject>> = {
  ours: {
    contract: ours,
    document: ourModel as unknown as NormalDocument,
    keys: ['settings'],
    run: hood,
    environment: { token: 'OCAMBA_TOKEN', baseUrl: 'OCAMBA_BASE_URL' },
  },
  'the bookshop': {
    contract: theirs,
    document: theirModel as unknown as NormalDocument,
    keys: ['api_secret'],
    run: books,
    environment: { token: 'BOOKS_KEY', baseUrl: 'BOOKS_URL' },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'canary-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.entries(SUBJECTS))('%s', (_, { contract, document, keys, run, environment }) => {
  const model = modelOfNormal(document);
  const secretIn = (value: unknown): unknown => planted(value, keys);
  const bodyOf = ({ accepts }: OperationModel): unknown =>
    accepts && secretIn(bodyExamples(model.document, accepts.content)[0]);
  const answerOf = (operation: OperationModel): unknown => {
    const success = operation.responses.find(({ status, content }) => /^2/.test(status) && content);
    return success?.content && secretIn(bodyExamples(model.document, success.content)[0]);
  };
  /** Answers with what came and what is stored, so that both ways hold secrets. */
  const echo = (operation: OperationModel): EmulatorHandler => {
    const body = answerOf(operation);
    return () => (body === undefined ? undefined : { body });
  };
  const handlers = Object.fromEntries(model.operations.map((operation) => [operation.id, echo(operation)]));
  const emulator = createEmulator({ contract: document, limits: false, handlers });
  const paramsOf = (operation: OperationModel): Record<string, unknown> => {
    const entries = operation.parameters
      .filter(({ entry }) => entry.required || entry.sensitive)
      .map(({ entry, source }) => [entry.name, entry.sensitive ? CANARY : (source['example'] ?? '1161')]);
    const body = bodyOf(operation);
    const values = { ...Object.fromEntries(entries), ...(body !== undefined && { body }) };
    if (!operation.grouped) return values;
    const places = operation.parameters.map(({ entry }) => [entry.in, { [entry.name]: '9780140449136' }]);
    return { ...Object.fromEntries(places), ...(body !== undefined && { body }) };
  };

  test.each(model.operations.map((operation) => [operation.name, operation] as const))(
    'nothing of %s is in an event, a log, an error or the record',
    async (name, operation) => {
      for (const fault of [undefined, 400, 500, 'text', 'truncated'] as const) {
        emulator.reset();
        if (typeof fault === 'number')
          emulator.fail({ kind: 'status', status: fault, body: { code: fault, reason: CANARY } });
        if (fault === 'text') emulator.fail({ kind: 'text', text: `{"settings":"${CANARY}"` });
        if (fault === 'truncated') emulator.fail({ kind: 'truncated', framing: 'length' });
        const told: unknown[] = [];
        const line = (text: string): void => void told.push(text);
        const log = logTo({ debug: line, warn: line, error: line });
        const client = createClient(contract, {
          token: 'any',
          fetch: emulator.fetch,
          retries: 0,
          onEvent: (event) => {
            told.push(event);
            log(event);
          },
        }) as unknown as Record<string, (params: unknown) => Promise<unknown>>;
        const error: unknown = await client[name]!(paramsOf(operation)).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        const shown = [told, emulator.requests].map((each) => inspect(each, { depth: 99 }) + JSON.stringify(each));
        const failure =
          error instanceof Error ? inspect(error, { depth: 99 }) + JSON.stringify(error) + error.stack : '';
        expect(`${shown.join('')}${failure}`).not.toContain(CANARY);
        expect(emulator.requests).toHaveLength(1);
      }
    },
  );

  test.each(model.operations.map((operation) => [operation.name, operation] as const))(
    'nothing of %s is in what the command prints',
    async (name, operation) => {
      emulator.reset();
      await using server = await listen(emulator);
      const env = { [environment.token]: 'any', [environment.baseUrl]: server.url };
      const { body, ...values } = paramsOf(operation);
      const file = (content: string): string => {
        const path = join(folder, `${name}-${content.length}`);
        writeFileSync(path, content);
        return path;
      };
      const args = [operation.command];
      for (const { entry } of operation.parameters.filter(
        ({ entry: { required, sensitive } }) => required || sensitive,
      )) {
        const value = String(values[entry.name] ?? '9780140449136');
        if (entry.in === 'path') args.push(value);
        else if (entry.sensitive) args.push(`--${entry.name}-file`, file(value));
        else args.push(`--${operation.grouped ? `${entry.in}-` : ''}${entry.name}`, value);
      }
      if (body !== undefined) args.push('--body', `@${file(JSON.stringify(body))}`);
      const { code, out, err } = await run([...args, '--verbose', ...(ASKED.includes(name) ? ['--yes'] : [])], { env });
      expect([code, out + err]).toEqual([0, expect.not.stringContaining(CANARY)]);
      const sent = await run([...args, '--curl'], { env });
      expect([sent.code, sent.out + sent.err]).toEqual([0, expect.not.stringContaining(CANARY)]);
      if (JSON.stringify([body, values]).includes(CANARY)) {
        const revealed = await run([...args, '--curl', '--reveal'], { env });
        expect(revealed.out).toContain(CANARY);
      }
    },
    60_000,
  );
});
