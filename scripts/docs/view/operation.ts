import { get, getArray, getString } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import { paginationInWords } from '../../../src/openapi/pagination.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { code, plain, prose } from '../markdown/text.ts';
import type { SiteOperation } from '../operation.ts';
import { PLACEHOLDER } from '../samples/request.ts';
import { longSummary, type Site } from '../site.ts';
import { answerBlocks } from './answers.ts';
import { type Block, present, section, sentences } from './block.ts';
import type { Context } from './component.ts';
import { contentBlocks } from './content.ts';
import { limitsBlocks } from './limits.ts';
import { doubtBlocks, doubtsOf, secretsText } from './open.ts';
import { parameterField } from './parameters.ts';
import { securityBlocks, serverBlocks } from './security.ts';
import { moreInWords } from './words.ts';

/** What stands above the sections: the request line, the description, and what to know first. */
export function operationLead({ site, to }: Context, operation: SiteOperation): Block[] {
  const { model, callback, request } = operation;
  const { method, path, source, pagination } = model;
  const [first] = getArray(site.model.document.root, 'servers');
  const server = model.servers[0] ?? getString(first, 'url') ?? '';
  const sunset = getString(source, 'x-sunset');
  const secrets = request === undefined ? '' : secretsText(site, model);
  return present(
    { kind: 'request', method, server: request === undefined ? '' : server, path: callback?.expression ?? path },
    get(source, 'deprecated') === true
      ? `> **Warning.** This operation is deprecated${sunset === undefined ? '' : ` and ends on ${plain(sunset)}`}.`
      : undefined,
    prose(longSummary(source) ?? ''),
    prose(getString(source, 'description') ?? ''),
    callback &&
      `The API sends this request because of [${plain(callback.of.title)}](${to(callback.of.path)}), to the address that the expression ${code(callback.expression)} gives.`,
    request === undefined && !callback ? 'A webhook: the API sends this request, and your server answers it.' : '',
    pagination && paginationInWords(pagination.entry),
    sourceInWords(source),
    secrets && `> **Warning.** ${secrets}`,
    moreInWords(source),
  );
}

/** All sections of an operation in their order, without those that are empty. */
export function operationSections(context: Context, operation: SiteOperation): Block[] {
  const { site, view, to } = context;
  const { model, request, callbacks } = operation;
  const { source, parameters, accepts } = model;
  const own = request !== undefined;
  const fields = parameters.map((parameter) => parameterField(site.model, view, parameter));
  const doubts = own ? doubtBlocks(doubtsOf(site, model)) : [];
  const [holds, ...body] = accepts ? contentBlocks(context, accepts.contents, 'body', '') : [];
  const lead = [accepts?.required ? 'Required.' : 'Optional.', holds?.kind === 'text' ? holds.text : ''];
  const about = accepts && sentences(prose(accepts.description ?? ''), ...lead);
  return [
    ...section(
      2,
      'Authentication',
      own || get(source, 'security') ? securityBlocks(site.model, model, to('authentication')) : [],
    ),
    ...section(2, 'Servers', model.servers.length > 0 ? serverBlocks(serversOwner(site.model, operation)) : []),
    ...section(2, 'Parameters', { kind: 'fields', noun: 'Name', under: '', fields }),
    ...section(2, 'Request body', about, body),
    ...present(samplesOf(site, operation)),
    ...section(2, own ? 'Answers' : 'What it expects', answerBlocks(context, operation)),
    ...section(2, 'Callbacks', {
      kind: 'table',
      head: ['Callback', 'Request', 'Where it goes'],
      rows: callbacks.map(({ title, path, model: called, callback }) => [
        `[${plain(callback?.name ?? title)}](${to(path)})`,
        `${called.method} ${plain(title)}`,
        code(callback?.expression ?? ''),
      ]),
    }),
    ...section(2, 'Rate limits', own ? limitsBlocks(site.model, model) : []),
    ...section(
      2,
      'What is not certain',
      doubts.length > 0 ? { kind: 'fold', title: 'Open questions and sources', blocks: doubts } : [],
    ),
  ];
}

/** An operation's own servers, or its path's. */
function serversOwner({ document }: Model, { model }: SiteOperation): unknown {
  if (get(model.source, 'servers') !== undefined) return model.source;
  return document.at(model.pointer.slice(0, model.pointer.lastIndexOf('/')));
}

function samplesOf(site: Site, { samples, request }: SiteOperation): Block {
  const isPlaceholder = new URL(site.server).host === PLACEHOLDER && String(request?.url[0]).startsWith(site.server);
  const about = isPlaceholder ? { about: `${code(PLACEHOLDER)} stands for the host that serves the document.` } : {};
  return { kind: 'examples', group: 'request', examples: samples.map((sample) => ({ ...sample, ...about })) };
}
