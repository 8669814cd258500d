import type { Lie, Loose, OnTheWay } from './support.ts';

/** A server that does not do what the contract says, and all that has to be found of it. */
export type Case = readonly [name: string, lie: Lie, found: readonly string[]];

const on =
  (operation: string, change: (answer: OnTheWay) => void): Lie =>
  (answer) => {
    if (answer.path === operation && answer.status === 200 && answer.body !== undefined) change(answer);
  };
/** Of what reads one integration whole. */
const one = (change: (body: Loose) => void): Lie =>
  on('getIntegration', (answer) => {
    if (!answer.url.search) change(answer.body);
  });
const list = (change: (body: Loose, answer: OnTheWay) => void): Lie =>
  on('listIntegrations', (answer) => change(answer.body, answer));
const refused =
  (status: number, change: (answer: OnTheWay) => void): Lie =>
  (answer) => {
    if (answer.status === status) change(answer);
  };
const I = '/components/schemas/Integration';
const P = '/components/schemas/Provider';
const GET = '/paths/~1v1~1hood~1integrations~1{id}/get';
const LIST = '/paths/~1v1~1hood~1integrations/get';

export const HOOD: readonly Case[] = [
  ['a field is missing', one((it) => delete it.name), [`${I}/required name`]],
  [
    'a field is null',
    one((it) => {
      it.status = null;
    }),
    [`${I}/properties/status/anyOf`],
  ],
  [
    'an object is null',
    one((it) => {
      it.provider = null;
    }),
    [`${P}/type`],
  ],
  [
    'a field has another name',
    one((it) => {
      it.label = it.name;
      delete it.name;
    }),
    [`${I}/required name`, `field ${I} label`],
  ],
  [
    'a boolean is text',
    one((it) => {
      it.is_default = 'false';
    }),
    [`${I}/properties/is_default/type`],
  ],
  [
    'an identifier is a number',
    one((it) => {
      it.company_id = 6197120;
    }),
    [`${I}/properties/company_id/type`],
  ],
  [
    'there is one more field',
    one((it) => {
      it.owner = { name: 'x' };
    }),
    [`field ${I} owner`],
  ],
  [
    'a field within is missing',
    one((it) => {
      delete it.provider.logo;
    }),
    [`${P}/required logo`],
  ],
  [
    'there is one more field within',
    one((it) => {
      it.provider.region = 'eu';
    }),
    [`field ${P} region`],
  ],
  [
    'there is one more field in items within',
    one((it) => {
      it.provider.settings[0].hint = 'x';
    }),
    ['field /components/schemas/ProviderSetting hint'],
  ],
  [
    'a time is of another form',
    one((it) => {
      it.create_time = '2024-05-23T06:33:01Z';
    }),
    [`${I}/properties/create_time/pattern`],
  ],
  [
    'an address has no scheme',
    one((it) => {
      it.provider.logo = 'sm.ocmcore.com/logo.png';
    }),
    [`${P}/properties/logo/format`],
  ],
  [
    'a text is too long',
    one((it) => {
      it.name = 'x'.repeat(101);
    }),
    [`${I}/properties/name/maxLength`],
  ],
  [
    'a text is too short',
    one((it) => {
      it.name = '';
    }),
    [`${I}/properties/name/minLength`],
  ],
  [
    'a list is an object',
    one((it) => {
      it.provider.settings = {};
    }),
    [`${P}/properties/settings/type`],
  ],
  [
    'an object is a list',
    one((it) => {
      it.settings = [];
    }),
    [`${I}/properties/settings/type`],
  ],
  [
    'a value is new',
    one((it) => {
      it.type = 'telegram';
    }),
    [`value ${I}/properties/type/anyOf/0/enum telegram`],
  ],
  [
    'a value of an open list is a number',
    one((it) => {
      it.type = 3;
    }),
    [`${I}/properties/type/anyOf`],
  ],
  [
    'the answer is in an envelope',
    on('getIntegration', (answer) => {
      if (!answer.url.search) answer.body = { data: answer.body };
    }),
    [
      ...[
        'id',
        'company_id',
        'name',
        'type',
        'provider_id',
        'provider',
        'settings',
        'status',
        'is_default',
        'create_time',
        'update_time',
      ].map((name) => `${I}/required ${name}`),
      `field ${I} data`,
    ],
  ],
  [
    'the answer is a list',
    on('getIntegration', (answer) => {
      if (!answer.url.search) answer.body = [answer.body];
    }),
    [`${I}/type`],
  ],
  [
    'a success has another status',
    on('getIntegration', (answer) => {
      answer.status = 202;
    }),
    [`${GET}/responses`, `status ${GET}/responses 202`],
  ],
  [
    'a success has no body',
    on('getIntegration', (answer) => {
      answer.status = 204;
    }),
    [`${GET}/responses`, `status ${GET}/responses 204`],
  ],
  [
    'a body is empty',
    on('getIntegration', (answer) => {
      answer.text = '';
    }),
    [`${GET}/responses/200/content/application~1json`],
  ],
  [
    'a body breaks off',
    on('getIntegration', (answer) => {
      answer.text = '{"id":';
    }),
    [`${GET}/responses/200/content/application~1json`],
  ],
  [
    'the answer is CSV',
    on('getIntegration', (answer) => {
      answer.text = 'id,name\n1161,x';
      answer.headers.set('content-type', 'text/csv');
    }),
    [`${GET}/responses/200/content/application~1json`, `media type ${GET}/responses/200/content text/csv`],
  ],
  [
    'a header is gone',
    on('listProviders', ({ headers }) => headers.delete('x-ratelimit-reset')),
    ['/paths/~1v1~1hood~1providers/get/responses/200/headers/X-RateLimit-Reset'],
  ],
  [
    'a header is no number',
    on('listProviders', ({ headers }) => headers.set('x-ratelimit-limit', '150 requests')),
    ['/components/headers/X-RateLimit-Limit/schema/type'],
  ],
  [
    'a header is below its least',
    on('listProviders', ({ headers }) => headers.set('x-ratelimit-remaining', '-1')),
    ['/components/headers/X-RateLimit-Remaining/schema/minimum'],
  ],
  [
    'the reset is in milliseconds',
    ({ headers }) => headers.set('x-ratelimit-reset', `${Number(headers.get('x-ratelimit-reset')) * 1_000}`),
    ['/x-rate-limit/headers/reset'],
  ],
  [
    'the reset is a moment',
    ({ headers }) => headers.set('x-ratelimit-reset', `${1_800_000_000 + Number(headers.get('x-ratelimit-reset'))}`),
    ['/x-rate-limit/headers/reset'],
  ],
  ['there is another window', ({ headers }) => headers.set('x-ratelimit-limit', '300'), ['/x-rate-limit/windows']],
  [
    'what remains stays',
    ({ headers }) => headers.set('x-ratelimit-remaining', '149'),
    ['/x-rate-limit/headers/remaining'],
  ],
  ['each operation has its own counter', ownCounters(), ['/x-rate-limit/class']],
  [
    'the total is a boolean',
    list((it) => {
      it.total = true;
    }),
    ['/components/schemas/Total/anyOf', `${LIST}/x-pagination/total`],
  ],
  [
    'the total is words',
    list((it) => {
      it.total = 'many';
    }),
    ['/components/schemas/Total/anyOf/1/pattern', `${LIST}/x-pagination/total`],
  ],
  [
    'the total counts none',
    list((it) => {
      it.total = 0;
    }),
    [`${LIST}/x-pagination/total`, `${LIST}/x-pagination/parameter`],
  ],
  [
    'the items have another name',
    list((it) => {
      it.data = it.items;
      delete it.items;
    }),
    [
      '/components/schemas/IntegrationList/required items',
      `${LIST}/x-pagination/items`,
      'field /components/schemas/IntegrationList data',
    ],
  ],
  [
    'the items are an object',
    list((it) => {
      it.items = { ...it.items };
    }),
    ['/components/schemas/IntegrationList/properties/items/type', `${LIST}/x-pagination/items`],
  ],
  [
    'a page is repeated',
    list((it, { url }) => {
      if (url.searchParams.get('page')?.startsWith('2')) it.items = FIRST.get('it');
      else if (url.searchParams.has('page')) FIRST.set('it', it.items);
    }),
    [`${LIST}/x-pagination/parameter`],
  ],
  [
    'the size of a page is ignored',
    list((it, { url }) => {
      if (url.searchParams.get('page') === '1,1') it.items = [it.items[0], { ...it.items[0], id: '1' }];
    }),
    [`${LIST}/x-pagination/size`, `${LIST}/x-pagination/parameter`],
  ],
  [
    'the selection is ignored',
    on('getIntegration', (answer) => {
      if (answer.url.search) answer.body = WHOLE;
    }),
    [`${GET}/parameters/1/x-selects-fields`],
  ],
  [
    'the selection of items is ignored',
    list((it, { url }) => {
      if (url.searchParams.has('fields')) it.items = [WHOLE];
    }),
    [`${LIST}/parameters/0/x-selects-fields`],
  ],
  [
    'the selection is refused',
    (answer) => {
      if (answer.url.searchParams.has('fields') && answer.path === 'getIntegration') refuse(answer);
    },
    [`${GET}/parameters/1`],
  ],
  [
    'what is selected is missing',
    on('listIntegrations', (answer) => {
      if (answer.url.searchParams.get('fields') === 'id') answer.body.items = [{}, {}];
    }),
    [`${I}/required id`],
  ],
  [
    'a value of a parameter is refused',
    (answer) => {
      if (answer.url.searchParams.get('view') === 'full') refuse(answer);
    },
    ['/components/parameters/View'],
  ],
  [
    'nobody needs a credential',
    refused(401, (answer) => {
      answer.status = 200;
      answer.body = { total: 0, items: [] };
    }),
    ['/security'],
  ],
  [
    'a malformed identifier is taken',
    refused(400, (answer) => {
      if (answer.url.pathname.endsWith('not-an-identifier')) {
        answer.status = 200;
        answer.body = WHOLE;
      }
    }),
    ['/components/parameters/IntegrationId/schema/pattern'],
  ],
  [
    'an error has no title',
    refused(400, ({ body }) => {
      delete body.title;
    }),
    ['/components/schemas/ErrorBody/required title'],
  ],
  [
    'the code of an error is text',
    refused(400, ({ body }) => {
      body.code = '400';
    }),
    ['/components/schemas/ErrorBody/properties/code/type'],
  ],
  [
    'an error is a page',
    refused(401, (answer) => {
      answer.text = '<html>';
      answer.headers.set('content-type', 'text/html');
    }),
    [
      '/components/responses/OtherError/content/application~1json',
      'media type /components/responses/OtherError/content text/html',
    ],
  ],
];

