/** A value of the OpenAPI document. */
export type Json = { readonly [key: string]: unknown };

/** One operation as the document has it, its references followed. */
export interface DescribedOperation {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly DescribedParameter[];
  readonly body: string;
}

export interface DescribedParameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: Json;
}

/** What the document says of the operation at `method` and `path`. */
export function describe(document: Json, method: string, path: string): DescribedOperation {
  const item = at(at(document, 'paths'), path);
  const operation = at(item, method.toLowerCase());
  const parameters = [...list(item['parameters']), ...list(operation['parameters'])].map((each) => {
    const parameter = follow(document, each);
    return {
      name: text(parameter['name']),
      in: text(parameter['in']),
      description: plain(text(parameter['description'])),
      schema: follow(document, parameter['schema']),
    };
  });
  return {
    summary: plain(text(operation['summary'])),
    description: plain(text(operation['description'])),
    parameters,
    body: plain(text(follow(document, operation['requestBody'])['description'])),
  };
}

/** The object that a reference leads to, or the object itself. */
export function follow(document: Json, value: unknown): Json {
  let found = object(value);
  for (let hops = 0; typeof found['$ref'] === 'string' && hops < 20; hops += 1) {
    const keys = found['$ref'].replace(/^#\//, '').split('/');
    found = keys.reduce((part, key) => at(part, key.replaceAll('~1', '/').replaceAll('~0', '~')), document);
  }
  return found;
}

/** Markdown as a terminal shows it: the words stay, the signs go. */
export function plain(markdown: string): string {
  return markdown
    .replace(/^> ?/gm, '')
    .replace(/\*{1,2}([^*\n]+)\*{1,2}/g, '$1')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s*\n(?![-*\d])\s*/g, ' ').trim())
    .join('\n\n')
    .trim();
}

function at(value: Json, key: string): Json {
  return Object.hasOwn(value, key) ? object(value[key]) : {};
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
