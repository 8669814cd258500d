import { isObject } from '../../../src/openapi/json.ts';
import { isIdentifier } from '../../../src/openapi/names.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { literal, propertyKey, quote } from '../../generate/text.ts';
import { FILE, hasFile, type SampleBody } from './body.ts';
import type { SampleRequest } from './request.ts';

/** What samples must know of this package beside the contract. */
export interface ClientFacts {
  /** The name that programs import. */
  readonly package: string;
  /** The function that makes a client. */
  readonly factory: string;
  /** The name of a client in samples. */
  readonly variable: string;
  /** The environment variable that holds the credential. */
  readonly token: string;
  /** Where a document's generated files are, where the client has no function of its own for it. */
  readonly generated: string | undefined;
  /** The package's command; undefined where it has none, or none for the document. */
  readonly command: string | undefined;
}

/** How a body is written, as far as the client does not know itself. */
export type CallBody = Pick<SampleBody, 'kind'> & { readonly files?: readonly string[] };

/** What of a request the client is given. */
export interface ClientCall extends Pick<SampleRequest, 'given' | 'bodyValue' | 'answer' | 'authorized'> {
  readonly body: CallBody | undefined;
  readonly elsewhere?: string | undefined;
  /** Options of the client beside its credential and its server, as code. */
  readonly options?: readonly string[];
}

/** A call by the client of this package, in TypeScript. */
export function clientSample(operation: OperationModel, request: ClientCall, client: ClientFacts): string {
  const { factory, package: name, generated, token, variable } = client;
  const types = generated === undefined ? '' : '<ContractTypes>';
  const { authorized, elsewhere, options: more = [] } = request;
  const place = elsewhere === undefined ? [] : [`baseUrl: ${quote(elsewhere)}`];
  const options = [...(authorized ? [`token: process.env.${token}`, ...place] : []), ...more];
  const settings = options.length > 0 ? `{ ${options.join(', ')} }` : '{}';
  const method = isIdentifier(operation.name) ? `.${operation.name}` : `[${quote(operation.name)}]`;
  const call = `await ${variable}${method}(${argumentOf(operation, request)});`;
  return [
    ...(hasFile(request.body) ? ["import { readFile } from 'node:fs/promises';"] : []),
    `import { ${factory} } from ${quote(name)};`,
    ...(generated === undefined
      ? []
      : [
          `import { contract } from ${quote(`${generated}/contract.js`)};`,
          `import type { ContractTypes } from ${quote(`${generated}/methods.d.ts`)};`,
        ]),
    '',
    `const ${variable} = ${factory}${types}(${[...(generated === undefined ? [] : ['contract']), settings].join(', ')});`,
    '',
    ...(request.answer === undefined ? [call] : [`const answer = ${call}`, 'console.log(answer);']),
  ].join('\n');
}

/** Parameters as a method takes them: each under its name, or where names repeat, under its place first. */
export function argumentsOf({ grouped }: OperationModel, given: SampleRequest['given']): [string, unknown][] {
  if (!grouped) return given.map(({ entry: { name }, value }) => [name, value]);
  const places = (['path', 'query', 'header', 'cookie'] as const).map((place) => {
    const own = given.flatMap(({ entry, value }) => (entry.in === place ? [[entry.name, value] as const] : []));
    return [place, Object.fromEntries(own)] as [string, object];
  });
  return places.filter(([, own]) => Object.keys(own).length > 0);
}

function argumentOf(operation: OperationModel, { given, body, bodyValue }: ClientCall): string {
  const parts = argumentsOf(operation, given).map(([name, value]) => `${propertyKey(name)}: ${literal(value, '  ')}`);
  const file = `new Blob([await readFile(${quote(FILE)})])`;
  if (body?.kind === 'file') parts.push(`body: ${file}`);
  else if (body?.files?.length && isObject(bodyValue)) {
    const own = Object.entries(bodyValue).map(
      ([name, value]) => `${propertyKey(name)}: ${body.files?.includes(name) ? file : literal(value, '    ')}`,
    );
    parts.push(`body: { ${own.join(', ')} }`);
  } else if (body) parts.push(`body: ${literal(bodyValue, '  ')}`);
  if (parts.length === 0) return '';
  const line = `{ ${parts.join(', ')} }`;
  return line.length < 80 && !line.includes('\n') ? line : `{\n${parts.map((part) => `  ${part},\n`).join('')}}`;
}
