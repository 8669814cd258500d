import type { ConfigurationError } from '../common/errors.ts';
import { isHeaderValue } from '../common/headers.ts';
import { invalidOption, refuseUnknown } from '../common/read-options.ts';
import type { Operation, Parameter, ParameterLocation } from '../contract.ts';
import { isSerializable, serialize } from './serialize.ts';

/** What a call sends, serialized, by where it travels. */
export interface Arguments {
  /** The path with its parameters filled in. */
  readonly path: string;
  /** Without a question mark; empty where there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The properties that the answer is to have, where the call selects some. */
  readonly fields: readonly string[] | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** The values of a call by location, as `GET` and its siblings take them. */
export type LocatedValues = Partial<Record<ParameterLocation, Values | undefined>> & { readonly body?: unknown };

/** Sorts the one object that a method takes by the locations of its parameters. */
export function locate(name: string, operation: Operation, params: unknown): LocatedValues {
  const key = operation.grouped ? 'in' : 'name';
  const known = new Set(operation.parameters.map((parameter) => parameter[key]));
  if (operation.body) known.add('body');
  const given = refuseUnknown(`\`params\` of \`${name}\``, params, [...known], 'INVALID_PARAMETER');
  if (operation.grouped) return given as LocatedValues;
  const located: Record<string, unknown> = {};
  for (const parameter of operation.parameters) {
    if (!Object.hasOwn(given, parameter.name)) continue;
    located[parameter.in] ??= Object.create(null);
    (located[parameter.in] as Record<string, unknown>)[parameter.name] = given[parameter.name];
  }
  if (operation.body) located['body'] = given['body'];
  return located;
}

/**
 * Checks the values of a call and writes them as the wire has them. What the contract says of their content is left to
 * the server; what would send another request than the one that is meant is refused here.
 */
export function readArguments(name: string, operation: Operation, values: LocatedValues): Arguments {
  // Documents tell operations of one path apart by what follows a `#`, which no request carries, or a `?`.
  const [template = '', ...query] = operation.path.split('#', 1)[0]!.split('?');
  let path = template;
  const cookies: string[] = [];
  const headers: Record<string, string> = {};
  for (const location of ['path', 'query', 'header', 'cookie'] as const) {
    const known = operation.parameters.filter((parameter) => parameter.in === location);
    const names = known.map((parameter) => parameter.name);
    const what = `the ${location} parameters of \`${name}\``;
    const given = refuseUnknown(what, values[location], names, 'INVALID_PARAMETER');
    for (const parameter of known) {
      const text = readValue(name, operation, parameter, given);
      if (text === undefined) continue;
      if (location === 'path') path = path.replaceAll(`{${parameter.name}}`, () => text);
      else if (location === 'query') query.push(text);
      else if (location === 'cookie') cookies.push(text);
      else headers[parameter.name] = text;
    }
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  if (operation.body?.required && values.body === undefined) throw invalid(`\`${name}\` needs a \`body\`.`);
  const bodiless = operation.method === 'GET' || operation.method === 'HEAD' || !operation.body;
  if (bodiless && values.body !== undefined) throw invalid(`\`${name}\` takes no \`body\`.`);
  return { path, query: query.join('&'), headers, body: values.body, fields: selectionOf(operation, values) };
}

function readValue(name: string, operation: Operation, parameter: Parameter, given: Values): string | undefined {
  const value = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
  const label = `the ${parameter.in} parameter \`${parameter.name}\` of \`${name}\``;
  if (value === undefined || value === null) {
    if (!parameter.required) return undefined;
    throw invalid(`Expected ${label} to be given.`);
  }
  if (!isSerializable(parameter, value)) {
    throw invalid(
      `Expected ${label} to be a string, a finite number, a boolean, or a list or plain object of these. Integers beyond 2^53 are strings.`,
    );
  }
  const selects = operation.selectsFields === parameter.name && parameter.in === 'query';
  if (selects && !(Array.isArray(value) && value.length > 0 && !value.includes(''))) {
    throw invalid(`Expected ${label} to be a list with at least one name. Leave it out to get everything.`);
  }
  const text = serialize(parameter, value);
  if (parameter.in === 'path' && (text === undefined || isUnsafeSegment(text))) {
    throw invalid(
      `Expected ${label} not to be empty, \`.\` or \`..\`, nor any part of it between slashes: it would lead to another path.`,
    );
  }
  if (parameter.in === 'header' && text !== undefined && !isHeaderValue(text)) {
    throw invalid(`Expected ${label} to be text that a header can hold, on one line.`);
  }
  return text;
}

function selectionOf({ selectsFields }: Operation, { query }: LocatedValues): readonly string[] | undefined {
  const selection = selectsFields === undefined ? undefined : query?.[selectsFields];
  return Array.isArray(selection) ? selection.map(String) : undefined;
}

/** A URL parser takes dot segments away, encoded or not; some servers decode a slash, and even what was encoded twice. */
function isUnsafeSegment(text: string): boolean {
  if (text.includes('/')) return true;
  let before: string;
  let decoded = text;
  do {
    before = decoded;
    if (before.split(/[/\\]/).some((part) => /^\.{0,2}$/.test(part))) return true;
    decoded = before.replace(/%(25|2e|2f|5c)/gi, decodeURIComponent);
  } while (before !== decoded);
  return false;
}

export function invalid(message: string): ConfigurationError {
  return invalidOption(message, 'INVALID_PARAMETER');
}
