import { describe, expect, test } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { examples } from '#generated/examples.ts';
import model from '#generated/model.json' with { type: 'json' };
import type { components } from '#generated/schema.d.ts';
import { createHoodClient } from '../../src/index.ts';
import { modelOfNormal } from '../../src/openapi/model.ts';
import type { NormalDocument } from '../../src/openapi/normalise.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/testing/index.ts';
import { bookshop, visitor } from './support.ts';

const { operations } = modelOfNormal(model as unknown as NormalDocument);
type Integration = components['schemas']['Integration'];

describe('createEmulator', () => {
  test("emulates this package's API when no contract is given", async () => {
    const emulator = createEmulator();
    const response = await emulator.fetch('https://any.example/v1/hood/integrations/1161', {
      headers: { Authorization: 'Bearer any' },
    });
    expect(await response.json()).toMatchObject({ id: '1161', provider: { name: 'twilio' } });
    expect(emulator.requests[0]).toMatchObject({ operation: 'getIntegration', status: 200, source: 'documented' });
  });

  test('emulates another API when its contract is given', async () => {
    const emulator = createEmulator({ contract: bookshop, data: { Book: [{ isbn: '1', title: 'x' }] } });
    expect(await (await visitor(emulator)('/books')).json()).toEqual({ total: 1, books: [{ isbn: '1', title: 'x' }] });
  });

  const reading = operations.filter(({ method }) => method === 'GET');
  test.each(reading.map((operation) => [operation.name, operation] as const))(
    'the examples of the parameters of %s together lead to that of its answer',
    async (name, { parameters }) => {
      const given = parameters.flatMap(({ entry, source }) =>
        'example' in source ? [[entry.name, source['example']]] : [],
      );
      const hood = createHoodClient({ token: 'any', fetch: createEmulator({ memory: false }).fetch });
      const call = hood[name as 'getIntegration'] as (params: object) => Promise<unknown>;
      expect(await call(Object.fromEntries(given))).toEqual(examples[name as 'getIntegration'][200]);
    },
  );

  test('takes data typed by the schemas', () => {
    type Options = NonNullable<Parameters<typeof createTyped>[0]>;
    expectTypeOf<NonNullable<NonNullable<Options['data']>['Integration']>>().toEqualTypeOf<readonly Integration[]>();
    expectTypeOf(createEmulator({ contract: bookshop, data: { Genre: [1] } })).toEqualTypeOf<Emulator>();
    // @ts-expect-error -- An integration has more than an id.
    const incomplete: Options = { data: { Integration: [{ id: '1' }] } };
    // @ts-expect-error -- The contract has no such schema.
    const misspelt: Options = { data: { Integratoin: [] } };
    expect(() => createTyped(misspelt)).toThrow('no `Integratoin`');
    expect(() => createTyped(incomplete)).not.toThrow();
  });
});

const createTyped = (options?: EmulatorOptions<components['schemas']>): Emulator => createEmulator(options);
