import type { Parameter } from '../../../src/contract.ts';
import { isSuccess } from '../../../src/openapi/bodies.ts';
import type { DocumentReader } from '../../../src/openapi/document.ts';
import { get } from '../../../src/openapi/json.ts';
import { isJson } from '../../../src/openapi/media-type.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { isServed } from '../../../src/openapi/security.ts';
import { holdsSecrets } from '../../../src/openapi/sensitive.ts';
import { isElsewhere, serverUrls } from '../../../src/openapi/servers.ts';
import { isSerializable, serialize } from '../../../src/request/serialize.ts';
import { exampleOf, givenExample } from '../example.ts';
import { readBody, type SampleBody } from './body.ts';

/** A secret, which samples read from the environment, and the form of it that is sent. */
export interface Secret {
  readonly variable: string;
  readonly as: 'text' | 'base64' | 'url';
}

/** A text of which parts are secrets. */
export type Template = readonly (string | Secret)[];

/** What a sample expects of a success: JSON, text, bytes, or nothing. */
export type SampleAnswer = 'json' | 'text' | 'bytes' | undefined;

/** An operation as one request with values, told apart from how a language writes it. */
export interface SampleRequest {
  readonly method: string;
  /** Absolute and encoded. */
  readonly url: Template;
  readonly headers: readonly (readonly [name: string, value: Template])[];
  /** Whether any of these holds a secret. */
  readonly authorized: boolean;
  readonly body: SampleBody | undefined;
  readonly answer: SampleAnswer;
  /** Whether a success may come without a body although others have one. */
  readonly mayBeEmpty: boolean;
  /** The parameters with their values, as the client and the command take them. */
  readonly given: readonly { readonly entry: Parameter; readonly value: unknown }[];
  /** Whether the body can hold secrets, which no argument of a command may. */
  readonly secret: boolean;
  /** The body as the client takes it. */
  readonly bodyValue: unknown;
  /** The server, where it is one that a client has to be told before any credential goes there. */
  readonly elsewhere: string | undefined;
}

/** The host of samples where a document does not say where it is served. */
export const PLACEHOLDER = 'api.example';

export function sampleRequest(
  model: Model,
  operation: OperationModel,
  server: string,
  variable: string,
): SampleRequest {
  const { document } = model;
  const given = givenParameters(document, operation);
  const credentials = credentialsOf(model, operation, variable);
  // Some documents list a credential among the parameters too: it is sent once.
  const isCredential = (own: Parameter) => credentials.some((each) => each.in === own.in && each.name === own.name);
  const sent = given.filter(({ entry }) => !isCredential(entry));
  const written = (place: Parameter['in']): string[] =>
    sent.filter(({ entry }) => entry.in === place).flatMap(({ entry, value }) => serialize(entry, value) ?? []);
  const path = operation.path.replace(/\{([^}]*)\}/g, (template, name: string) => {
    const found = given.find(({ entry }) => entry.in === 'path' && entry.name === name);
    return (found && serialize(found.entry, found.value)) ?? encodeURIComponent(template);
  });
  const secrets = (place: 'query' | 'cookie'): Template[] =>
    credentials.filter((each) => each.in === place).map(({ name, value }) => [`${name}=`, ...value]);
  const query = listed('&', [...written('query').map((text) => [text]), ...secrets('query')]);
  const cookies = listed('; ', [...secrets('cookie'), ...written('cookie').map((text) => [text])]);
  const { body, bodyValue } = readBody(document, operation);
  const headers = [
    ...credentials,
    ...sent.map(({ entry, value: own }) => ({ ...entry, value: [serialize(entry, own) ?? ''] })),
  ]
    .filter((each) => each.in === 'header')
    .map(({ name, value: own }) => [name, own] as const);
  const type = body && body.kind !== 'form' ? [['Content-Type', [body.contentType]] as const] : [];
  return {
    method: operation.method,
    url: textOf(server, path, ...(query.length > 0 ? ['?', ...query] : [])),
    headers: [...headers, ...(cookies.length > 0 ? [['Cookie', cookies] as const] : []), ...type].filter(isHeader),
    authorized: credentials.length > 0,
    body,
    ...answerOf(operation),
    given,
    secret: operation.body !== undefined && holdsSecrets(document, operation.body.content.schema),
    bodyValue,
    elsewhere: isElsewhere(operation.servers[0], serverUrls(document.root)) ? server : undefined,
  };
}

/** Texts as one, in which two secrets have a text between them. */
export function textOf(...parts: Template): Template {
  const text: (string | Secret)[] = [];
  for (const part of parts) {
    const last = text.at(-1);
    if (typeof part === 'string' && typeof last === 'string') text[text.length - 1] = last + part;
    else text.push(part);
  }
  return text;
}

function listed(sign: string, items: readonly Template[]): Template {
  return textOf(...items.flatMap((item, index) => (index === 0 ? item : [sign, ...item])));
}

/** What must be given, and what has an example and no default: with a default, a call without it means the same. */
function givenParameters(document: DocumentReader, { parameters }: OperationModel): SampleRequest['given'] {
  return parameters.flatMap(({ entry, schema, source }) => {
    const example = givenExample(document, source);
    const preset = get(document.follow(schema), 'default');
    const optional = !entry.required && (example === undefined || preset !== undefined);
    if (optional) return [];
    const value = example ?? exampleOf(document, schema);
    const sent = isSerializable(entry, value) ? value : 'text';
    return [{ entry, value: sent === '' ? 'text' : sent }];
  });
}

function answerOf({ responses }: OperationModel): Pick<SampleRequest, 'answer' | 'mayBeEmpty'> {
  const successes = responses.filter(({ status }) => isSuccess(status));
  const type = successes.find(({ content }) => content)?.content?.contentType;
  const answer = type === undefined ? undefined : isJson(type) ? 'json' : type.startsWith('text/') ? 'text' : 'bytes';
  return { answer, mayBeEmpty: type !== undefined && successes.some(({ content }) => !content) };
}

/** What the first way to authenticate asks for that a client can be given. */
function credentialsOf({ securitySchemes }: Model, { security }: OperationModel, variable: string) {
  const isGiven = (name: string): boolean => {
    const scheme = securitySchemes.get(name);
    return scheme !== undefined && isServed(scheme);
  };
  const wanted = security.find((names) => names.length > 0 && names.every(isGiven)) ?? [];
  return wanted.map((each, index) => {
    const scheme = securitySchemes.get(each)!;
    const secret = (as: Secret['as']): Secret => ({
      variable: index === 0 ? variable : `${variable}_${index + 1}`,
      as,
    });
    if (scheme.type === 'apiKey') {
      const { in: place, name } = scheme;
      if (place === 'query') return { in: place, name: encodeURIComponent(name), value: [secret('url')] };
      return { in: place, name, value: [secret('text')] };
    }
    const isBasic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
    const value = isBasic ? ['Basic ', secret('base64')] : ['Bearer ', secret('text')];
    return { in: 'header' as const, name: 'Authorization', value };
  });
}

/** Whether a header can be sent: what cannot would only break the sample. */
function isHeader([name, value]: SampleRequest['headers'][number]): boolean {
  const text = value.filter((part) => typeof part === 'string').join('');
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(text);
}

/** The URL of a document's first server, with the defaults of its variables. */
export function serverOf(document: DocumentReader): string {
  const [url = ''] = serverUrls(document.root);
  const text = URL.canParse(url) ? new URL(url).href : new URL(encodeURI(url), `https://${PLACEHOLDER}`).href;
  return text.replace(/\/$/, '');
}
