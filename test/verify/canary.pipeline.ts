import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wishesFor } from '../../scripts/verify/patch.ts';
import type { Exchange } from '../../src/verify/exchange.ts';
import { judge } from '../../src/verify/judge.ts';
import { FORMATS, type Report, render } from '../../src/verify/report.ts';
import { type Api, books, hood } from './support.ts';

/** Found nowhere by chance, and with digits, as tokens and identifiers have them. */
const CANARY = 'cAnArY4711';
const secret = fc.constantFrom(
  CANARY,
  `x${CANARY}`,
  `sk_live_${CANARY}`,
  `${CANARY}@example.com`,
  `\u001b[31m${CANARY}`,
);
const scalar = fc.oneof(secret, secret, fc.constant(null), fc.boolean(), fc.double(), fc.string());
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.string(),
        secret,
        fc.constantFrom('id', 'type', 'status', 'settings', 'genre', 'vendor', 'total', 'items', 'title', 'code'),
      ),
      tie('any'),
      { maxKeys: 4 },
    ),
  ),
})).any;

/** An item of the contract with some of it changed, or anything at all. */
const bodyOf = (item: object): fc.Arbitrary<unknown> => {
  const changed = fc
    .dictionary(fc.constantFrom(...Object.keys(item), 'extra', CANARY), value, { maxKeys: 6 })
    .map((more) => ({ ...item, ...more }));
  return fc.oneof(
    changed,
    fc.record({
      total: fc.oneof(fc.nat(), value),
      items: fc.array(changed, { maxLength: 2 }),
      books: fc.array(changed, { maxLength: 2 }),
    }),
    value,
  );
};

const exchangesOf = ({ model }: Api, item: object): fc.Arbitrary<Exchange[]> => {
  const reads = model.operations.filter(({ method }) => method === 'GET');
  const exchange = fc.record({
    operation: fc.constantFrom(...reads),
    status: fc.constantFrom(200, 200, 200, 202, 400, 401, 429, 500),
    body: fc.oneof(
      bodyOf(item).map((body) => JSON.stringify(body)),
      secret,
      fc.constant(''),
    ),
    type: fc.constantFrom('application/json', 'application/json', 'text/csv', `text/${CANARY}`, CANARY),
    header: fc.constantFrom('42', CANARY, `${CANARY}, 42`),
    query: fc.constantFrom(
      '',
      '?fields=id',
      `?fields=${CANARY}`,
      `?view=${CANARY}`,
      `?page=1,1`,
      `?${CANARY}=1`,
      `?type=${CANARY}`,
      `?genres=${CANARY}`,
    ),
    purpose: fc.constantFrom(undefined, undefined, 'with a wrong credential', 'for an unknown identifier'),
  });
  return fc.array(exchange, { minLength: 1, maxLength: 4 }).map((all) =>
    all.map(
      ({ operation, status, body, type, header, query, purpose }, time): Exchange => ({
        ...{ method: 'GET', status, body, time, ...(purpose && { purpose: purpose as 'with a wrong credential' }) },
        url: `https://user:${CANARY}@any.example${basePathOf(model)}${operation.path.replace(/\{[^}]*\}/g, CANARY)}${query}`,
        requestHeaders: new Headers({ authorization: `Bearer ${CANARY}`, 'x-api-key': CANARY, cookie: `a=${CANARY}` }),
        headers: new Headers({
          'content-type': type,
          'set-cookie': `a=${CANARY}`,
          'x-ratelimit-limit': header,
          'x-ratelimit-remaining': header,
          'x-ratelimit-reset': header,
          'retry-after': header,
        }),
      }),
    ),
  );
};

function basePathOf({ document }: Api['model']): string {
  const [server] = document.root['servers'] as readonly { readonly url: string }[];
  return new URL(server!.url).pathname.replace(/\/$/, '');
}

test.each([
  ['ours', hood, 600],
  ['a foreign one', books, 400],
])('no token, no secret and no identifier is in a report or a patch: %s', (_, api, numRuns) => {
  const [item] = Object.values(api.data)[0] as object[];
  let told = 0;
  fc.assert(
    fc.property(exchangesOf(api, item!), (exchanges) => {
      const findings = judge(api.model, exchanges);
      const report: Report = {
        ...findings,
        info: {},
        date: '2030-01-31',
        source: 'har',
        left: 0,
        refused: 0,
        failure: null,
      };
      const printed = FORMATS.map((format) => render(report, format, () => undefined)).join('\n');
      expect(printed + JSON.stringify(wishesFor(report))).not.toContain(CANARY);
      // What a terminal obeys is told no more than a secret.
      expect(printed).not.toContain('\u001b');
      told += findings.verdicts.filter(({ verdict }) => verdict === 'contradicted').length + findings.unknowns.length;
    }),
    { numRuns, seed: 4711 },
  );
  // Something was to be told, again and again.
  expect(told).toBeGreaterThan(numRuns);
});

test('identifiers are named only where that is asked for', () => {
  const { path } = hood.model.operations.find(({ id }) => id === 'getIntegration')!;
  const exchange: Exchange = {
    method: 'GET',
    url: `https://any.example${path.replace('{id}', '4711')}`,
    requestHeaders: new Headers(),
    status: 400,
    headers: new Headers({ 'content-type': 'application/json' }),
    body: '{"code":400,"title":"x"}',
    time: 0,
  };
  const by = (keepIds: boolean): Set<string | undefined> =>
    new Set(judge(hood.model, [exchange], keepIds).verdicts.map((verdict) => verdict.by));
  expect([...by(false)]).toEqual([undefined, 'getIntegration']);
  expect([...by(true)]).toEqual([undefined, 'getIntegration id=4711']);
});
