import { isDeepStrictEqual } from 'node:util';
import { get, getArray, getObject, getString, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { type Found, note } from './found.ts';
import { compareNotes } from './notes.ts';
import { notesOf, type Pairing, type Side } from './pairing.ts';

/** One credential that is asked for: the same one under another name is the same. */
interface Credential {
  readonly identity: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Compares what an operation asks for, wherever that is written: what satisfied it must go on to do so. */
export function compareSecurity({ before, after, name, node, sent }: Pairing): void {
  if (sent === 'answer') return;
  const [was, is] = [alternativesOf(before, after.model), alternativesOf(after, before.model)];
  const covers = (less: readonly Credential[], more: readonly Credential[]): boolean =>
    less.every(({ identity, scopes }) =>
      more.some((each) => each.identity === identity && scopes.every((scope) => each.scopes.includes(scope))),
    );
  const fits = (alternatives: readonly (readonly Credential[])[], given: readonly Credential[]): boolean =>
    alternatives.some((alternative) => covers(alternative, given));
  const refused = was.filter((given) => !fits(is, given));
  if (refused.length === 0 && is.every((given) => fits(was, given))) return;
  const words = (alternatives: readonly (readonly Credential[])[]): string =>
    [...new Set(alternatives.map((all) => all.map(inWords).join(' with ') || 'nothing'))].join(' or ');
  note(node.found, ofWhole(before) && ofWhole(after) ? 'the API' : `\`${name}\``)(
    refused.length > 0 ? 'credential' : 'securityDropped',
    [placeOf(before), placeOf(after)],
    (of) => `${of} asked for ${words(was)}, asks for ${words(is)}.`,
  );
}

function inWords({ name, scopes }: Credential): string {
  return scopes.length > 0 ? `\`${name}\` (${scopes.join(', ')})` : `\`${name}\``;
}

/** Whether an operation asks for what all of the document ask for. */
function ofWhole({ operation }: Side): boolean {
  return get(operation.source, 'security') === undefined;
}

function placeOf(side: Side): { readonly pointer: string } {
  return { pointer: ofWhole(side) ? '/security' : `${side.pointer}/security` };
}

function alternativesOf({ operation, model }: Side, other: Model): Credential[][] {
  const written = get(operation.source, 'security') ?? get(model.document.root, 'security');
  const alternatives = Array.isArray(written) ? written.filter(isObject) : [];
  if (alternatives.length === 0) return [[]];
  return alternatives.map((alternative) =>
    Object.keys(alternative).map((name) => ({
      name,
      identity: identityOf(model, other, name),
      scopes: getArray(alternative, name).map(String),
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
  return `${type} ${[name, twin].sort().join()}`;
}

function schemes(model: Model): Json {
  return getObject(get(model.document.root, 'components'), 'securitySchemes') ?? {};
}

function schemeOf(model: Model, name: string): Json | undefined {
  return model.document.follow(get(schemes(model), name));
}

/** Compares the schemes that both documents have under one name. */
export function compareSchemes(before: Model, after: Model): Found[] {
  const found: Found[] = [];
  for (const name of new Set([before, after].flatMap((model) => Object.keys(schemes(model))))) {
    const [was, is] = [schemeOf(before, name), schemeOf(after, name)];
    const add = note(found, `security scheme \`${name}\``);
    const pointer = `/components/securitySchemes/${escapeKey(name)}`;
    const isRenamed = (owner: Model, other: Model): boolean =>
      Object.keys(schemes(other)).some((each) => identityOf(other, owner, each) === identityOf(owner, other, name));
    if (was && is) {
      compareNotes(notesOf(was, pointer, PARTS), notesOf(is, pointer, PARTS), 'request', add, [pointer, pointer]);
      compareFlows(was, is, pointer, add);
    } else if (is && !isRenamed(after, before)) add('newScheme', [undefined, { pointer }], (of) => `${of} was added.`);
    else if (was && !isRenamed(before, after))
      add('schemeGone', [{ pointer }, undefined], (of) => `${of} was removed.`);
  }
  return found;
}

const PARTS = /^(type|in|name|scheme|flows|openIdConnectUrl)$/;
const URLS = ['tokenUrl', 'authorizationUrl', 'refreshUrl'];

function compareFlows(was: Json, is: Json, pointer: string, add: ReturnType<typeof note>): void {
  const [left, right] = [was, is].map((scheme) => getObject(scheme, 'flows') ?? {}) as [Json, Json];
  for (const flow of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const at = { pointer: `${pointer}/flows/${flow}` };
    const [old, now] = [left[flow], right[flow]];
    if (old === undefined || now === undefined) {
      add(
        old === undefined ? 'securityDropped' : 'schemeGone',
        [old === undefined ? undefined : at, now === undefined ? undefined : at],
        (of) => `Flow \`${flow}\` of ${of} was ${old === undefined ? 'added' : 'removed'}.`,
      );
      continue;
    }
    for (const key of URLS) {
      const [one, other] = [getString(old, key), getString(now, key)];
      if (one !== other)
        add(
          'credentialPlace',
          [at, at],
          (of) => `\`${key}\` of flow \`${flow}\` of ${of} was ${one ?? 'missing'}, is ${other ?? 'missing'}.`,
          key,
        );
    }
    const [had, has] = [old, now].map((each) => getObject(each, 'scopes') ?? {});
    for (const scope of Object.keys({ ...had, ...has }))
      if (had![scope] !== has![scope])
        add(
          scope in had! && scope in has! ? 'words' : scope in has! ? 'securityDropped' : 'schemeGone',
          [at, at],
          (of) =>
            `Scope \`${scope}\` of ${of} ${scope in had! ? (scope in has! ? 'is described in other words' : 'was removed') : 'was added'}.`,
          'scopes',
        );
  }
  const [one, other] = [was, is].map((scheme) => getString(scheme, 'openIdConnectUrl'));
  if (one !== other)
    add(
      'credentialPlace',
      [{ pointer }, { pointer }],
      (of) => `\`openIdConnectUrl\` of ${of} was ${one ?? 'missing'}, is ${other ?? 'missing'}.`,
      'openIdConnectUrl',
    );
}
