import { describe, expect, test } from '@jest/globals';
import type { Contract } from '../../src/contract.ts';
import { accessFrom } from '../../src/evidence/credentials.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';

const key = { type: 'apiKey', in: 'header', name: 'X-Key' } as const;
const basic = { type: 'http', scheme: 'basic' } as const;
const digest = { type: 'http', scheme: 'digest' } as const;
const needing = (...security: string[][]) => ({ security }) as unknown as OperationModel;

describe('of several schemes, each has a variable', () => {
  const securitySchemes: Contract['securitySchemes'] = {
    apiKey: key,
    'basic.auth-2': basic,
    OAuth2App: { type: 'oauth2' },
    digest,
  };
  const access = (environment: Record<string, string> = {}) =>
    accessFrom({ securitySchemes }, 'API_TOKEN', environment);

  test('by which it is given', () => {
    const { options } = access({
      API_API_KEY: 'k',
      API_BASIC_AUTH_2: 'user:a:b',
      API_OAUTH2_APP: 't',
      API_DIGEST: 'x',
    });
    expect(options).toEqual({
      credentials: { apiKey: 'k', 'basic.auth-2': { username: 'user', password: 'a:b' }, OAuth2App: 't' },
    });
    expect(access({ API_API_KEY: '' }).options).toEqual({ credentials: {} });
  });

  test.each<[string, string[][], string | undefined]>([
    ['of one', [['apiKey']], 'Set API_API_KEY.'],
    ['of a user', [['basic.auth-2']], 'Set API_BASIC_AUTH_2 as user:password.'],
    ['of two together', [['apiKey', 'OAuth2App']], 'Set API_API_KEY and API_OAUTH2_APP.'],
    ['of either', [['apiKey'], ['basic.auth-2'], ['apiKey']], 'Set API_API_KEY, or API_BASIC_AUTH_2 as user:password.'],
    ['that cannot be given', [['digest'], ['gone']], 'The contract asks for a kind of it that cannot be given.'],
    ['of none, too', [['apiKey'], []], undefined],
    ['of none', [], undefined],
  ])('by which it is asked for: %s', (_, security, words) => {
    expect(access().missing(needing(...security))).toBe(words);
  });

  test('what was given is not asked for', () => {
    const { missing } = access({ API_API_KEY: 'k' });
    expect([missing(needing(['apiKey'])), missing(needing(['basic.auth-2'], ['apiKey']))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(missing(needing(['apiKey', 'OAuth2App']))).toBe('Set API_API_KEY and API_OAUTH2_APP.');
    const token = access({ API_TOKEN: 't' });
    expect([token.missing(needing(['apiKey'])), token.options.token]).toEqual([undefined, 't']);
    expect(token.missing(needing(['basic.auth-2']))).toBe('Set API_BASIC_AUTH_2 as user:password.');
    expect(token.missing(needing(['apiKey', 'OAuth2App']))).toBe('Set API_API_KEY and API_OAUTH2_APP.');
  });
});

test('of one scheme, the token is enough, but where a user has a password', () => {
  const missing = (scheme: Contract['securitySchemes'][string]) =>
    accessFrom({ securitySchemes: { one: scheme } }, 'SHOP_TOKEN', {}).missing(needing(['one']));
  expect([missing(key), missing(basic)]).toEqual(['Set SHOP_TOKEN.', 'Set SHOP_ONE as user:password.']);
});

test('a user without a password is told, and not by its name', () => {
  const read = () => accessFrom({ securitySchemes: { one: basic } }, 'API_TOKEN', { API_ONE: 'canary' });
  expect(read).toThrow(/^Expected API_ONE to be a user name and a password, with a colon between\.$/);
});
