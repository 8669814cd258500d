/** A document as it is edited; only what a fixture touches is typed. */
// biome-ignore lint/suspicious/noExplicitAny: a fixture breaks the document wherever it likes.
type Editable = any;

/** One thing broken in the clean document, and the rule that must find it. */
export interface Breakage {
  readonly rule: string;
  readonly what: string;
  readonly edit: (document: Editable) => void;
}

const list = (document: Editable): Editable => document.paths['/books'].get;
const one = (document: Editable): Editable => document.paths['/books/{isbn}'].get;
const book = (document: Editable): Editable => document.components.schemas.Book;
const rate = (document: Editable): Editable => document['x-rate-limit'];

const breakage = (rule: string, what: string, edit: (document: Editable) => void): Breakage => ({ rule, what, edit });

export const breakages: readonly Breakage[] = [
  breakage('operation-description', 'an operation without a description', (d) => delete list(d).description),
  breakage('operation-summary', 'an operation without a summary', (d) => delete list(d).summary),
  breakage('operation-operationId', 'an operation without a name', (d) => delete list(d).operationId),
  breakage('operation-operationId-unique', 'two operations of one name', (d) => {
    list(d).operationId = 'addBook';
  }),
  breakage('operation-4xx-response', 'no error of the caller', (d) => delete list(d).responses['400']),
  breakage('operation-2xx-response', 'no success', (d) => {
    list(d).responses = { '400': list(d).responses['400'] };
  }),
  breakage(
    'parameter-description',
    'a parameter without a description',
    (d) => delete list(d).parameters[0].description,
  ),
  breakage('tag-description', 'a tag without a description', (d) => delete d.tags[0].description),
  breakage('operation-tag-defined', 'a tag that is not declared', (d) => {
    list(d).tags = ['Other'];
  }),
  breakage('security-defined', 'no security', (d) => delete d.security),
  breakage('no-unused-components', 'a schema that nothing uses', (d) => {
    d.components.schemas.Unused = { type: 'string' };
  }),
  breakage('struct', 'a key that OpenAPI does not have', (d) => {
    list(d).sumary = 'x';
  }),
  breakage('struct', 'an alignment that there is none of', (d) => {
    rate(d).alignment = 'wobbling';
  }),
  breakage('struct', 'a unit of a reset that there is none of', (d) => {
    rate(d).headers = { limit: 'X-L', remaining: 'X-M', reset: 'X-R', unit: 'fortnights' };
  }),
  breakage('struct', 'a window without a limit', (d) => delete rate(d).windows[0].limit),
  breakage('no-invalid-media-type-examples', 'an example of another type', (d) => {
    one(d).responses['200'].content['application/json'].example.title = 7;
  }),
  breakage('no-invalid-schema-examples', 'an example of a property of another type', (d) => {
    book(d).properties.title.examples = [7];
  }),
  breakage('no-invalid-parameter-examples', 'an example of a parameter of another type', (d) => {
    list(d).parameters[1].example = 'two';
  }),
  ...(
    [
      ['a parameter that is not there', (declared) => (declared.parameter = 'sheet')],
      ['no parameter', (declared) => delete declared.parameter],
      ['a parameter for links', (declared) => (declared.by = 'link')],
      ['a cursor without its place', (declared) => (declared.by = 'cursor')],
      ['a cursor where pages are counted', (declared) => (declared.next = '/total')],
      ['a first item that has a number of its own', (declared) => Object.assign(declared, { by: 'offset', first: 1 })],
      ['one parameter for both that takes no list', (declared) => (declared.size = 'page')],
      ['a parameter that counts nothing', (declared) => (declared.parameter = 'Accept-Language')],
      ['items that are no list', (declared) => (declared.items = '/total')],
      ['a total that is not in the answer', (declared) => (declared.total = '/sum')],
    ] as const satisfies readonly (readonly [string, (declared: Editable) => unknown])[]
  ).map(([what, edit]) => breakage('contract/pagination', what, (d) => void edit(list(d)['x-pagination']))),
  breakage('struct', 'pages by what there is none of', (d) => {
    list(d)['x-pagination'].by = 'weight';
  }),
  breakage('contract/selects-fields', 'a selection of the page instead of its items', (d) => {
    list(d).parameters.find(({ name }: Editable) => name === 'only').schema.items.enum = ['total', 'books'];
  }),
  breakage('no-unsafe-markdown', 'a script in a description', (d) => {
    list(d).description = 'Hello <script>alert(1)</script>';
  }),
  breakage(
    'response-contains-property',
    'an error body without a trace id',
    (d) => delete d.components.schemas.Problem.properties.trace_id,
  ),
  breakage('rule/object-schema-description', 'an object without a description', (d) => delete book(d).description),
  breakage('rule/property-names-snake-case', 'a property in camelCase', (d) => {
    book(d).properties.priceInEuros = { type: 'number' };
  }),
  breakage('rule/https-server', 'a server without TLS', (d) => {
    d.servers[0].url = 'http://bookshop.example/api';
  }),
  breakage('contract/sunset', 'a deprecated operation without an end', (d) => {
    list(d).deprecated = true;
  }),
  breakage('contract/sunset', 'a deprecated parameter without an end', (d) => {
    list(d).parameters[0].deprecated = true;
  }),
  breakage('contract/sunset', 'a deprecated property that ends on a day that there is none of', (d) => {
    Object.assign(book(d).properties.title, { deprecated: true, 'x-sunset': '2030-02-30' });
  }),
  breakage('contract/sunset', 'an end of what is not deprecated', (d) => {
    book(d).properties.title['x-sunset'] = '2030-02-28';
  }),
  breakage('struct', 'an end that is no text', (d) => {
    Object.assign(book(d).properties.title, { deprecated: true, 'x-sunset': 2030 });
  }),
  breakage('contract/statuses', 'a status that there is none of', (d) => {
    list(d).responses['430'] = list(d).responses['400'];
  }),
  breakage('contract/public-server', 'the machine of the reader as a server', (d) => {
    d.servers.push({ url: 'https://localhost:8080/api' });
  }),
  breakage('contract/rate-limit', 'a window without a length', (d) => delete rate(d).windows[0].seconds),
  breakage('contract/rate-limit', 'a steady window that lets no more through than its burst', (d) => {
    rate(d).windows.push({ name: 'minute', limit: 3, seconds: 60 });
  }),
  breakage('contract/rate-limit', 'a steady window that its burst never reaches', (d) => {
    rate(d).windows.push({ name: 'minute', limit: 300, seconds: 60 });
  }),
  breakage(
    'contract/example-for-success',
    'a success without an example',
    (d) => delete one(d).responses['200'].content['application/json'].example,
  ),
  breakage('contract/extension-known', 'a misspelt extension', (d) => {
    book(d)['x-sensitiv'] = true;
  }),
  breakage('contract/rate-limit', 'no limits', (d) => delete d['x-rate-limit']),
  breakage('contract/rate-limit', 'no windows', (d) => {
    rate(d).windows = [];
  }),
  breakage('contract/rate-limit', 'two windows of one name', (d) => {
    rate(d).windows.push(rate(d).windows[0]);
  }),
  breakage('contract/rate-limit', 'a window that lets nothing through', (d) => {
    rate(d).windows[0].limit = 0;
  }),
  breakage('contract/rate-limit', 'a class that is declared twice, differently', (d) => {
    d.paths['/books'].post['x-rate-limit'].class = rate(d).class;
  }),
  breakage('contract/rate-limit', 'headers that no answer declares', (d) => {
    rate(d).headers = { limit: 'X-L', remaining: 'X-M', reset: 'X-R' };
  }),
  breakage('contract/sensitive', 'a mark that is not on a schema', (d) => {
    list(d).parameters[0]['x-sensitive'] = true;
  }),
  breakage('contract/sensitive', 'a mark that says no', (d) => {
    book(d).properties.title['x-sensitive'] = false;
  }),
  breakage('contract/source', 'a source that there is none of', (d) => {
    book(d)['x-source'] = 'hearsay';
  }),
  breakage('contract/source', 'a check on a day that does not exist', (d) => {
    book(d)['x-source'] = 'verified 2030-02-30';
  }),
  breakage('contract/source', 'a check of a keyword without its day', (d) => {
    book(d)['x-source'] = { type: 'verified' };
  }),
  breakage('contract/source', 'a source of a keyword that is not there', (d) => {
    book(d)['x-source'] = { pattern: 'older' };
  }),
  breakage('contract/selects-fields', 'a selection that misses a property', (d) => {
    one(d).parameters[0].schema.items.enum.pop();
  }),
  breakage('contract/selects-fields', 'a selection that is exploded', (d) => {
    one(d).parameters[0].explode = true;
  }),
  breakage('contract/values-of-type', 'a default of another type', (d) => {
    list(d).parameters[1].schema.default = 'one';
  }),
  breakage('contract/values-of-type', 'a member of an enum of another type', (d) => {
    d.components.schemas.Genre.anyOf[0].enum.push(7);
  }),
];

