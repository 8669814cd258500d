// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

// Judges values by schemas that JudgedSchemas made. Plain JavaScript without imports, since it becomes the head of
// `validators.js` as it stands, for programs that have nothing else of this package's.

const escapeKey = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const own = (value, key) => Object.hasOwn(value, key);
const isOf = (type, value) => {
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
};
const patterns = new Map();
const matches = (pattern, text) => {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(pattern, 'u'));
  return patterns.get(pattern).test(text);
};
/** Text in which the order of properties does not matter. */
const canonical = (value) => {
  const sorted = (inner) => Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(value, (_, inner) => (isOf('object', inner) ? sorted(inner) : inner));
};

/** The keywords that hold a number, by what they judge: what breaks them, and of which type a value is for them. */
const COUNTS = {
  minimum: ['number', (value, limit) => value < limit],
  maximum: ['number', (value, limit) => value > limit],
  exclusiveMinimum: ['number', (value, limit) => value <= limit],
  exclusiveMaximum: ['number', (value, limit) => value >= limit],
  // Not by `%`, for which 0.3 is no multiple of 0.1.
  multipleOf: ['number', (value, limit) => Math.abs(value / limit - Math.round(value / limit)) > 1e-9],
  minLength: ['string', (value, limit) => [...value].length < limit],
  maxLength: ['string', (value, limit) => [...value].length > limit],
  minItems: ['array', (value, limit) => value.length < limit],
  maxItems: ['array', (value, limit) => value.length > limit],
  minProperties: ['object', (value, limit) => Object.keys(value).length < limit],
};

/** What is wrong with a value, as `issues`: where, and the keyword that it breaks with what that holds. */
const look = (schemas, schema, value, pointer, issues) => {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value))) issues.push([pointer, `type: ${types}`]);
  if (schema.enum && !schema.enum.some((allowed) => canonical(allowed) === canonical(value)))
    issues.push([pointer, 'enum']);
  for (const keyword of Object.keys(schema)) {
    const [type, breaks] = COUNTS[keyword] ?? [];
    if (type && isOf(type, value) && breaks(value, schema[keyword]))
      issues.push([pointer, `${keyword}: ${schema[keyword]}`]);
  }
  if (schema.$ref !== undefined) look(schemas, schemas[schema.$ref], value, pointer, issues);
  if (schema.anyOf) {
    const found = [];
    const fits = (member) => {
      const before = found.length;
      look(schemas, member, value, pointer, found);
      return found.length === before;
    };
    if (!schema.anyOf.some(fits)) issues.push(...found, [pointer, 'anyOf']);
  }
  for (const member of schema.allOf ?? []) look(schemas, member, value, pointer, issues);
  if (typeof value === 'string') {
    if (schema.pattern !== undefined && !matches(schema.pattern, value))
      issues.push([pointer, `pattern: ${schema.pattern}`]);
  } else if (Array.isArray(value)) lookIntoArray(schemas, schema, value, pointer, issues);
  else if (typeof value === 'object' && value !== null) lookIntoObject(schemas, schema, value, pointer, issues);
};

const lookIntoArray = (schemas, { items, additionalItems, uniqueItems }, value, pointer, issues) => {
  if (uniqueItems && new Set(value.map(canonical)).size < value.length) issues.push([pointer, 'uniqueItems']);
  if (!items) return;
  for (const [index, item] of value.entries()) {
    const schema = Array.isArray(items) ? (items[index] ?? additionalItems) : items;
    if (schema) look(schemas, schema, item, `${pointer}/${index}`, issues);
  }
};

const lookIntoObject = (schemas, schema, value, pointer, issues) => {
  const { required = [], properties = {}, patternProperties = {}, additionalProperties } = schema;
  for (const name of required) if (!own(value, name)) issues.push([`${pointer}/${escapeKey(name)}`, 'required']);
  for (const [name, property] of Object.entries(value)) {
    const at = `${pointer}/${escapeKey(name)}`;
    const named = Object.keys(patternProperties).filter((pattern) => matches(pattern, name));
    for (const pattern of named) look(schemas, patternProperties[pattern], property, at, issues);
    if (own(properties, name)) look(schemas, properties[name], property, at, issues);
    else if (additionalProperties === false && named.length === 0) issues.push([at, 'additionalProperties']);
    else if (additionalProperties && named.length === 0) look(schemas, additionalProperties, property, at, issues);
  }
};

