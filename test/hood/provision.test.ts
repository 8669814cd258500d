import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import {
  checkSettings,
  createHoodClient,
  filter,
  type IntegrationCreate,
  type TwilioSettings,
} from '../../src/index.ts';
import { createEmulator } from '../../src/testing/index.ts';
import { listen } from '../../src/testing/node.ts';
import { hood as command } from '../cli/support.ts';
import { ROOT, run } from '../scripts/generate/support.ts';

const emulator = createEmulator({ limits: false });
beforeEach(() => emulator.reset());
const hood = createHoodClient({ token: 'any', fetch: emulator.fetch });
const settings = { account_sid: 'AC1', auth_token: 'c4n4ry', default_phone_number: '+1' } satisfies TwilioSettings;
const body: IntegrationCreate = { name: 'Alerts', provider_id: '1000', settings };

test('the example provisions an integration, and prints no secret', async () => {
  await using server = await listen(emulator, { port: 0 });
  const env = {
    OCAMBA_TOKEN: 'any',
    OCAMBA_BASE_URL: server.url,
    ACCOUNT_SID: 'AC1',
    AUTH_TOKEN: 'c4n4ry',
    PHONE_NUMBER: '+1',
  };
  const { code, out, err } = await run(
    ['--import', '@oxc-node/core/register', join('examples', 'provision.ts')],
    ROOT,
    env,
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Alerts by SMS sms');
  expect(out).not.toContain('c4n4ry');
  expect(emulator.requests.map(({ operation, status }) => [operation, status])).toEqual([
    ['listProviders', 200],
    ['validateIntegration', 204],
    ['createIntegration', 201],
    ['getIntegration', 200],
    ['updateIntegration', 204],
    ['listIntegrations', 200],
  ]);
  expect(JSON.stringify(emulator.requests)).not.toContain('c4n4ry');
}, 30_000);

describe('the emulator of Hood', () => {
  test('remembers integrations, with the provider that they name and without settings that it does not know', async () => {
    const { id, provider } = await hood.createIntegration({
      body: { ...body, settings: { ...settings, auth_tokne: 'x' } as never },
    });
    expect([id, provider.name]).toEqual(['1162', 'twilio']);
    expect((await hood.getIntegration({ id })).settings).toEqual(settings);
    await hood.updateIntegration({ id, body: { settings: { account_sid: 'AC2', misspelt: 'x' } as never } });
    expect((await hood.getIntegration({ id })).settings).toEqual({ account_sid: 'AC2' });
    const { total, items } = await hood.listIntegrations({ fields: ['id'] });
    expect([total, items]).toEqual([2, [{ id: '1161' }, { id }]]);
    await expect(hood.updateIntegration({ id, body: {} })).rejects.toMatchObject({ status: 400 });
    await expect(hood.createIntegration({ body: { ...body, provider_id: '7' } })).rejects.toMatchObject({
      status: 400,
    });
  });

  test('validates by what the provider requires', async () => {
    expect(await hood.validateIntegration({ body })).toBeUndefined();
    const wrong = hood.validateIntegration({ body: { ...body, settings: { account_sid: 'AC1' } } });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
    expect(emulator.requests.at(-1)?.reason).toContain('auth_token');
    expect(await hood.sendTestNotification({ body: { integration: body, recipient: '+1' } })).toBeUndefined();
  });

  test.each([
    [filter.eq('sms'), ['sms']],
    ['sms', ['sms']],
    [filter.neq('sms'), ['email', 'telegram']],
    [filter.in('sms', 'email'), ['email', 'sms']],
    [filter.nin('sms', 'email'), ['telegram']],
    [filter.notNull(), ['email', 'sms', 'telegram']],
    [filter.isNull(), []],
  ])('filters by type: %s', async (type, expected) => {
    const template = examples.getIntegration['200'];
    const Integration = ['email', 'sms', 'telegram'].map((type, id) => ({ ...template, id: `${id}`, type }));
    const { fetch } = createEmulator({ data: { Integration } });
    const { items } = await createHoodClient({ token: 'any', fetch }).listIntegrations({ type });
    expect(items.map((item) => item.type)).toEqual(expected);
  });

  test('refuses what is documented without saying by what, and takes a handler for it', async () => {
    await expect(hood.listIntegrations({ sort: ['-name'] })).rejects.toMatchObject({ status: 400 });
    await expect(hood.listProviders({ q: 'twilio' })).rejects.toMatchObject({ status: 400 });
    const { fetch } = createEmulator({ handlers: { listProviders: () => ({ body: { total: 0, items: [] } }) } });
    expect(await createHoodClient({ token: 'any', fetch }).listProviders({ sort: ['name'] })).toEqual({
      total: 0,
      items: [],
    });
  });

  test('sorts and searches by any property, where that is asked for', async () => {
    const template = examples.getIntegration['200'];
    const Integration = [
      { ...template, id: '1', name: 'Beta', type: 'sms' },
      { ...template, id: '2', name: 'alpha', type: 'sms' },
      { ...template, id: '3', name: 'Beta', type: 'email' },
    ];
    const { fetch } = createEmulator({ data: { Integration }, anyProperty: true });
    const free = createHoodClient({ token: 'any', fetch });
    const ids = async (params: Parameters<typeof free.listIntegrations>[0]) =>
      (await free.listIntegrations(params)).items.map(({ id }) => id);
    expect(await ids({ sort: ['-name', 'type'] })).toEqual(['2', '3', '1']);
    expect(await ids({ sort: ['name', '-id'] })).toEqual(['3', '1', '2']);
    expect(await ids({ q: 'BET', q_fields: ['name'], type: 'email' })).toEqual(['3']);
    expect(await ids({ q: 'bet', q_fields: ['type'] })).toEqual([]);
    expect(await ids({ q: 'email' })).toEqual(['3']);
    const { items } = await free.listProviders({ q: 'twilio', sort: ['name'] });
    expect(items.map(({ name }) => name)).toEqual(['twilio']);
    expect(() => createEmulator({ anyProperty: 'yes' as never })).toThrow('`anyProperty` to be true or false');
    expect(() => createEmulator({ anyPropperty: true } as never)).toThrow('Unknown `anyPropperty`');
  });

  test('gives a page of ten thousand', async () => {
    const template = examples.getIntegration['200'];
    const Integration = Array.from({ length: 10_000 }, (_, id) => ({ ...template, id: String(id) }));
    const { fetch } = createEmulator({ data: { Integration }, limits: false });
    const { total, items } = await createHoodClient({ token: 'any', fetch }).listIntegrations({ page: [250, 40] });
    expect([total, items[0]?.id, items.length]).toEqual([10_000, '9960', 40]);
  });
});

describe('filters', () => {
  test('are written as the API has them', () => {
    expect([filter.gt(1), filter.gte(1), filter.lt(1), filter.lte(1)]).toEqual(['gt:1', 'gte:1', 'lt:1', 'lte:1']);
    expect([filter.between(1, 2), filter.between(1, 2, '()')]).toEqual(['rf:1,2', 'r:1,2']);
    expect([filter.between(1, 2, '[)'), filter.between(1, 2, '(]')]).toEqual(['rl:1,2', 'rr:1,2']);
    // What has a colon is a value all the same.
    expect(filter.eq('in:a')).toBe('eq:in:a');
  });

  test('are escaped on their way, and a value that cannot be written is refused', async () => {
    await hood.listIntegrations({ type: filter.in('a&b', 'c=d#') });
    expect(new URL(emulator.requests[0]!.url).searchParams.get('type')).toBe('in:a&b,c=d#');
    for (const values of [['a,b'], [''], []])
      expect(() => filter.in(...(values as [string]))).toThrow(/values? of a filter/);
  });
});

test('settings are compared with a provider before there is an integration', () => {
  const { provider } = examples.getIntegration['200'];
  expect(checkSettings(settings, provider)).toEqual([]);
  expect(
    checkSettings({ account_sid: 'AC1', old: 'c4n4ry' }, provider).map(({ setting, kind }) => [setting, kind]),
  ).toEqual([
    ['auth_token', 'missing'],
    ['default_phone_number', 'missing'],
    ['old', 'unknown'],
  ]);
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hood-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, value: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const create = ['create-integration', '--name', 'Alerts', '--provider-id', '1000', '--settings-file'];

  test('creates, and names wrong settings before it sends', async () => {
    await using server = await listen(emulator, { port: 0 });
    const env = { OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: server.url };
    const good = await command([...create, file('good.json', settings)], { env });
    expect([good.code, good.err, JSON.parse(good.out).settings.auth_token]).toEqual([0, '', '[redacted]']);
    const bad = await command([...create, file('bad.json', { account_sid: 'AC1', tokne: 'c4n4ry' })], { env });
    expect([bad.code, bad.out]).toEqual([2, '']);
    for (const word of ['`tokne`', '`auth_token`', 'Nothing was sent.']) expect(bad.err).toContain(word);
    expect(good.out + good.err + bad.err).not.toContain('c4n4ry');
    expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    const update = ['update-integration', '1161', '--settings-file', file('part.json', { tokne: 'c4n4ry' })];
    expect((await command(update, { env })).code).toBe(2);
    expect(emulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(0);
  });

  test('lists all, and sends no message unasked', async () => {
    const listed = await command(['list-integrations', '--all', '--type', 'sms', '--emulate']);
    expect([listed.code, JSON.parse(listed.out).settings.auth_token]).toEqual([0, '[redacted]']);
    const message = ['send-test-notification', '--recipient', '+1', '--integration-file', file('one.json', body)];
    const asked = await command(message, { env: { OCAMBA_TOKEN: 'any' } });
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('real message')]);
    expect(await command([...message, '--emulate'])).toEqual({ code: 0, out: '', err: '' });
  });
});
