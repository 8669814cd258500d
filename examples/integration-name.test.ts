// A test of code that calls the API, against the emulator: no network, no token, and every failure at hand.
import { beforeEach, expect, test } from '@jest/globals';
import { createHoodClient, isApiError } from 'ocamba-hood';
import { createEmulator } from 'ocamba-hood/testing';

const emulator = createEmulator();
const hood = createHoodClient({ token: 'any', fetch: emulator.fetch });
beforeEach(() => emulator.reset());

/** What is tested: your own code, given a client. */
async function nameOf(id: string): Promise<string> {
  try {
    const { name } = await hood.getIntegration({ id, fields: ['name'] });
    return name;
  } catch (error) {
    if (isApiError(error, 'getIntegration') && error.status === 400) return 'unknown';
    throw error;
  }
}

test('asks for the name alone', async () => {
  expect(await nameOf('1161')).toBe('Example Integration');
  expect(emulator.requests.map(({ operation, url }) => [operation, new URL(url).search])).toEqual([
    ['getIntegration', '?fields=name'],
  ]);
});

test('copes with an integration that is not there', async () => {
  emulator.fail({ kind: 'status', status: 400 });
  expect(await nameOf('1')).toBe('unknown');
});

test('is not troubled by a connection that breaks once', async () => {
  emulator.fail({ kind: 'reset' }, { times: 1 });
  expect(await nameOf('1161')).toBe('Example Integration');
  expect(emulator.requests).toHaveLength(2);
});
