import { OpenApiDocument } from '../../src/openapi/document.ts';
import { get, isObject, type Json } from '../../src/openapi/json.ts';
import { type OperationModel, readOperations } from '../../src/openapi/operations.ts';
import { sourceInWords } from '../generate/describe.ts';
import type { ClientFacts } from './facts.ts';
import { limitsText } from './markdown/limits.ts';
import { secretsText, uncertainText } from './markdown/open.ts';
import { blocks, prose } from './markdown/text.ts';
import { samplesOf } from './samples/samples.ts';

type Mutable = Record<string, unknown>;

/** Writes the samples of every operation into the document, where the reference looks for them. */
export function addSamples(root: Json, client: ClientFacts): void {
  const { document, operations } = read(root);
  for (const operation of operations) {
    const samples = samplesOf(document, operation, client);
    // The reference shows what it is told is the language, so people's word for it goes there.
    (operation.source as Mutable)['x-codeSamples'] = samples.map(({ label, source }) => ({
      lang: label,
      label,
      source,
    }));
  }
}

/** Writes limits, secrets, sources and open questions into the descriptions, and makes all descriptions harmless. */
export function addProse(root: Json): void {
  const { document, operations } = read(root);
  const texts = operations.map((operation) => [operation, moreOf(document, operation)] as const);
  describe(root, undefined);
  const info = get(root, 'info') as Mutable | undefined;
  // Of all summaries the reference reads this one as Markdown.
  if (typeof info?.['summary'] === 'string') info['summary'] = prose(info['summary']);
  for (const [{ source }, more] of texts) {
    (source as Mutable)['description'] = blocks(String(get(source, 'description') ?? ''), more);
  }
}

function read(root: Json): { readonly document: OpenApiDocument; readonly operations: readonly OperationModel[] } {
  // What cannot be expressed is said where the pages are made from the same document.
  const document = new OpenApiDocument(root, () => undefined);
  return { document, operations: readOperations(document) };
}

function moreOf(document: OpenApiDocument, operation: OperationModel): string {
  const secrets = secretsText(document, operation);
  const limits = limitsText(document, operation);
  const uncertain = uncertainText(document, operation);
  return blocks(
    secrets && `> **Warning.** ${secrets}`,
    limits && blocks('**Rate limits**', limits),
    uncertain && blocks('**What is not certain**', uncertain),
  );
}

/** Values of the document's own, in which a `description` is data. */
const DATA: ReadonlySet<string> = new Set([
  'example',
  'examples',
  'default',
  'const',
  'enum',
  'x-codeSamples',
  'value',
]);
/** Maps whose keys are names that the document chooses. */
const NAMED: ReadonlySet<string> = new Set(
  (
    'properties patternProperties $defs dependentSchemas schemas responses parameters headers requestBodies examples securitySchemes ' +
    'links callbacks pathItems paths webhooks content variables encoding scopes mapping'
  ).split(' '),
);

function describe(node: unknown, key: string | undefined): void {
  if (Array.isArray(node)) {
    for (const item of node) describe(item, undefined);
    return;
  }
  if (!isObject(node)) return;
  const named = key !== undefined && NAMED.has(key);
  for (const [name, value] of Object.entries(node)) {
    if (named) describe(value, undefined);
    else if (!DATA.has(name)) describe(value, name);
  }
  if (named) return;
  const secret = get(node, 'x-sensitive') === true ? '**Holds secrets:** keep it out of logs.' : undefined;
  const own = get(node, 'description');
  const text = blocks(typeof own === 'string' ? untagged(prose(own)) : undefined, secret, sourceInWords(node));
  // What stands beside a reference is left out by the rules of 3.0.
  if (text !== '' && get(node, '$ref') === undefined) (node as Mutable)['description'] = text;
  for (const field of ['summary', 'title']) {
    const line = get(node, field);
    if (typeof line === 'string' && line.includes('{%')) (node as Mutable)[field] = line.replaceAll('{%', '{ %');
  }
}

/** The reference reads Markdoc, which looks for its tags in blocks of code too, unless it is told not to. */
function untagged(markdown: string): string {
  return markdown.replace(
    /^( {0,3})(`{3,}|~{3,})([^\n]*)\n([\s\S]*?)^ {0,3}\2/gm,
    (block, indent: string, mark: string, info: string, code: string) =>
      (info + code).includes('{%')
        ? `${indent}${mark}${info.replace(/[^\w-].*/, '')} {% process=false %}\n${code}${mark}`
        : block,
  );
}
