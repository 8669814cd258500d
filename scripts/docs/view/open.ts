import { isSuccess } from '../../../src/openapi/bodies.ts';
import { entriesOf, get, getString } from '../../../src/openapi/json.ts';
import { capitalize } from '../../../src/openapi/names.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { keysOf } from '../../../src/openapi/pointer.ts';
import { sensitiveSchemas } from '../../../src/openapi/sensitive.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { remembered } from '../maps.ts';
import { code, oneLine, plain, prose } from '../markdown/text.ts';
import { schemasOfOperation } from '../reach.ts';
import type { Site } from '../site.ts';
import { type Block, present } from './block.ts';
import { schemesOf } from './security.ts';

/** A sentence that says of itself that nobody knows more. */
const OPEN =
  /\b(?:not|nowhere|never) documented\b|\bundocumented\b|\bdocumented nowhere\b|^No .* is documented\b|\bmentions no\b/i;

/** What is not certain of one thing: sentences that say so, and where facts come from that are not documented. */
export interface Doubt {
  /** What a reader would call it. */
  readonly name: string;
  readonly questions: readonly string[];
  readonly sources: readonly string[];
}

function doubtOf(name: string, value: unknown): Doubt[] {
  const about = getString(value, 'description') ?? '';
  const questions = /document|mentions/i.test(about) ? sentences(about).filter((sentence) => OPEN.test(sentence)) : [];
  const sources =
    sourceInWords(value)
      ?.replace(/^Source: |\.$/g, '')
      .split('; ') ?? [];
  return questions.length + sources.length > 0 ? [{ name, questions, sources }] : [];
}

const ofSchemas = new WeakMap<Site, ReadonlyMap<string, readonly Doubt[]>>();

/** What is not certain of components and their properties, by the names of those of which anything is not. */
export function doubtsOfSchemas(site: Site): ReadonlyMap<string, readonly Doubt[]> {
  return remembered(ofSchemas, site, () => {
    const all = Object.entries(site.model.schemas).map(([name, schema]) => {
      const properties = entriesOf(schema, 'properties');
      const inside = properties.flatMap(([property, value]) => doubtOf(code(`${name}.${property}`), value));
      return [name, [...doubtOf(code(name), schema), ...inside]] as const;
    });
    return new Map(all.filter(([, doubts]) => doubts.length > 0));
  });
}

/** What is not certain of an operation, its schemas included. */
export function doubtsOf(site: Site, operation: OperationModel): readonly Doubt[] {
  const schemas = site.reach.from(schemasOfOperation(site.model, operation));
  const known = doubtsOfSchemas(site);
  return [...doubtsOfOperation(site, operation), ...schemas.flatMap((name) => known.get(name) ?? [])];
}

/** The same without its schemas. */
export function doubtsOfOperation(site: Site, operation: OperationModel): readonly Doubt[] {
  const { source, parameters, responses, security } = operation;
  const { document } = site.model;
  const limits = operation.rateLimit && (get(source, 'x-rate-limit') ?? get(document.root, 'x-rate-limit'));
  return [
    ...doubtOf('the operation', source),
    ...doubtOf('the rate limits', limits),
    ...[...new Set(security.flat())].flatMap((name) => doubtOf('authentication', schemesOf(site.model).get(name))),
    ...parameters.flatMap(({ entry, source: parameter }) => doubtOf(`parameter ${code(entry.name)}`, parameter)),
    ...responses.flatMap(({ status, source: response }) => [
      ...doubtOf(`answer ${plain(status)}`, response),
      ...entriesOf(response, 'headers').flatMap(([name, header]) =>
        doubtOf(`header ${code(name)}`, document.follow(header)),
      ),
    ]),
  ];
}

/** Open questions, and a table of facts by where they come from; empty where all is certain. */
export function doubtBlocks(doubts: readonly Doubt[]): Block[] {
  const questions = doubts.flatMap(({ name, questions: own }) =>
    own.map((sentence) => `- ${capitalize(name)}: ${prose(sentence)}`),
  );
  const sources = new Map<string, Set<string>>();
  for (const { name, sources: own } of doubts)
    for (const source of own) remembered(sources, source, () => new Set<string>()).add(name);
  return present(questions.length > 0 ? ['Open questions:', [...new Set(questions)].join('\n')] : [], {
    kind: 'table',
    head: ['Not from the documentation', 'Where it comes from'],
    rows: [...sources].map(([source, names]) => [capitalize([...names].join(', ')), prose(source)]),
  });
}

function sentences(text: string): string[] {
  return oneLine(text)
    .split(/(?<=[.!?])\s+(?=[A-Z`*>])/)
    .map((sentence) => sentence.replace(/^[>\s]+/, ''));
}

const tables = new WeakMap<Site, ReturnType<typeof sensitiveSchemas>>();

/** Where the answers of an operation hold secrets; empty where none does. */
export function secretsText(site: Site, { responses }: OperationModel): string {
  const secret = remembered(tables, site, () => sensitiveSchemas(site.model.document));
  if (Object.keys(secret).length === 0) return '';
  const answers = responses.filter(({ status }) => isSuccess(status)).flatMap(({ contents }) => contents);
  const places = site.reach
    .from(answers.map(({ schema }) => schema))
    .flatMap((name) =>
      Object.entries(secret[name] ?? {}).flatMap(([pointer, rule]) =>
        rule === true ? [code([name, ...keysOf(pointer)].join('.'))] : [],
      ),
    );
  return places.length > 0
    ? `The answer holds secrets in ${places.join(', ')}. Keep these out of logs, errors and screenshots.`
    : '';
}
