import { STATUS_CODES } from 'node:http';
import type { ContentModel, ResponseModel } from '../../../src/openapi/bodies.ts';
import type { DocumentReader } from '../../../src/openapi/document.ts';
import { entriesOf, get, getString, isObject } from '../../../src/openapi/json.ts';
import { paginationInWords } from '../../../src/openapi/pagination.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { exampleOf, givenExample } from '../example.ts';
import type { Site, SiteOperation } from '../site.ts';
import { limitsText } from './limits.ts';
import { secretsText, uncertainText } from './open.ts';
import { deprecatedInWords, schemaProse, typeInWords } from './schema.ts';
import { blocks, code, fence, jsonFence, plain, prose, table } from './text.ts';

/** One part of an operation's description. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

/** What stands above the sections: the request line, the description, and what to know first. */
export function operationLead({ document, server }: Site, { model }: SiteOperation): string {
  const { method, path, source, pagination } = model;
  const sunset = getString(source, 'x-sunset');
  const docs = get(source, 'externalDocs');
  const link = getString(docs, 'url');
  return blocks(
    fence(`${method} ${server}${path}`, 'http'),
    get(source, 'deprecated') === true
      ? `> **Warning.** This operation is deprecated${sunset === undefined ? '' : ` and ends on ${plain(sunset)}`}.`
      : undefined,
    prose(getString(source, 'description') ?? ''),
    pagination && paginationInWords(pagination.entry),
    sourceInWords(source),
    secretsText(document, model) && `> **Warning.** ${secretsText(document, model)}`,
    link === undefined
      ? undefined
      : `${plain(getString(docs, 'description') ?? 'More')}: <${encodeURI(decoded(link))}>`,
  );
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** The sections of an operation in their order, without those that are empty. */
export function operationSections(site: Site, operation: SiteOperation): Section[] {
  const { document } = site;
  const { model } = operation;
  return [
    { title: 'Authentication', text: authenticationText(document, model.source) },
    { title: 'Parameters', text: parametersText(document, operation) },
    { title: 'Request body', text: bodyText(document, operation) },
    ...responseSections(document, model.responses),
    { title: 'Rate limits', text: limitsText(document, model) },
    { title: 'What is not certain', text: uncertainText(document, model) },
  ].filter(({ text }) => text !== '');
}

export function samplesText({ samples }: SiteOperation, level: number): string {
  return blocks(
    ...samples.map(({ label, language, source }) => blocks(`${'#'.repeat(level)} ${label}`, fence(source, language))),
  );
}

function authenticationText(document: DocumentReader, source: unknown): string {
  const requirements = get(source, 'security') ?? get(document.root, 'security');
  if (!Array.isArray(requirements)) return '';
  const schemes = get(get(document.root, 'components'), 'securitySchemes');
  const ways = requirements.filter(isObject).map((requirement) => {
    const parts = Object.keys(requirement).map((name) => schemeInWords(name, document.follow(get(schemes, name))));
    return parts.length === 0 ? 'No credential.' : parts.join(' And: ');
  });
  return ways.length > 1 ? ways.map((way) => `- ${way.replace(/\n+/g, ' ')}`).join('\n') : (ways[0] ?? 'None.');
}

function schemeInWords(name: string, scheme: unknown): string {
  const type = getString(scheme, 'type');
  const how =
    type === 'apiKey'
      ? `An API key in the ${plain(getString(scheme, 'in') ?? '')} parameter ${code(getString(scheme, 'name') ?? name)}.`
      : type === 'http' && getString(scheme, 'scheme')?.toLowerCase() === 'basic'
        ? `User name and password, in ${code('Authorization: Basic')}.`
        : type === 'mutualTLS'
          ? 'A client certificate.'
          : `A token, in ${code('Authorization: Bearer')}.`;
  return [how, prose(getString(scheme, 'description') ?? '')].filter((part) => part).join(' ');
}

function parametersText(document: DocumentReader, { model }: SiteOperation): string {
  const rows = model.parameters.map(({ entry, schema, source }) => {
    const own = getString(source, 'description');
    const inherited = { ...(isObject(schema) ? schema : {}), ...(own !== undefined && { description: own }) };
    const example = givenExample(document, source);
    const description = [
      deprecatedInWords(source),
      schemaProse(document, inherited),
      example === undefined ? undefined : `Example: ${code(JSON.stringify(example))}.`,
      sourceInWords(source),
    ];
    return [
      code(entry.name),
      entry.in,
      typeInWords(document, schema),
      entry.required ? 'yes' : 'no',
      description.filter((part) => part).join(' '),
    ];
  });
  return table(['Name', 'In', 'Type', 'Required', 'Description'], rows);
}

function bodyText(document: DocumentReader, { model: { body } }: SiteOperation): string {
  if (!body) return '';
  const required = body.required ? 'Required.' : 'Optional.';
  return blocks(
    body.description === undefined ? undefined : prose(body.description),
    `${required} ${contentInWords(document, body.content)}`,
    contentExample(document, body.content),
  );
}

function contentInWords(document: DocumentReader, { contentType, schema }: ContentModel): string {
  return `${code(contentType)}: ${typeInWords(document, schema)}.`;
}

function contentExample(document: DocumentReader, content: ContentModel): string {
  const value = givenExample(document, content.source) ?? exampleOf(document, content.schema);
  return /json/i.test(content.contentType) ? jsonFence(value) : typeof value === 'string' ? fence(value, 'text') : '';
}

function responseSections(document: DocumentReader, responses: readonly ResponseModel[]): Section[] {
  return responses.map(({ status, content, source }) => {
    const headers = entriesOf(source, 'headers').map(([name, header]) => {
      const value = document.follow(header);
      const schema = get(value, 'schema');
      const own = getString(value, 'description');
      const described = { ...(isObject(schema) ? schema : {}), ...(own !== undefined && { description: own }) };
      return [code(name), typeInWords(document, schema), schemaProse(document, described)];
    });
    return {
      title: statusInWords(status),
      text: blocks(
        prose(getString(source, 'description') ?? ''),
        sourceInWords(source),
        content ? contentInWords(document, content) : 'No body.',
        content && contentExample(document, content),
        table(['Header', 'Type', 'Description'], headers),
      ),
    };
  });
}

function statusInWords(status: string): string {
  if (status === 'default') return 'Any other status';
  const words = STATUS_CODES[status];
  return words === undefined ? status : `${status} ${words}`;
}
