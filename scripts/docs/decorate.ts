import { DocumentReader, type Warn } from '../../src/openapi/document.ts';
import { get, getObject, getString, isObject, type Json } from '../../src/openapi/json.ts';
import { sourceInWords } from '../generate/describe.ts';
import { blocks, prose } from './markdown/text.ts';
import { markdownOf } from './markdown/write.ts';
import type { SiteOperation } from './operation.ts';
import type { Site } from './site.ts';
import { limitsBlocks } from './view/limits.ts';
import { doubtBlocks, doubtsOf, secretsText } from './view/open.ts';

type Mutable = Record<string, unknown>;

/**
 * Writes into a document, which is changed, what the reference has beside it, and returns it as text: samples, limits, secrets, sources and open questions. All
 * descriptions become harmless, and what would be loaded from elsewhere is left out.
 */
export function decorate(root: Json, site: Site, warn: Warn): string {
  const document = new DocumentReader(root, warn);
  describe(root, undefined);
  const info = getObject(root, 'info') as Mutable | undefined;
  // Of all summaries the reference reads this one as Markdown.
  if (typeof info?.['summary'] === 'string') info['summary'] = prose(info['summary']);
  const logo = getString(get(info, 'x-logo'), 'url');
  if (info && logo !== undefined && !logo.startsWith('data:')) {
    delete info['x-logo'];
    warn('/info/x-logo', 'is a picture from elsewhere, which would have to be loaded; it is left out');
  }
  for (const operation of site.operations) {
    const { path, method } = operation.model;
    const source = get(document.follow(get(get(root, 'paths'), path)), method.toLowerCase()) as Mutable | undefined;
    if (source === undefined) continue;
    source['description'] = blocks(getString(source, 'description'), moreOf(site, operation));
    // Of a large document one language only: the page of the operation has all, and a browser has to read the reference whole.
    const samples = site.isLarge ? operation.samples.slice(0, 1) : operation.samples;
    // The reference shows what it is told is the language, so people's word for it goes there.
    source['x-codeSamples'] = samples.map(({ label, source: code }) => ({ lang: label, label, source: code }));
  }
  return JSON.stringify(root);
}

function moreOf(site: Site, { model }: SiteOperation): string {
  const secrets = secretsText(site, model);
  const limits = markdownOf(limitsBlocks(site.model, model));
  const doubts = markdownOf(doubtBlocks(doubtsOf(site, model)));
  return blocks(
    secrets && apart(`> **Warning.** ${secrets}`),
    limits && blocks('**Rate limits**', limits),
    doubts && blocks('**What is not certain**', doubts),
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
    else if (name === 'examples') forgetElsewhere(value);
    else if (!DATA.has(name)) describe(value, name);
  }
  if (named) return;
  const secret = get(node, 'x-sensitive') === true ? '**Holds secrets:** keep it out of logs.' : undefined;
  const own = get(node, 'description');
  const text = blocks(typeof own === 'string' ? untagged(prose(own)) : undefined, secret, sourceInWords(node));
  // What stands beside a reference is left out by the rules of 3.0.
  if (text !== '' && get(node, '$ref') === undefined) (node as Mutable)['description'] = apart(text);
  for (const field of ['summary', 'title']) {
    const line = get(node, field);
    if (typeof line === 'string' && line.includes('{%')) (node as Mutable)[field] = line.replaceAll('{%', '{ %');
  }
}

/** Examples in files of elsewhere: Redocly would fetch them, and ends where it may not. */
function forgetElsewhere(examples: unknown): void {
  for (const [name, example] of Object.entries(Object(examples)))
    if (get(example, 'externalValue') !== undefined) delete (examples as Mutable)[name];
}

/** A tip and a warning are both quotes, which the style of the reference tells apart by what stands first. */
function apart(markdown: string): string {
  return markdown.replace(/^> \*\*((?:Warning|Caution)[.:]?)\*\*/gm, '> ***$1***');
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
