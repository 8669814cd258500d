import { STATUS_CODES } from 'node:http';
import { isSuccess, type ResponseModel } from '../../../src/openapi/bodies.ts';
import { entriesOf, getString, isObject } from '../../../src/openapi/json.ts';
import { at, keysOf } from '../../../src/openapi/pointer.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { contentExamples, type NamedExample } from '../example.ts';
import { grouped } from '../maps.ts';
import { prose } from '../markdown/text.ts';
import type { SiteOperation } from '../operation.ts';
import type { Site } from '../site.ts';
import { type Block, present, section, sentences } from './block.ts';
import type { Context } from './component.ts';
import { contentBlocks } from './content.ts';
import { linkInWords } from './link.ts';
import { headersBlock } from './parameters.ts';
import { listOf, statusInShort } from './words.ts';

/** Every answer under its status; headers that several have, once for all of them. */
export function answerBlocks(context: Context, operation: SiteOperation): Block[] {
  const { site } = context;
  const { responses } = operation.model;
  const sent = responses.flatMap(({ status, source }) =>
    entriesOf(source, 'headers').map((header) => ({ status, header })),
  );
  const alike = [...grouped(sent, ({ header }) => keyOf(header))];
  const shared = new Map(alike.filter(([, { length }]) => length > 1));
  const own = responses.flatMap((response) => {
    const { status, contents, source } = response;
    const headers = entriesOf(source, 'headers').filter((header) => !shared.has(keyOf(header)));
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
  const sets = grouped([...shared.values()], (same) => {
    const statuses = same.map(({ status }) => statusInShort(status));
    return statuses.length === responses.length ? 'With every answer.' : `With ${listOf(statuses)}.`;
  });
  const common = [...sets].flatMap(([words, set]) => {
    const headers = set.flatMap(([first]) => (first ? [first.header] : []));
    return present(words, headersBlock(context, headers));
  });
  return [...own, ...section(3, 'Headers of these answers', common)];
}

function keyOf([name, value]: readonly [string, unknown]): string {
  return `${name.toLowerCase()} ${JSON.stringify(value)}`;
}

/** The answer to the call that samples make: of an example, the properties that it asks for. */
function answerToSample(site: Site, { model, request }: SiteOperation, { content }: ResponseModel): NamedExample[] {
  const wanted = request?.given.find(({ entry }) => entry.name === model.selects?.parameter)?.value;
  const [example] = content ? contentExamples(site.model.document, content) : [];
  if (!Array.isArray(wanted) || !example) return [];
  const pick = (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(wanted.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name]]] : [])))
      : value;
  const within = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key !== undefined) return isObject(value) ? { ...value, [key]: within(value[key], rest) } : value;
    return Array.isArray(value) && items !== undefined ? value.map(pick) : pick(value);
  };
  const items = model.pagination?.entry.items;
  if (items !== undefined && !Array.isArray(at(example.value, items))) return [];
  const [name, summary] = [wanted.join(', '), 'What the request of the samples asks for.'];
  return [{ name, summary, description: undefined, value: within(example.value, keysOf(items ?? '')) }];
}

function statusInWords(status: string): string {
  if (status === 'default') return 'Any other status';
  if (status.endsWith('XX')) return `Any other ${status}`;
  const words = STATUS_CODES[status];
  return words === undefined ? status : `${status} ${words}`;
}
