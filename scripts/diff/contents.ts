import { isDeepStrictEqual } from 'node:util';
import type { ContentModel } from '../../src/openapi/bodies.ts';
import { getObject, getString, type Json } from '../../src/openapi/json.ts';
import { covers, essenceOf } from '../../src/openapi/media-type.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { inBoth, type Subject, say } from './found.ts';
import { newIn } from './keywords.ts';
import type { Spot } from './meaning.ts';
import { compareWords } from './notes.ts';
import type { Schemas } from './schemas.ts';

/** Media types by what they mean: letters in any case, parameters in any order and spelling. */
export function compareContents(
  schemas: Schemas,
  owner: Subject,
  before: readonly ContentModel[],
  after: readonly ContentModel[],
): void {
  const { label, way, node } = owner;
  const [left, right] = [read(before, owner.was!), read(after, owner.is!)];
  for (const [, was, is] of inBoth(left, right)) {
    const subject = { ...owner, was, is };
    const { contentType } = (is ?? was)!;
    const called = `media type \`${contentType}\` of ${label}`;
    if (was && is) {
      const [one, other] = [was, is].map((each) => charsetOf(each.contentType));
      const said = `the charset of ${label} was ${one ?? 'not named'}, is ${other ?? 'not named'}.`;
      if (one !== other) say(subject, one && other ? 'otherCharset' : 'charset', said);
      compareWords(subject, /^(schema|encoding)$/);
      compareEncodings(schemas, subject, was, is);
      node.next.push(schemas.pair(was.spot, is.spot, way, label));
    } else if (was) {
      const covering = [...right.values()].find((each) =>
        way === 'request' ? covers(each.contentType, contentType) : covers(contentType, each.contentType),
      );
      say(subject, covering ? 'loosened' : 'mediaTypeRemoved', `${called} was removed.`);
      if (covering) node.next.push(schemas.pair(was.spot, covering.spot, way, label));
    } else say(subject, newIn(way), `${called} was added.`);
  }
}

/** A media type object, and the schema in it. */
type Content = ContentModel & Spot & { readonly spot: Spot };

function read(contents: readonly ContentModel[], owner: Spot): ReadonlyMap<string, Content> {
  return new Map(
    contents.map((content) => {
      const { contentType, source: value, schema } = content;
      const pointer = `${owner.pointer}/content/${escapeKey(contentType)}`;
      return [
        keyOf(contentType),
        { ...content, value, pointer, spot: { value: schema, pointer: `${pointer}/schema` } },
      ];
    }),
  );
}

/** Compares how the parts of a form are written that both have. */
function compareEncodings(schemas: Schemas, subject: Subject, was: Content, is: Content): void {
  const rule = subject.way === 'request' ? 'serialisation' : 'loosened';
  for (const name of new Set([was, is].flatMap(({ source }) => Object.keys(getObject(source, 'encoding') ?? {})))) {
    const areParts = schemas.before.form(was.spot).fields.has(name) && schemas.after.form(is.spot).fields.has(name);
    if (areParts && !isDeepStrictEqual(encodingOf(was, name), encodingOf(is, name)))
      say(subject, rule, `the encoding of \`${name}\` of ${subject.label} is another.`, 'encoding');
  }
}

/** How a part of a form is written, whether that is said or implied. */
function encodingOf({ source }: ContentModel, name: string): Json {
  const encoding = getObject(getObject(source, 'encoding'), name);
  const style = getString(encoding, 'style') ?? 'form';
  return { explode: style === 'form', ...encoding, style };
}

function parametersOf(mediaType: string): string[] {
  const [, ...parameters] = mediaType.split(';').map((part) => part.trim());
  const spelled = (_: string, name: string, value: string): string => `${name.toLowerCase()}=${value}`;
  return parameters.map((each) => each.replace(/^([^=]*?)\s*=\s*"?([^"]*)"?$/, spelled)).filter(Boolean);
}

const CHARSET = /^charset=/;

function keyOf(mediaType: string): string {
  const parameters = parametersOf(mediaType).filter((each) => !CHARSET.test(each));
  return [essenceOf(mediaType), ...parameters.sort()].join(';');
}

function charsetOf(mediaType: string): string | undefined {
  const parameter = parametersOf(mediaType).find((each) => CHARSET.test(each));
  return parameter?.replace(CHARSET, '').toLowerCase();
}
