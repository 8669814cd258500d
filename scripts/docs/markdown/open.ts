import { isSuccess } from '../../../src/openapi/bodies.ts';
import { schemasOf } from '../../../src/openapi/components.ts';
import type { DocumentReader } from '../../../src/openapi/document.ts';
import { entriesOf, get, getString } from '../../../src/openapi/json.ts';
import { capitalize } from '../../../src/openapi/names.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { keysOf } from '../../../src/openapi/pointer.ts';
import { sensitiveSchemas } from '../../../src/openapi/sensitive.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { MOST_SCHEMAS, reachableSchemas } from '../site.ts';
import { blocks, code, oneLine, plain, prose, table } from './text.ts';

/** A sentence that says of itself that nobody knows more. */
const OPEN =
  /\b(?:not|nowhere|never) documented\b|\bundocumented\b|\bdocumented nowhere\b|^No .* is documented\b|\bmentions no\b/i;

/** The parts that say something of an operation, those of its schemas included, with what a reader would call them. */
function partsOf(document: DocumentReader, operation: OperationModel): { name: string; value: unknown }[] {
  const { source, parameters, responses, body, security } = operation;
  const limits = get(source, 'x-rate-limit') ?? get(document.root, 'x-rate-limit');
  const names = reachableSchemas(
    document,
    [body?.content.schema, ...responses.map(({ source: response }) => response)],
    MOST_SCHEMAS,
  );
  return [
    { name: 'the operation', value: source },
    { name: 'the rate limits', value: limits },
    ...[...new Set(security.flat())].map((name) => ({
      name: 'authentication',
      value: get(get(get(document.root, 'components'), 'securitySchemes'), name),
    })),
    ...parameters.map(({ entry, source: parameter }) => ({ name: `parameter ${code(entry.name)}`, value: parameter })),
    ...responses.flatMap(({ status, source: response }) => [
      { name: `answer ${plain(status)}`, value: response },
      ...entriesOf(response, 'headers').map(([name, header]) => ({
        name: `header ${code(name)}`,
        value: document.follow(header),
      })),
    ]),
    ...names.flatMap((name) => {
      const schema = get(schemasOf(document.root), name);
      const properties = entriesOf(schema, 'properties');
      return [
        { name: code(name), value: schema },
        ...properties.map(([property, value]) => ({ name: code(`${name}.${property}`), value })),
      ];
    }),
  ];
}

/** What the document says not to know, and which of its facts are not from documentation. Empty where all is certain. */
export function uncertainText(document: DocumentReader, operation: OperationModel): string {
  const parts = partsOf(document, operation);
  const questions = new Map<string, string>();
  const sources = new Map<string, string[]>();
  for (const { name, value } of parts) {
    for (const sentence of sentences(getString(value, 'description') ?? '')) {
      if (OPEN.test(sentence)) questions.set(`${name} ${sentence}`, `- ${capitalize(name)}: ${prose(sentence)}`);
    }
    for (const source of sourceInWords(value)
      ?.replace(/^Source: |\.$/g, '')
      .split('; ') ?? []) {
      const names = sources.get(source) ?? [];
      if (!names.includes(name)) sources.set(source, [...names, name]);
    }
  }
  return blocks(
    questions.size > 0 ? blocks('Open questions:', [...questions.values()].join('\n')) : undefined,
    table(
      ['Not from the documentation', 'Where it comes from'],
      [...sources].map(([source, names]) => [capitalize(names.join(', ')), prose(source)]),
    ),
  );
}

function sentences(text: string): string[] {
  return oneLine(text)
    .split(/(?<=[.!?])\s+(?=[A-Z`*>])/)
    .map((sentence) => sentence.replace(/^[>\s]+/, ''));
}

/** Where the answers of an operation hold secrets; empty where none does. */
export function secretsText(document: DocumentReader, { responses }: OperationModel): string {
  const secret = sensitiveSchemas(document);
  const answers = responses.filter(({ status }) => isSuccess(status)).map(({ source }) => source);
  const names = reachableSchemas(document, answers);
  const places = names.flatMap((name) =>
    Object.entries(secret[name] ?? {}).flatMap(([pointer, rule]) =>
      rule === true ? [code([name, ...keysOf(pointer)].join('.'))] : [],
    ),
  );
  return places.length > 0
    ? `The answer holds secrets in ${places.join(', ')}. Keep these out of logs, errors and screenshots.`
    : '';
}