const FIRST = new Map<string, unknown>();
const WHOLE = {
  ...{
    id: '1161',
    company_id: '1',
    name: 'x',
    type: 'sms',
    provider_id: '1000',
    settings: {},
    status: 'active',
    is_default: false,
  },
  provider: {
    id: '1000',
    type: 'sms',
    name: 'twilio',
    logo: 'https://x.example/',
    settings: [],
    create_time: '2024-05-13 10:53:13',
    update_time: '2024-05-16 11:52:01',
  },
  ...{ create_time: '2024-05-23 06:33:01', update_time: '2024-05-23 06:33:01' },
};

function refuse(answer: OnTheWay): void {
  answer.status = 400;
  answer.body = { code: 400, title: 'Bad request.' };
}

function ownCounters(): Lie {
  const counts = new Map<string, number>();
  return ({ path, headers, entitled }) => {
    if (!entitled) return;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    headers.set('x-ratelimit-remaining', `${150 - counts.get(path)!}`);
    headers.set('x-ratelimit-reset', '30');
  };
}

const B = '/components/schemas/Book';
const SHELF = '/paths/~1books/get';
const BOOK = '/paths/~1books~1{isbn}/get';
const book = (change: (body: Loose) => void): Lie =>
  on('getBook', (answer) => {
    if (!answer.url.search) change(answer.body);
  });

