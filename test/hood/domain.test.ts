import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { examples } from '#generated/examples.ts';
import { checkSettings, formatTimestamp, type Integration, parseTimestamp, redact } from '../../src/index.ts';

const integration = examples.getIntegration['200'];
const [first, ...rest] = integration.provider.settings;
const with_ = (
  settings: Record<string, unknown>,
  provided: readonly object[] = integration.provider.settings,
): Integration =>
  ({ ...integration, settings, provider: { ...integration.provider, settings: provided } }) as Integration;

describe('checkSettings', () => {
  test("finds nothing in the reference's own example", () => {
    expect(checkSettings(integration)).toEqual([]);
  });

  test('finds what is missing, empty, unknown, deprecated and of another type, without a value of it', () => {
    const settings = { account_sid: 7, auth_token: '', phone: 'CANARY', old: 'CANARY', odd: 'CANARY' };
    const provided = [
      first!,
      ...rest,
      { ...first!, name: 'old', required: true, deprecated: true },
      { ...first!, name: 'odd', type: 'quaternion' },
    ];
    const findings = checkSettings(with_(settings, provided));
    expect(findings.map(({ setting, kind, severity }) => [setting, kind, severity])).toEqual([
      ['account_sid', 'wrong-type', 'error'],
      ['auth_token', 'missing', 'error'],
      ['default_phone_number', 'missing', 'error'],
      ['old', 'deprecated', 'warning'],
      ['phone', 'unknown', 'warning'],
    ]);
    expect(findings[2]!.message).toBe(
      'The required setting `default_phone_number` (Default Phone Number) is missing. Set it.',
    );
    expect(JSON.stringify(findings)).not.toContain('CANARY');
  });

  test('does not ask for a deprecated setting, and knows the other types of JSON', () => {
    const setting = (name: string, type: string): object => ({ ...first!, name, type });
    const provided = ['number', 'boolean', 'integer', 'array', 'object'].map((type) => setting(type, type));
    const good = { number: 1.5, boolean: false, integer: 2, array: [], object: {} };
    expect(checkSettings(with_(good, [...provided, { ...first!, deprecated: true, required: true }]))).toEqual([]);
    const bad = { number: '1', boolean: 0, integer: 1.5, array: {}, object: [] };
    expect(checkSettings(with_(bad, provided)).map(({ kind }) => kind)).toEqual(new Array(5).fill('wrong-type'));
  });

  test('throws nothing, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (settings, provided) => {
        checkSettings({ settings, provider: { settings: provided } } as never);
        checkSettings(settings as never);
      }),
    );
  });
});

describe('timestamps', () => {
  test('are in GMT, whatever the zone of the machine', () => {
    expect(parseTimestamp('2024-05-23 06:33:01').toISOString()).toBe('2024-05-23T06:33:01.000Z');
    expect(formatTimestamp(new Date('2024-05-23T06:33:01.999Z'))).toBe('2024-05-23 06:33:01');
  });

  test('come back the same', () => {
    const seconds = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, (second) => {
        const date = new Date(second * 1_000);
        expect(parseTimestamp(formatTimestamp(date))).toEqual(date);
      }),
    );
  });

  test.each([
    '',
    '2024-05-23',
    '2024-05-23T06:33:01Z',
    '2024-02-30 00:00:00',
    '2023-02-29 00:00:00',
    '2024-13-01 00:00:00',
    '2024-05-23 24:00:00',
    '2024-05-23 06:60:01',
    '2024-5-23 06:33:01',
    ' 2024-05-23 06:33:01',
  ])('of no real time are refused: %j', (text) => {
    expect(() => parseTimestamp(text)).toThrow('Expected a timestamp `YYYY-MM-DD HH:MM:SS` of a real day and time.');
  });

  test.each([new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)])(
    'of no writable date are refused: %p',
    (date) => {
      expect(() => formatTimestamp(date)).toThrow('Expected a valid date in a year of four digits.');
    },
  );
});

test('redact masks what the contract marks, by its own table', () => {
  const masked = redact('Integration', integration);
  expect(Object.keys(masked.settings)).toEqual(Object.keys(integration.settings));
  expect(new Set(Object.values(masked.settings))).toEqual(new Set(['[redacted]']));
  expect({ ...masked, settings: integration.settings }).toEqual(integration);
});
