import { isDeepStrictEqual } from 'node:util';
import { get, getArray, getObject, getString, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { type Node, type Subject, say } from './found.ts';
import type { Spot } from './meaning.ts';
import { compareWords, partsOf } from './notes.ts';
import { ofOperation, type Pairing, type Side } from './pairing.ts';

/** One credential that is asked for: the same one under another name is the same. */
interface Credential {
  readonly identity: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Compares what an operation asks for, wherever that is written: what satisfied it must go on to do so. */
export function compareSecurity(pairing: Pairing): void {
  const { before, after } = pairing;
  const [was, is] = [alternativesOf(before, after.model), alternativesOf(after, before.model)];
  const isMet = ({ identity, scopes }: Credential, given: readonly Credential[]): boolean =>
    given.some((each) => each.identity === identity && scopes.every((scope) => each.scopes.includes(scope)));
  const fits = (alternatives: typeof was, given: readonly Credential[]): boolean =>
    alternatives.some((asked) => asked.every((each) => isMet(each, given)));
  const isRefused = was.some((given) => !fits(is, given));
  if (!isRefused && is.every((given) => fits(was, given))) return;
  const subject = ofOperation(pairing, ofWhole(before) && ofWhole(after));
  // Of one name for two things, what a request carries tells them apart.
  const isNamesake = inWords(was) === inWords(is);
  const said = `${subject.label} asked for ${inWords(was, isNamesake)}, asks for ${inWords(is, isNamesake)}.`;
  say({ ...subject, was: placeOf(before), is: placeOf(after) }, isRefused ? 'credential' : 'securityDropped', said);
}

function inWords(alternatives: readonly (readonly Credential[])[], isWhole = false): string {
  const credential = ({ name, scopes, identity }: Credential): string => {
    const more = [...(isWhole ? [identity] : []), ...scopes].join(', ');
    return more === '' ? `\`${name}\`` : `\`${name}\` (${more})`;
  };
  return [...new Set(alternatives.map((all) => all.map(credential).join(' with ') || 'nothing'))].join(' or ');
}

/** Whether an operation asks for what all of the document ask for. */
function ofWhole({ value }: Side): boolean {
  return get(value, 'security') === undefined;
}

function placeOf(side: Side): Spot {
  return { pointer: ofWhole(side) ? '/security' : `${side.pointer}/security` };
}

function alternativesOf({ value, model }: Side, other: Model): Credential[][] {
  const written = get(value, 'security') ?? get(model.document.root, 'security');
  const alternatives = Array.isArray(written) ? written.filter(isObject) : [];
  if (alternatives.length === 0) return [[]];
  return alternatives.map((alternative) =>
    Object.keys(alternative).map((name) => ({
      ...{ name, identity: identityOf(model, other, name), scopes: getArray(alternative, name).map(String) },
    })),
  );
}

/** What a request has to carry for a scheme, whatever its name: of tokens, the scheme that both documents have. */
function identityOf(model: Model, other: Model, name: string): string {
  const scheme = schemeOf(model, name);
  const [type, place, key] = ['type', 'in', 'name'].map((each) => getString(scheme, each));
  if (type === 'apiKey') return `${type} ${place} ${place === 'header' ? key?.toLowerCase() : key}`;
  if (type === 'http') return `${type} ${getString(scheme, 'scheme')?.toLowerCase()}`;
  if (type === 'mutualTLS') return type;
  if (getString(schemeOf(other, name), 'type') === type) return `${type} ${name}`;
  const twin = Object.keys(schemes(other)).find((each) => isDeepStrictEqual(schemeOf(other, each), scheme));
  return `${type ?? 'unknown'} ${[name, ...(twin === undefined ? [] : [twin])].sort().join()}`;
}

function schemes(model: Model): Json {
  return getObject(get(model.document.root, 'components'), 'securitySchemes') ?? {};
}

function schemeOf(model: Model, name: string): Json | undefined {
  return model.document.follow(get(schemes(model), name));
}

/** Compares the schemes that both documents have under one name. */
export function compareSchemes(before: Model, after: Model, node: Node): void {
  for (const name of new Set([before, after].flatMap((model) => Object.keys(schemes(model))))) {
    const pointer = `/components/securitySchemes/${escapeKey(name)}`;
    const [was, is] = [before, after].map((model) => {
      const value = schemeOf(model, name);
      return value && { value, pointer };
    });
    const subject: Subject = { label: `security scheme \`${name}\``, way: 'request', node, was, is };
    const [owner, other] = is ? [after, before] : [before, after];
    const isRenamed = Object.keys(schemes(other)).some(
      (each) => identityOf(other, owner, each) === identityOf(owner, other, name),
    );
    if (was && is) {
      compareWords(subject, /^(type|in|name|scheme|flows|openIdConnectUrl)$/);
      compareFlows(subject);
      compareUrls(subject, ['openIdConnectUrl']);
    } else if (!isRenamed)
      say(subject, is ? 'newScheme' : 'schemeGone', `${subject.label} was ${is ? 'added' : 'removed'}.`);
  }
}

function compareFlows(scheme: Subject): void {
  for (const [name, was, is] of partsOf(scheme, 'flows')) {
    const label = `flow \`${name}\` of ${scheme.label}`;
    const subject = { ...scheme, label, was, is };
    if (was && is) {
      compareUrls(subject, ['tokenUrl', 'authorizationUrl', 'refreshUrl']);
      compareScopes({ ...subject, label: scheme.label });
    } else say(subject, is ? 'securityDropped' : 'schemeGone', `${label} was ${is ? 'added' : 'removed'}.`);
  }
}

function compareUrls(subject: Subject, keys: readonly string[]): void {
  for (const key of keys) {
    const [was, is] = [subject.was, subject.is].map((place) => getString(place?.value, key));
    const said = `\`${key}\` of ${subject.label} was ${was ?? 'missing'}, is ${is ?? 'missing'}.`;
    if (was !== is) say(subject, 'credentialPlace', said, key);
  }
}

function compareScopes(flow: Subject): void {
  for (const [scope, was, is] of partsOf(flow, 'scopes')) {
    if (was?.value === is?.value) continue;
    const rule = was ? (is ? 'words' : 'schemeGone') : 'securityDropped';
    const verb = was ? (is ? 'is described in other words' : 'was removed') : 'was added';
    say(flow, rule, `scope \`${scope}\` of ${flow.label} ${verb}.`, 'scopes');
  }
}
