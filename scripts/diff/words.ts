import { keysOf } from '../../src/openapi/pointer.ts';
import { harmless } from '../load/error.ts';
import type { Kind } from './change.ts';
import type { RedoclyChange } from './redocly.ts';

const MOST = 80;

/** What a user of the client must do, where the general word for the kind is not enough. */
const ADVICE: Readonly<Record<string, string>> = {
  'path-removed': 'Stop calling it; its methods are gone.',
  'operation-removed': 'Stop calling it; its method is gone.',
  'operation-id-changed': 'Call the method by its new name.',
  'parameter-removed': 'Stop giving the parameter.',
  'parameter-became-required': 'Give the parameter in every call.',
  'request-body-became-required': 'Give a body in every call.',
  'required-properties-added': 'Give the property in every body.',
  'required-properties-removed': 'Expect the property to be missing.',
  'property-removed': 'Stop using the property.',
  'enum-values-removed': 'Stop giving the value.',
  'security-requirement-changed': 'Give the credential that is asked for now.',
  'security-scheme-changed': 'Give the credential in the form that is asked for now.',
  'server-removed': 'Call another server: set `baseUrl`, or take the new default.',
  enumValueInAnswer: 'Handle the new value.',
  defaultInRequest: 'Give the old value where it is meant.',
  limitTightened: 'Update, so that the client paces itself by it; expect bulk work to take longer.',
  headerOptional: 'Expect the header to be missing.',
  sensitiveRemoved: 'Mask the value yourself before you log it.',
  firstServer: 'Set `baseUrl` where the old server is meant.',
  ownServer: 'Send the calls of the operation to its own server.',
  sunsetEarlier: 'Move away from it sooner.',
  readOnlyInRequest: 'Stop sending it.',
  writeOnlyInAnswer: 'Stop reading it.',
  types: 'Edit what no longer compiles after the update.',
};

const GENERAL: Readonly<Record<Kind, string>> = {
  breaking: 'Check the code that uses it before you update.',
  types: 'Edit what no longer compiles after the update.',
  deprecation: 'Plan to move away from it.',
  addition: '',
  fix: '',
  docs: '',
};

export function adviceFor(kind: Kind, rule: string): string {
  if (GENERAL[kind] === '') return '';
  return (Object.hasOwn(ADVICE, rule) ? ADVICE[rule] : undefined) ?? GENERAL[kind];
}

/** What happened, in one sentence that says where as well. */
export function messageOf(change: RedoclyChange): string {
  const where = placeInWords(change.path);
  const said = change.verdicts.map(({ message }) => message).join(' ');
  return oneLine(`${where}: ${said || plainMessage(change)}`);
}

/** Redocly's names of what has a better one. */
const NOUNS: Readonly<Record<string, string>> = {
  HeadersMap: 'Headers',
  MediaType: 'Media type',
  MediaTypesMap: 'Content',
  ParameterList: 'Parameters',
  PathItem: 'Path',
  RequestBody: 'Request body',
  SecurityRequirement: 'A security requirement',
  SecurityRequirementList: 'Security',
  ServerList: 'Servers',
};

function plainMessage({ kind, property, typeName, base, revision }: RedoclyChange): string {
  if (kind !== 'modified') return `${NOUNS[typeName] ?? typeName} was ${kind}.`;
  const [was, is] = [base?.value, revision?.value];
  const missing = property === 'deprecated' && is === true ? ' Add `x-sunset` to say when it ends.' : '';
  if (was === undefined) return `\`${property}\` was set to ${valueInWords(is)}.${missing}`;
  if (is === undefined) return `\`${property}\` was removed; it was ${valueInWords(was)}.`;
  return `\`${property}\` was ${valueInWords(was)}, is ${valueInWords(is)}.${missing}`;
}

export function valueInWords(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

const SILENT = new Set(['schema', 'content', 'properties', 'paths', 'components']);

/** `/paths/~1books/get/parameters/1/schema` as `GET /books, parameters 1`. */
export function placeInWords(pointer: string): string {
  const keys = keysOf(pointer);
  if (keys[0] !== 'paths' || keys.length < 2) return keys.length > 0 ? keys.join(' ') : 'document';
  const [, path = '', method] = keys;
  const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
  const head = method !== undefined && methods.includes(method) ? `${method.toUpperCase()} ${path}` : path;
  const rest = keys.slice(head === path ? 2 : 3).filter((key) => !SILENT.has(key) && !/^application\/json$/.test(key));
  return [head, rest.join(' ')].filter(Boolean).join(', ');
}

/** Text of a document in one line, so that it cannot steer the terminal. */
export function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, ' '));
}
