import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import type { BasicCredential, Contract, Credential, Operation } from '../src/contract.ts';
import type { ClientOptions } from '../src/options/client-options.ts';
import { json, type Received, serve } from './support/serve.ts';

const parameter = (name: string, location: 'query' | 'cookie') =>
  ({ name, in: location, required: false, style: 'form', explode: false }) as const;
const read: Operation = {
  method: 'GET',
  path: '/doors',
  parameters: [parameter('fields', 'query'), parameter('lang', 'cookie')],
  responses: { '200': { contentType: 'application/json', type: 'object' } },
};

/** A contract of one operation that has these alternatives, with a scheme of every kind. */
const doors = (...security: readonly (readonly string[])[]): Contract => ({
  info: { title: 'Doors', version: '1' },
  servers: ['https://doors.example'],
  securitySchemes: {
    login: { type: 'http', scheme: 'Basic' },
    bearer: { type: 'http', scheme: 'bearer' },
    oauth: { type: 'oauth2' },
    oidc: { type: 'openIdConnect' },
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    app: { type: 'apiKey', in: 'header', name: 'X-App' },
    swagger: { type: 'apiKey', in: 'header', name: 'authorization' },
    query: { type: 'apiKey', in: 'query', name: 'api key' },
    sid: { type: 'apiKey', in: 'cookie', name: 'sid' },
    csrf: { type: 'apiKey', in: 'cookie', name: 'csrf' },
    digest: { type: 'http', scheme: 'digest' },
    strange: { type: 'http', scheme: 'constructor' },
    tls: { type: 'mutualTLS' },
  },
  rateLimits: {},
  sensitive: {},
  operations: { open: { ...read, security } },
});

interface Types {
  methods: { open(params?: { fields?: string[]; lang?: string }): Promise<unknown> };
  operations: object;
  paths: object;
}

const client = (contract: Contract, options: ClientOptions) => createClient<Types>(contract, options);

/** What arrives of one call. */
async function sent(contract: Contract, options: ClientOptions, params = {}): Promise<Received> {
  await using server = await serve((_, response) => json(response, 200, {}));
  await client(contract, { baseUrl: server.url, ...options }).open(params);
  return server.received[0]!;
}

const CANARY = 'c4n4ry';
const refusal = (make: () => unknown): { message: string; code: string } => {
  try {
    make();
  } catch (error) {
    return error as { message: string; code: string };
  }
  throw new Error('It was not refused.');
};

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