/**
 * A validator by the schema of a key. With `fields`, other properties may be missing: of the whole, or of each item of
 * the list at `items`.
 */
const judgeBy = (schemas) => (key, items) => (value, fields) => {
  const issues = [];
  try {
    look(schemas, schemas[key], value, '', issues);
  } catch (error) {
    // What is nested thousands deep is nothing that a schema means, and more than a stack holds.
    if (!(error instanceof RangeError)) throw error;
    return [{ pointer: '', rule: 'depth' }];
  }
  const named = fields?.map(escapeKey);
  const counts = ([pointer, rule]) => {
    if (!named || rule !== 'required') return true;
    const at = pointer.lastIndexOf('/');
    const owner = pointer.slice(0, at);
    const selected =
      items === undefined ? owner === '' : owner.startsWith(`${items}/`) && /^\d+$/.test(owner.slice(items.length + 1));
    return !selected || named.includes(pointer.slice(at + 1));
  };
  return issues.filter(counts).map(([pointer, rule]) => ({ pointer, rule }));
};


const judge = judgeBy({
  body0: {
    type: 'object',
    required: ['isbn', 'title'],
    properties: {
      isbn: { type: 'string' },
      title: { type: 'string', maxLength: 200 },
      genre: { $ref: 'body1' },
      price: { type: ['number', 'null'] },
      vendor: { $ref: 'body2' },
      sequel: { $ref: 'body0' },
    },
  },
  body2: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      api_secret: { type: 'string' },
      account: { type: 'string' },
      mail: { type: 'string' },
      site: { type: 'string' },
      since: { type: 'string' },
      seen_at: { type: 'string' },
    },
  },
  body1: { anyOf: [{ type: 'string', enum: ['novel', 'poetry'] }, { type: 'string' }] },
  body3: { type: 'array', items: { $ref: 'body4' } },
  body4: {
    type: 'object',
    required: ['stars'],
    properties: { stars: { type: 'integer', minimum: 1, maximum: 5 }, text: { type: 'string' } },
  },
  answer0: {
    type: 'object',
    required: ['total', 'books'],
    properties: { total: { type: 'integer' }, books: { type: 'array', items: { $ref: 'answer1' } } },
  },
  answer1: {
    type: 'object',
    required: ['isbn', 'title'],
    properties: {
      isbn: { type: 'string' },
      title: { type: 'string', maxLength: 200 },
      genre: { $ref: 'answer2' },
      price: { type: ['number', 'null'] },
      vendor: { $ref: 'answer3' },
      sequel: { $ref: 'answer1' },
    },
  },
  answer3: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      api_secret: { type: 'string' },
      account: { type: 'string' },
      mail: { type: 'string' },
      site: { type: 'string' },
      since: { type: 'string' },
      seen_at: { type: 'string' },
    },
  },
  answer2: { type: 'string' },
  answer4: {
    type: 'object',
    required: ['reason'],
    properties: { reason: { type: 'string' }, trace_id: { type: 'string' } },
  },
  answer5: { type: 'array', items: { $ref: 'answer6' } },
  answer6: {
    type: 'object',
    required: ['stars'],
    properties: { stars: { type: 'integer', minimum: 1, maximum: 5 }, text: { type: 'string' } },
  },
});

export const validators = {
  listBooks: {
    '200': judge('answer0', '/books'),
    '400': judge('answer4'),
    'default': judge('answer4'),
  },
  addBook: {
    'body': judge('body0'),
    '201': judge('answer1'),
    '409': judge('answer4'),
    'default': judge('answer4'),
  },
  getBook: {
    '200': judge('answer1'),
    '404': judge('answer4'),
    'default': judge('answer4'),
  },
  removeBook: {
    '400': judge('answer4'),
    'default': judge('answer4'),
  },
  putReviews: {
    'body': judge('body3'),
    '200': judge('answer5'),
    '400': judge('answer4'),
    'default': judge('answer4'),
  },
};
