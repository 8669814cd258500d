import { entriesOf, get, getString } from '../../../src/openapi/json.ts';
import { at } from '../../../src/openapi/pointer.ts';
import { contentExamples } from '../example.ts';
import { code, linkTo, plain, prose } from '../markdown/text.ts';
import type { SiteLink } from '../operation.ts';
import { type Block, present, section } from './block.ts';
import type { Context } from './component.ts';
import { serverBlocks } from './security.ts';
import { exampleInWords, inCode, listOf, statusInShort } from './words.ts';

/** What a link is, where its values come from, and what they are in the example of the answer. */
export function linkBlocks({ site, to }: Context, link: SiteLink): Block[] {
  const { of, statuses, source } = link;
  const answers = listOf(statuses.map(statusInShort));
  const { content } = of.model.responses.find(({ status }) => status === statuses[0])!;
  const [example] = content ? contentExamples(site.model.document, content) : [];
  const rows = valuesOf(link).map(([name, value]) => {
    const [, pointer] = /^\$response\.body#?(.*)$/.exec(String(value)) ?? [];
    const found = pointer === undefined || !example ? undefined : at(example.value, pointer);
    return [name, inCode(value), originInWords(value), exampleInWords(found, '')?.replace(/^: |\.$/g, '') ?? ''];
  });
  const server = get(source, 'server');
  return present(
    `After ${linkTo(of.title, to(of.path))} is answered ${answers}, ${targetInWords(link, to)} can be called.`,
    prose(getString(source, 'description') ?? ''),
    { kind: 'table', head: ['What it takes', 'Value', 'Where that is', 'In the example'], rows },
    section(2, 'Server', server === undefined ? [] : serverBlocks({ servers: [server] })),
  );
}

/** What an answer says of a next call, in a sentence. */
export function linkInWords(link: SiteLink, to: Context['to']): string {
  const given = valuesOf(link).map(([name, value]) => `${name} is ${inCode(value)}`);
  const about = prose(getString(link.source, 'description') ?? '');
  return `Link [${code(link.name)}](${to(link.path)}) leads to ${targetInWords(link, to)}${given.length > 0 ? `, in which ${listOf(given)}` : ''}. ${about}`;
}

/** All links, from where to where. */
export function linkListBlocks({ links }: Pick<Context['site'], 'links'>, to: Context['to']): Block[] {
  const lines = links.map((link) => `- [${plain(link.title)}](${to(link.path)}) leads to ${targetInWords(link, to)}`);
  return present(lines.join('\n'));
}

function targetInWords({ target, source }: SiteLink, to: Context['to']): string {
  return target
    ? linkTo(target.title, to(target.path))
    : code(getString(source, 'operationId') ?? getString(source, 'operationRef') ?? '');
}

/** What a link gives to the next call. */
function valuesOf({ source }: SiteLink): (readonly [string, unknown])[] {
  const body = get(source, 'requestBody');
  const parameters = entriesOf(source, 'parameters').map(([name, value]) => [code(name), value] as const);
  return body === undefined ? parameters : [...parameters, ['the body', body]];
}

const WHOLE: Readonly<Record<string, string>> = {
  $url: 'The address of the request',
  $method: 'The method of the request',
  $statusCode: 'The status of the answer',
};

/** What a runtime expression stands for. */
function originInWords(value: unknown): string {
  const expression = String(value);
  const [, side, place, name] = /^\$(request|response)\.(header|query|path|body)[.#]?(.*)$/.exec(expression) ?? [];
  if (side === undefined) return WHOLE[expression] ?? (/\{\$/.test(expression) ? '' : 'This value itself');
  const of = side === 'request' ? 'of the request' : 'of the answer';
  if (place === 'body') return name ? `${code(name)} in the body ${of}` : `The body ${of}`;
  return `${place === 'header' ? 'Header' : `Parameter in the ${place}`} ${code(name ?? '')} ${of}`;
}
