import { isDeepStrictEqual } from 'node:util';
import type { ContentModel } from '../../src/openapi/bodies.ts';
import { getObject, getString, type Json } from '../../src/openapi/json.ts';
import { covers, essenceOf } from '../../src/openapi/media-type.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { inBoth, type Place, type Subject, say } from './found.ts';
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
    if (was && is) {
      const [one, other] = [was, is].map((each) => charsetOf(each.contentType));
      const said = `the charset of ${label} was ${one ?? 'not named'}, is ${other ?? 'not named'}.`;
      if (one !== other) say(subject, one && other ? 'otherCharset' : 'charset', said);
      compareWords(subject, /^(schema|encoding)$/);
      const known = schemas.after.form(is.spot).fields;
      for (const name of schemas.before.form(was.spot).fields.keys())
        if (known.has(name) && !isDeepStrictEqual(encodingOf(was, name), encodingOf(is, name)))
          say(
            subject,
            way === 'request' ? 'serialisation' : 'loosened',
            `the encoding of \`${name}\` of ${label} is another.`,
            'encoding',
          );
      node.next.push(schemas.pair(was.spot, is.spot, way, label));
    } else if (was) {
      const isCovered = [...right.values()].some((each) =>
        way === 'request' ? covers(each.contentType, contentType) : covers(contentType, each.contentType),
      );
      say(
        subject,
        isCovered ? 'loosened' : 'mediaTypeRemoved',
        `media type \`${contentType}\` of ${label} was removed.`,
      );
    } else say(subject, newIn(way), `media type \`${contentType}\` of ${label} was added.`);
  }
}

/** A media type object, and the schema in it. */
type Content = ContentModel & Spot & { readonly spot: Spot };

function read(contents: readonly ContentModel[], owner: Place): ReadonlyMap<string, Content> {
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

/** How a part of a form is written, whether that is said or implied. */
function encodingOf({ source }: ContentModel, name: string): Json {
  const encoding = getObject(getObject(source, 'encoding'), name);
  const style = getString(encoding, 'style') ?? 'form';
  return { explode: style === 'form', ...encoding, style };
}

function parametersOf(mediaType: string): string[] {
  return mediaType
    .split(';')
    .slice(1)
    .map((part) =>
      part
        .trim()
        .replace(/^([^=]*?)\s*=\s*"?([^"]*)"?$/, (_, name: string, value: string) => `${name.toLowerCase()}=${value}`),
    )
    .filter(Boolean);
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
