// Makes the arguments of a call from what the document says of its parameters and its body.

const WORDS = {
  ...{ date: '2024-01-02', 'date-time': '2024-01-02T03:04:05Z', time: '03:04:05Z', duration: 'P1D' },
  ...{ uuid: '00000000-0000-4000-8000-000000000000', email: 'a@example.com', hostname: 'example.com' },
  ...{ uri: 'https://example.com/', url: 'https://example.com/', ipv4: '192.0.2.1', ipv6: '2001:db8::1' },
  ...{ byte: 'YQ==', ip: '192.0.2.1', 'uri-reference': '/a', int64: '1', decimal: '1.5', regex: 'a' },
};
const SHAPES = [...Object.values(WORDS), ...'12:00 +15551234567 1.0.0 #aabbcc en-US 192.0.2.0/24 a.json'.split(' ')];

export class Maker {
  #root;

  constructor(root) {
    this.#root = root;
  }

  resolve(value) {
    let found = value;
    for (let steps = 0; typeof found?.$ref === 'string' && steps < 50; steps += 1) {
      const keys = found.$ref.slice(2).split('/');
      const names = keys.map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
      found = names.reduce((at, name) => at?.[name], this.#root);
    }
    return typeof found === 'object' && found !== null ? found : {};
  }

  parameter(parameter) {
    const schema = parameter['schema'] ?? Object.values(parameter['content'] ?? {})[0]?.['schema'];
    const [named] = Object.values(parameter['examples'] ?? {}).map((example) => this.resolve(example)['value']);
    return this.value(schema, [parameter['example'], named]);
  }

  /** A value of a schema: an example where one fits, else the least that is allowed. */
  value(schema, examples = [], depth = 0) {
    const flat = this.#flatten(schema);
    if (depth > 12) return null;
    const given = [...examples, flat['example'], ...[flat['examples']].flat(), flat['default']];
    if ('const' in flat) return flat['const'];
    if (flat['enum']?.length > 0) return flat['enum'].find((item) => item !== null) ?? null;
    const type = [flat['type']].flat().find((name) => name !== 'null') ?? (flat['type'] && 'null');
    if (type === 'null') return null;
    if (type === 'object' || flat['properties']) return this.#object(flat, depth);
    if (type === 'array' || flat['items'])
      return Array.from({ length: Math.max(flat['minItems'] ?? 1, 1) }, () => this.value(flat['items'], [], depth + 1));
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return number(flat, given);
    if (flat['format'] === 'binary') return new Blob(['x']);
    return text(flat, given);
  }

  #object(flat, depth) {
    const entries = flat['required'].map((name) => {
      const schema = flat['properties']?.[name] ?? {};
      return [name, this.value(schema, [], depth + 1), this.#flatten(schema)['readOnly'] === true];
    });
    const made = entries.filter(([, , readOnly]) => !readOnly);
    const optional = Object.keys(flat['properties'] ?? {}).filter((name) => !flat['required'].includes(name));
    // Of several forms only one may fit, and what tells them apart need not be required.
    const more = flat['oneOf'] ? optional.length : (flat['minProperties'] ?? 0) - made.length;
    for (const name of optional.slice(0, Math.max(0, more)))
      made.push([name, this.value(flat['properties'][name], [], depth + 1)]);
    return Object.fromEntries(made);
  }

  /** One schema of all that apply: of alternatives the first that is not null. */
  #flatten(schema, above = []) {
    const source = this.resolve(schema);
    if (above.includes(source)) return { properties: undefined, required: [] };
    const alternatives = source['oneOf'] ?? source['anyOf'] ?? [];
    const chosen = alternatives.find((each) => this.resolve(each)['type'] !== 'null');
    const parts = [...(source['allOf'] ?? []), ...(chosen === undefined ? [] : [chosen])];
    const flat = {};
    for (const part of [...parts.map((each) => this.#flatten(each, [...above, source])), source]) {
      const properties = { ...flat['properties'], ...part['properties'] };
      const required = [...new Set([...(flat['required'] ?? []), ...[part['required'] ?? []].flat()])];
      Object.assign(flat, part, { required, properties });
    }
    const { propertyName, mapping = {} } = source['discriminator'] ?? {};
    if (propertyName && typeof chosen?.$ref === 'string' && !this.resolve(flat['properties'][propertyName])['enum']) {
      const word = Object.keys(mapping).find((key) => mapping[key] === chosen.$ref) ?? chosen.$ref.split('/').at(-1);
      flat['properties'] = { ...flat['properties'], [propertyName]: { const: word } };
    }
    for (const parent of source['allOf'] ?? []) {
      const { propertyName: property, mapping: names = {} } = this.resolve(parent)['discriminator'] ?? {};
      if (!property || typeof schema?.$ref !== 'string') continue;
      const word = Object.keys(names).find((key) => names[key] === schema.$ref) ?? schema.$ref.split('/').at(-1);
      if (!flat['properties'][property]?.['enum']) flat['properties'][property] = { const: word };
      flat['required'] = [...new Set([...flat['required'], property])];
    }
    return Object.keys(flat['properties']).length > 0 ? flat : { ...flat, properties: undefined };
  }
}

function number(flat, given) {
  const { minimum = -Infinity, maximum = Infinity, multipleOf = 0, type } = flat;
  const low = typeof flat['exclusiveMinimum'] === 'number' ? flat['exclusiveMinimum'] + 1 : minimum;
  const example = given.find((value) => typeof value === 'number' && (type !== 'integer' || value % 1 === 0));
  const wanted = Number(example ?? (multipleOf || 1));
  const least = flat['exclusiveMinimum'] === true ? low + 1 : low;
  return Math.min(Math.max(wanted, Math.ceil(least)), maximum);
}

function text(flat, given) {
  const { minLength = 0, maxLength = Infinity, format = '', pattern } = flat;
  let shape = /^/;
  try {
    shape = new RegExp(pattern ?? '');
  } catch {
    // Patterns of other languages judge nothing here either.
  }
  const fits = (word) =>
    typeof word === 'string' && shape.test(word) && word.length >= minLength && word.length <= maxLength;
  const examples = given.filter((word) => word !== '');
  const [, start = ''] = /^\^?\(?([\w-]*)/.exec(pattern ?? '') ?? [];
  // Lengths that the pattern names; no long text otherwise, on which a careless pattern takes for ever.
  const named = [...(pattern ?? '').matchAll(/\{(\d+)/g)].map(([, size]) => Number(size));
  const sizes = [1, 2, 3, 4, 6, 8, 10, ...named.filter((size) => size <= 64)];
  const grown = ['a', 'A', '0', 'a1', '-'].flatMap((letter) =>
    ['', start].flatMap((prefix) => sizes.map((size) => prefix + letter.repeat(size))),
  );
  const words = [...examples, WORDS[format], 'a'.repeat(Math.max(1, minLength)), ...SHAPES, ...grown];
  return String(words.find(fits) ?? 'a');
}
