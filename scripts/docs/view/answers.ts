import { STATUS_CODES } from 'node:http';
import { isSuccess, type ResponseModel } from '../../../src/openapi/bodies.ts';
import { entriesOf, getString, isObject } from '../../../src/openapi/json.ts';
import { at } from '../../../src/openapi/pointer.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { type NamedExample, namedExamples } from '../example.ts';
import { prose } from '../markdown/text.ts';
import type { Site, SiteOperation } from '../site.ts';
import { type Block, present, section, sentences } from './block.ts';
import { contentBlocks } from './content.ts';
import type { Context } from './context.ts';
import { linkInWords } from './link.ts';
import { headersBlock } from './parameters.ts';
import { listOf, statusInShort } from './words.ts';

type Header = readonly [name: string, value: unknown];

/** Every answer under its status; headers that several have, once for all of them. */
export function answerBlocks(context: Context, operation: SiteOperation): Block[] {
  const { site } = context;
  const { responses } = operation.model;
  const shared = sharedHeaders(responses);
  const own = responses.flatMap((response) => {
    const { status, contents, source } = response;
    const headers = entriesOf(source, 'headers').filter(([name, value]) => !shared.has(keyOf([name, value])));
    const first = isSuccess(status) ? answerToSample(site, operation, response) : [];
    const [lead, ...body] = contentBlocks(context, contents, 'answer', status === 'default' ? 'other' : status, first);
    const holds = lead?.kind === 'text' ? lead.text : 'No body.';
    return section(
      3,
      statusInWords(status),
      sentences(prose(getString(source, 'description') ?? ''), sourceInWords(source), holds),
      body,
      headersBlock(context, headers),
      site.links
        .filter((link) => link.of === operation && link.statuses.includes(status))
        .map((link) => linkInWords(link, context.to)),
    );
  });
  const sets = new Map<string, Header[]>();
  for (const { header, statuses } of shared.values()) {
    const all = statuses.length === responses.length;
    const key = all ? 'With every answer.' : `With ${listOf(statuses.map(statusInShort))}.`;
    sets.set(key, [...(sets.get(key) ?? []), header]);
  }
  const common = [...sets].flatMap(([words, headers]) => present(words, headersBlock(context, headers)));
  return [...own, ...section(3, 'Headers of these answers', common)];
}

function keyOf([name, value]: Header): string {
  return `${name.toLowerCase()} ${JSON.stringify(value)}`;
}

function sharedHeaders(
  responses: readonly ResponseModel[],
): ReadonlyMap<string, { header: Header; statuses: string[] }> {
  const found = new Map<string, { header: Header; statuses: string[] }>();
  for (const { status, source } of responses) {
    for (const header of entriesOf(source, 'headers')) {
      const known = found.get(keyOf(header)) ?? { header, statuses: [] };
      known.statuses.push(status);
      found.set(keyOf(header), known);
    }
  }
  return new Map([...found].filter(([, { statuses }]) => statuses.length > 1));
}

/** The answer to the call that samples make: of an example, the properties that it asks for. */
function answerToSample(site: Site, { model, request }: SiteOperation, { content }: ResponseModel): NamedExample[] {
  const wanted = request?.given.find(({ entry }) => entry.name === model.selects?.parameter)?.value;
  const [example] = content ? namedExamples(site.model.document, content.source) : [];
  if (!Array.isArray(wanted) || !example) return [];
  const pick = (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(wanted.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name]]] : [])))
      : value;
  const items = model.pagination?.entry.items;
  const [name, summary] = [wanted.join(', '), 'What the request of the samples asks for.'];
  if (items === undefined) return [{ name, summary, value: pick(example.value) }];
  const list = at(example.value, items);
  if (!Array.isArray(list)) return [];
  const within = (value: unknown, keys: readonly string[]): unknown => {
    const [key, ...rest] = keys;
    if (key === undefined) return list.map(pick);
    return isObject(value) ? { ...value, [key]: within(value[key], rest) } : value;
  };
  return [{ name, summary, value: within(example.value, items.split('/').slice(1)) }];
}

function statusInWords(status: string): string {
  if (status === 'default') return 'Any other status';
  if (status.endsWith('XX')) return `Any other ${status}`;
  const words = STATUS_CODES[status];
  return words === undefined ? status : `${status} ${words}`;
}