describe('a credential by the name of its scheme goes', () => {
  test.each([
    ['login', { username: 'Aladdin', password: 'open sesame' }, 'authorization', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['login', { username: 'test', password: '123£' }, 'authorization', 'Basic dGVzdDoxMjPCow=='],
    ['login', { username: 'sk_key', password: '' }, 'authorization', 'Basic c2tfa2V5Og=='],
    ['login', { username: '', password: 'a:b' }, 'authorization', 'Basic OmE6Yg=='],
    ['bearer', 'tok', 'authorization', 'Bearer tok'],
    ['oauth', 'tok', 'authorization', 'Bearer tok'],
    ['oidc', 'tok', 'authorization', 'Bearer tok'],
    ['key', 'tok', 'x-key', 'tok'],
    ['key', 'Bearer  a b', 'x-key', 'Bearer  a b'],
    ['swagger', 'Bearer tok', 'authorization', 'Bearer tok'],
    ['sid', 'tok', 'cookie', 'sid=tok'],
  ])('into a header: %s %j', async (scheme, value, header, text) => {
    for (const credential of [value, () => value, async () => value] as Credential<string>[]) {
      expect((await sent(doors([scheme]), { credentials: { [scheme]: credential } })).headers[header]).toBe(text);
    }
  });

  test('into the query, encoded, and the other parameters stay as they are written', async () => {
    const { url, headers } = await sent(
      doors(['query']),
      { credentials: { query: 'a&b=c+d' } },
      { fields: ['a', 'b c'] },
    );
    expect(url).toBe('/doors?fields=a,b%20c&api%20key=a%26b%3Dc%2Bd');
    expect(headers.authorization).toBeUndefined();
    expect((await sent(doors(['query']), { token: 'a' })).url).toBe('/doors?api%20key=a');
  });

  test('into a cookie, beside those of parameters and headers', async () => {
    const both = doors(['sid', 'csrf']);
    const credentials = { sid: 'a=', csrf: 'b' };
    expect((await sent(both, { credentials }, { lang: 'de' })).headers.cookie).toBe('lang=de; sid=a=; csrf=b');
    expect((await sent(both, { credentials, headers: { cookie: 'x=1' } })).headers.cookie).toBe('x=1; sid=a=; csrf=b');
  });

  test('with another, where an alternative needs both', async () => {
    const credentials = { key: 'a', app: () => 'b', query: 'c', sid: async () => 'd' };
    const { url, headers } = await sent(doors(['key', 'app', 'query', 'sid']), { credentials });
    expect([headers['x-key'], headers['x-app'], url, headers.cookie]).toEqual([
      'a',
      'b',
      '/doors?api%20key=c',
      'sid=d',
    ]);
  });

  test('once, however often the call is repeated', async () => {
    await using server = await serve((_, response, count) => json(response, count < 3 ? 503 : 200, {}));
    let asked = 0;
    const count = (): string => {
      asked += 1;
      return `n${asked}`;
    };
    const credentials = { key: count, query: 'q', sid: 's' };
    await client(doors(['key', 'query', 'sid']), { baseUrl: server.url, credentials }).open({ lang: 'de' });
    expect(server.received.map(({ url, headers }) => [headers['x-key'], url, headers.cookie])).toEqual(
      ['n1', 'n2', 'n3'].map((key) => [key, '/doors?api%20key=q', 'lang=de; sid=s']),
    );
  });
});

describe('of the alternatives', () => {
  const login = { username: 'u', password: 'p' };

  test.each<[string, readonly (readonly string[])[], ClientOptions, string]>([
    ['the first that is given goes out', [['key'], ['app']], { credentials: { key: 'a', app: 'b' } }, 'X-Key: a'],
    [
      'one that is not wholly given does not',
      [['key', 'app'], ['bearer']],
      { credentials: { key: 'a', bearer: 'b' } },
      'Bearer b',
    ],
    [
      'one outside the query goes before one in it',
      [['query'], ['key']],
      { credentials: { query: 'q', key: 'a' } },
      'X-Key: a',
    ],
    [
      'also before two of which one is in it',
      [['query', 'app'], ['key']],
      { credentials: { query: 'q', app: 'b', key: 'a' } },
      'X-Key: a',
    ],
    ['one in the query goes where it alone is given', [['key'], ['query']], { credentials: { query: 'q' } }, '?q'],
    [
      'one that is named wins over the token',
      [['key'], ['app']],
      { credentials: { app: 'b' }, token: 'tok' },
      'X-App: b',
    ],
    ['also in its own place', [['bearer']], { credentials: { bearer: 'b' }, token: 'tok' }, 'Bearer b'],
    [
      'the token fills one of one value',
      [['login'], ['key', 'app'], ['digest'], ['key']],
      { token: 'tok' },
      'X-Key: tok',
    ],
    ['undefined is not given', [['key'], ['app']], { credentials: { key: undefined, app: 'b' } }, 'X-App: b'],
    ['none is for where no other is given', [[], ['key']], { credentials: { key: 'a' } }, 'X-Key: a'],
    ['and then it is for everyone', [['key'], []], {}, ''],
    ['also where what is given does not fit', [['login'], []], { token: 'tok' }, ''],
    ['also where no other can be given', [['tls'], []], { token: 'tok' }, ''],
    ['two of one place need one: the token', [['oauth', 'oidc']], { token: 'tok' }, 'Bearer tok'],
    ['or one for the first', [['oauth', 'oidc']], { credentials: { oauth: 'a' } }, 'Bearer a'],
    ['or one for the second', [['oauth', 'oidc']], { credentials: { oidc: 'b' }, token: 'tok' }, 'Bearer b'],
    ['or the same for both', [['oauth', 'oidc']], { credentials: { oauth: 'a', oidc: 'a' } }, 'Bearer a'],
    [
      'beside one of another',
      [['oauth', 'key', 'oidc']],
      { credentials: { oidc: 'b', key: 'a' } },
      'Bearer b, X-Key: a',
    ],
    [
      'two that differ in one place are not met',
      [['oauth', 'oidc'], ['key']],
      { credentials: { oauth: 'a', oidc: 'b', key: 'c' } },
      'X-Key: c',
    ],
    ['a key in a header may be the token, with spaces', [['swagger']], { token: 'Bearer tok' }, 'Bearer tok'],
    ['one with a user is chosen like others', [['login'], ['key']], { credentials: { login, key: 'a' } }, 'Basic dTpw'],
  ])('%s', async (_, security, options, expected) => {
    const { url, headers } = await sent(doors(...security), options);
    const seen = [
      headers.authorization,
      headers['x-key'] && `X-Key: ${headers['x-key']}`,
      headers['x-app'] && `X-App: ${headers['x-app']}`,
      url.includes('?') && `?${new URL(url, 'https://a.example').searchParams.get('api key')}`,
    ];
    expect(seen.filter(Boolean).join(', ')).toBe(expected);
  });

  test.each<[readonly (readonly string[])[], ClientOptions, string]>([
    [[['bearer']], {}, '`token` or `credentials: { bearer: … }`'],
    [[['login']], { token: CANARY }, '`credentials: { login: … }`'],
    [[['key', 'app']], { token: CANARY, credentials: { key: CANARY } }, '`credentials: { key: …, app: … }`'],
    [[['oauth', 'oidc']], {}, '`token` or `credentials: { oauth: … }`'],
    [[['oauth', 'key', 'oidc']], { token: CANARY }, '`credentials: { oauth: …, key: … }`'],
    [
      [['login', 'bearer']],
      { token: CANARY, credentials: { login: { username: 'a', password: CANARY }, bearer: CANARY } },
      '`login` and `bearer`, which cannot both be sent: they share `Authorization`',
    ],
    [
      [['bearer', 'swagger']],
      { token: CANARY },
      '`bearer` and `swagger`, which cannot both be sent: they share `authorization`',
    ],
    [
      [['oauth', 'oidc']],
      { credentials: { oauth: CANARY, oidc: () => CANARY } },
      '`oauth` and `oidc`, which cannot both be sent: they share `Authorization`',
    ],
    [[['digest']], { token: CANARY }, '`digest` (http digest), which this client has no way to give'],
    [[['key', 'tls']], { token: CANARY }, '`tls` (mutualTLS), which this client has no way to give'],
    [[['unheard']], { token: CANARY }, '`unheard` (not declared), which this client has no way to give'],
    [[['constructor']], { token: CANARY }, '`constructor` (), which this client has no way to give'],
    [[['strange']], { token: CANARY }, '`strange` (http constructor), which this client has no way to give'],
    [[['sid'], ['login']], {}, '`token` or `credentials: { sid: … }`, or `credentials: { login: … }`'],
  ])('nothing is sent where none is given, and the error says how: %j', async (security, options, how) => {
    expect(refusal(() => client(doors(...security), options))).toMatchObject({
      name: 'ConfigurationError',
      code: 'INVALID_TOKEN',
      message: `Every operation needs a credential: ${how}.`,
    });
    await using server = await serve((_, response) => json(response, 200, {}));
    const contract = doors(...security);
    const open = contract.operations['open']!;
    const mixed = { ...contract, operations: { open, free: { ...open, path: '/free', security: [] } } };
    await expect(client(mixed, { baseUrl: server.url, ...options }).open()).rejects.toMatchObject({
      name: 'ConfigurationError',
      code: 'INVALID_TOKEN',
      operation: 'open',
      attempts: 0,
      message: `\`open\` (GET /doors) needs a credential: ${how}.`,
    });
    expect(server.received).toHaveLength(0);
  });
});

describe('what is wrong is refused, unseen', () => {
  test.each<[string, unknown]>([
    ['key', { username: CANARY, password: CANARY }],
    ['key', [CANARY]],
    ['query', `${CANARY} b`],
    ['sid', `${CANARY} b`],
    ['bearer', `${CANARY} b`],
    ['key', ` ${CANARY}`],
    ['key', `${CANARY} `],
    ['key', ' '],
    ['key', `${CANARY}\tb`],
    ['key', `${CANARY} £`],
    ['key', `${CANARY}\r\nX-Evil: 1`],
    ['query', `${CANARY}£`],
    ['sid', `${CANARY}; admin=1`],
    ['sid', `${CANARY},b`],
    ['bearer', 7],
    ['bearer', null],
    ['bearer', ''],
    ['login', CANARY],
    ['login', null],
    ['login', { user: CANARY, password: CANARY }],
    ['login', { username: CANARY }],
    ['login', { username: 7, password: CANARY }],
    ['login', { username: `a:${CANARY}`, password: 'b' }],
    ['login', { username: `a\n${CANARY}`, password: 'b' }],
    ['login', { username: 'a', password: `${CANARY}\u0085` }],
    ['login', { username: '', password: '' }],
  ])('for %s: %j', async (scheme, value) => {
    const error = refusal(() => client(doors([scheme]), { credentials: { [scheme]: value as string } }));
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INVALID_TOKEN' });
    expect(error.message).toMatch(new RegExp(`^Expected \`credentials.${scheme}\` to be `));
    expect(error.message).not.toContain(CANARY);
    await using server = await serve((_, response) => json(response, 200, {}));
    for (const give of [() => value, async () => value] as Credential<string>[]) {
      const giving = client(doors([scheme]), { baseUrl: server.url, credentials: { [scheme]: give } });
      const thrown = await giving.open().catch((reason: Error) => reason);
      expect(thrown).toMatchObject({ code: 'INVALID_TOKEN' });
      expect(String(thrown)).toContain(`what the function \`credentials.${scheme}\` returns`);
      expect(String(thrown)).not.toContain(CANARY);
    }
    expect(server.received).toHaveLength(0);
  });

  test('a token with spaces, where it would not be a key in a header', async () => {
    const error = refusal(() => client(doors(['bearer']), { token: `a ${CANARY}` }));
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INVALID_TOKEN' });
    expect(error.message).toContain('without spaces or line ends');
    const given = { token: () => `a ${CANARY}`, baseUrl: 'https://any.example' };
    await expect(client(doors(['bearer']), given).open()).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
    expect(refusal(() => client(doors(['key']), { token: `${CANARY} ` })).message).toBe(
      'Expected `token` to be a non-empty string of printable ASCII characters without line ends, or spaces at its ends.',
    );
  });

  test('a token that no cookie can hold', () => {
    const error = refusal(() => client(doors(['sid']), { token: `${CANARY};` }));
    expect(error.message).toContain('without spaces or line ends, commas or semicolons');
    expect(error.message).not.toContain(CANARY);
  });

  test.each(['keyy', 'digest', 'tls', '__proto__'])(
    'a name that there is no scheme for, or no way to give: %s',
    (name) => {
      const credentials = JSON.parse(`{ "${name}": "${CANARY}" }`) as Record<string, string>;
      const error = refusal(() => client(doors(['key']), { token: 'a', credentials }));
      expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INVALID_OPTION' });
      expect(error.message).toBe(
        `Unknown \`${name}\` in \`credentials\`. Expected only \`login\`, \`bearer\`, \`oauth\`, \`oidc\`, \`key\`, \`app\`, \`swagger\`, \`query\`, \`sid\`, \`csrf\`.`,
      );
    },
  );

  test('a name that may be a secret itself, without it', () => {
    const error = refusal(() => client(doors(['key']), { token: 'a', credentials: { [`${CANARY} ${CANARY}`]: 'x' } }));
    expect(error.message).toMatch(/^Unknown name in `credentials`\. Expected only/);
  });

  test('any name, where the contract has none', () => {
    const none = { ...doors(), securitySchemes: {} };
    expect(refusal(() => client(none, { credentials: { a: CANARY } })).message).toBe(
      'Unknown `a` in `credentials`. Expected none.',
    );
  });

  test('in a browser', () => {
    Object.assign(globalThis, { window: {}, document: {} });
    try {
      const credentials = { key: CANARY };
      expect(refusal(() => client(doors(['key']), { credentials })).message).toContain('in a browser');
      expect(() => client(doors(['key']), { credentials, dangerouslyAllowBrowser: true })).not.toThrow();
    } finally {
      delete (globalThis as { window?: unknown }).window;
      delete (globalThis as { document?: unknown }).document;
    }
  });

  test.each(['X-Key', 'x-app', 'Authorization'])('a header that a scheme is sent in: %s', (name) => {
    expect(refusal(() => client(doors(['sid']), { token: 'a', headers: { [name]: CANARY } })).message).toContain(
      'is set by the client itself',
    );
  });
});

describe('functions', () => {
  test('of one alternative are asked together, and again after a 401', async () => {
    const asked: string[] = [];
    const release: (() => void)[] = [];
    const give = (name: string) => () => {
      asked.push(name);
      return new Promise<string>((resolve) => {
        release.push(() => resolve(`${name}${asked.length}`));
        // Neither is answered before both are asked.
        if (release.length === 2) for (const each of release.splice(0)) each();
      });
    };
    await using server = await serve((_, response, count) => json(response, count === 1 ? 401 : 200, {}));
    const credentials = { key: give('key'), app: give('app') };
    await client(doors(['key', 'app']), { baseUrl: server.url, credentials }).open();
    expect(asked).toEqual(['key', 'app', 'key', 'app']);
    expect(server.received.map(({ headers }) => [headers['x-key'], headers['x-app']])).toEqual([
      ['key2', 'app2'],
      ['key4', 'app4'],
    ]);
  });

  test('for two schemes of one place are asked as one', async () => {
    let asked = 0;
    const give = (): string => {
      asked += 1;
      return `n${asked}`;
    };
    const credentials = { oauth: give, oidc: give };
    expect((await sent(doors(['oauth', 'oidc']), { credentials })).headers.authorization).toBe('Bearer n1');
    expect(asked).toBe(1);
  });

  test('that throw reach the caller as it is, whichever of several does', async () => {
    const thrown = new RangeError('sealed');
    const fail = (): string => {
      throw thrown;
    };
    const reject = (): Promise<string> => Promise.reject(thrown);
    for (const credentials of [
      { key: fail, app: reject },
      { key: reject, app: fail },
      { key: 'a', app: fail },
    ]) {
      const fetch = (): Promise<Response> => Promise.reject(new Error('It was sent.'));
      await expect(client(doors(['key', 'app']), { credentials, fetch }).open()).rejects.toBe(thrown);
    }
  });

  test('that are not chosen are not asked, and a 401 is not repeated for them', async () => {
    await using server = await serve((_, response) => json(response, 401, {}));
    const never = (): string => {
      throw new Error('It was asked.');
    };
    const chosen = client(doors(['key'], ['app']), { baseUrl: server.url, credentials: { key: 'a', app: never } });
    await expect(chosen.open()).rejects.toMatchObject({ status: 401, attempts: 1 });
    const none = client(doors(['login'], []), { baseUrl: server.url, token: never });
    await expect(none.open()).rejects.toMatchObject({ status: 401, attempts: 1 });
  });
});

describe('a refusal by the server', () => {
  const message = async (status: number, contract: Contract, options: ClientOptions): Promise<string> => {
    await using server = await serve((_, response) => json(response, status, {}));
    const error = await client(contract, { baseUrl: server.url, ...options })
      .open()
      .catch((reason: Error) => reason);
    return (error as Error).message;
  };

  test.each([401, 403])('advises to check what was sent, if something was: %i', async (status) => {
    const advice = /Check that the credential (is valid|may do this)/;
    expect(await message(status, doors(['key']), { token: 'a' })).toMatch(advice);
    expect(await message(status, doors(['login'], []), { token: 'a' })).toContain('No credential was sent');
    expect(await message(status, doors(), { token: 'a' })).toContain(
      'No credential was sent: the contract asks for none',
    );
    expect(await message(status, doors(), { token: 'a' })).not.toContain('Check that');
  });
});

interface Credentials {
  readonly login?: Credential<BasicCredential>;
  readonly key?: Credential<string>;
}

test('the names and kinds of credentials are those of the contract', () => {
  const typed = (options: Parameters<typeof createClient<Types & { credentials: Credentials }>>[1]) => () =>
    createClient<Types & { credentials: Credentials }>(doors(['key']), options);
  expect(typed({ credentials: { key: 'a', login: async () => ({ username: 'a', password: 'b' }) } })).not.toThrow();
  expect(typed({ credentials: { key: 'a', login: undefined } })).not.toThrow();
  // @ts-expect-error There is no such scheme.
  expect(typed({ credentials: { kee: 'a' } })).toThrow('Unknown `kee` in `credentials`');
  // @ts-expect-error A key is a string.
  expect(typed({ credentials: { key: { username: 'a', password: 'b' } } })).toThrow('Expected `credentials.key`');
  // @ts-expect-error Basic authentication takes two strings.
  expect(typed({ credentials: { login: () => 'a', key: 'a' } })).not.toThrow();
});