/** One thing that is right, in a form that neither contract has: no rule may find anything. */
export const sound: readonly Omit<Breakage, 'rule'>[] = [
  ...['milliseconds', 'epoch', 'epoch-milliseconds'].map((unit) => ({
    what: `a reset in ${unit}`,
    edit: (d: Editable) => {
      rate(d).headers = { limit: 'X-L', remaining: 'X-M', reset: 'X-R', unit };
      const counted = { description: 'Of the limit.', schema: { type: 'integer' }, example: 1 };
      for (const path of Object.values<Editable>(d.paths))
        for (const operation of [path.get, path.put, path.post, path.delete])
          for (const status of ['200', '201', '204'])
            if (operation?.responses[status])
              operation.responses[status].headers = { 'X-L': counted, 'X-M': counted, 'X-R': counted };
    },
  })),
  {
    what: 'an end of a property and of a parameter',
    edit: (d) => {
      Object.assign(book(d).properties.price, { deprecated: true, 'x-sunset': '2027-02-28' });
      Object.assign(list(d).parameters[0], { deprecated: true, 'x-sunset': '2028-02-29' });
    },
  },
  {
    what: 'sources of an object and of its keywords',
    edit: (d) => {
      one(d)['x-source'] = 'inferred';
      Object.assign(book(d).properties.title, { 'x-source': { maxLength: 'inferred' } });
    },
  },
  {
    what: 'a secret in a parameter',
    edit: (d) => {
      list(d).parameters[0].schema = { type: 'string', 'x-sensitive': true };
      delete list(d).parameters[0].example;
    },
  },
];