export const BOOKS: readonly Case[] = [
  [
    'a field is missing',
    book((it) => {
      delete it.title;
    }),
    [`${B}/required title`],
  ],
  [
    'a field is null',
    book((it) => {
      it.title = null;
    }),
    [`${B}/properties/title/type`],
  ],
  [
    'a number is text',
    book((it) => {
      it.price = '9.50';
    }),
    [`${B}/properties/price/type`],
  ],
  [
    'there is one more field',
    book((it) => {
      it.pages = 200;
    }),
    [`field ${B} pages`],
  ],
  [
    'there is one more field within',
    book((it) => {
      it.sequel = { isbn: '1', title: 'x', pages: 200 };
    }),
    [`field ${B} pages`],
  ],
  [
    'a value is new',
    book((it) => {
      it.genre = 'drama';
    }),
    ['value /components/schemas/Genre/anyOf/0/enum drama'],
  ],
  [
    'a text is too long',
    book((it) => {
      it.title = 'x'.repeat(201);
    }),
    [`${B}/properties/title/maxLength`],
  ],
  [
    'a success has another status',
    on('getBook', (answer) => {
      answer.status = 203;
    }),
    [`${BOOK}/responses`, `status ${BOOK}/responses 203`],
  ],
  [
    'the answer is CSV',
    on('getBook', (answer) => {
      answer.text = 'isbn';
      answer.headers.set('content-type', 'text/csv');
    }),
    [`${BOOK}/responses/200/content/application~1json`, `media type ${BOOK}/responses/200/content text/csv`],
  ],
  ...(
    [
      ['an account is no UUID', 'account', '4711'],
      ['a mail address has no host', 'mail', 'ithaca'],
      ['an address is a path', 'site', '/ithaca'],
      ['a day is written as elsewhere', 'since', '01.04.2019'],
      ['a day is none of the calendar', 'since', '2019-02-29'],
      ['a time has no zone', 'seen_at', '2024-05-23 06:33:01'],
      ['a time is a number', 'seen_at', '1716445981'],
    ] as const
  ).map(
    ([name, field, value]): Case => [
      name,
      book((it) => {
        it.vendor[field] = value;
      }),
      [`/components/schemas/Vendor/properties/${field}/format`],
    ],
  ),
  [
    'a total is larger than its format',
    on('listBooks', ({ body }) => {
      body.total += 2 ** 31;
    }),
    ['/components/schemas/BookList/properties/total/format'],
  ],
  [
    'the total has a fraction',
    on('listBooks', ({ body }) => {
      body.total += 0.5;
    }),
    ['/components/schemas/BookList/properties/total/type'],
  ],
  [
    'the selection is ignored',
    on('listBooks', (answer) => {
      if (answer.url.searchParams.has('only')) answer.body.books = [{ isbn: '1', title: 'x' }];
    }),
    [`${SHELF}/parameters/3/x-selects-fields`],
  ],
  [
    'an error has another form',
    refused(400, (answer) => {
      answer.body = { error: 'x' };
    }),
    ['/components/schemas/Problem/required reason', 'field /components/schemas/Problem error'],
  ],
  [
    'nobody needs a credential',
    refused(401, (answer) => {
      answer.status = 200;
      answer.body = { total: 0, books: [] };
    }),
    ['/security'],
  ],
];
