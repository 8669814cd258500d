import { isDeepStrictEqual } from 'node:util';
import type { ContentModel } from '../../src/openapi/bodies.ts';
import { get } from '../../src/openapi/json.ts';
import { covers, essenceOf } from '../../src/openapi/media-type.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { note } from './found.ts';
import { ANYTHING, type Way } from './meaning.ts';
import { compareNotes } from './notes.ts';
import { notesOf, type Pairing } from './pairing.ts';

const PARTS = /^(schema|encoding)$/;

/** Media types by what they mean: letters in any case, parameters in any order and spelling. */
export function compareContents(
  { schemas, node }: Pairing,
  [was, is]: readonly [readonly ContentModel[], readonly ContentModel[]],
  [from, to]: readonly [string, string],
  way: Way,
  label: string,
): void {
  const read = (contents: readonly ContentModel[], pointer: string) =>
    new Map(
      contents.map((content) => [
        keyOf(content.contentType),
        { content, pointer: `${pointer}/content/${escapeKey(content.contentType)}` },
      ]),
    );
  const [left, right] = [read(was, from), read(is, to)];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [old, now] = [left.get(key), right.get(key)];
    const add = note(node.found, label);
    const type = (now ?? old)!.content.contentType;
    if (!old || !now) {
      const others = [...(old ? right : left).values()].map(({ content }) => content.contentType);
      const isCovered = others.some((other) =>
        (way === 'request') === !!old ? covers(other, type) : covers(type, other),
      );
      const rule = old
        ? isCovered
          ? 'loosened'
          : 'mediaTypeRemoved'
        : way === 'request'
          ? 'newInRequest'
          : 'newInAnswer';
      add(rule, [old, now], (of) => `Media type \`${type}\` of ${of} was ${old ? 'removed' : 'added'}.`);
      continue;
    }
    const [one, other] = [old, now].map(({ content }) => charsetOf(content.contentType));
    if (one !== other)
      add(
        one && other ? 'otherCharset' : 'charset',
        [old, now],
        (of) => `The charset of ${of} was ${one ?? 'not named'}, is ${other ?? 'not named'}.`,
      );
    compareNotes(
      notesOf(old.content.source, old.pointer, PARTS),
      notesOf(now.content.source, now.pointer, PARTS),
      way,
      add,
      [old.pointer, now.pointer],
    );
    const [encoded, encodes] = [old, now].map(({ content }) => get(content.source, 'encoding') ?? {});
    if (!isDeepStrictEqual(encoded, encodes))
      add(
        way === 'request' ? 'serialisation' : 'loosened',
        [old, now],
        (of) => `The encoding of ${of} is another.`,
        'encoding',
      );
    const spot = (each: typeof old) => ({ value: each.content.schema, pointer: `${each.pointer}/schema` });
    node.next.push(schemas.pair(spot(old) ?? ANYTHING, spot(now), way, label));
  }
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

function keyOf(mediaType: string): string {
  return [
    essenceOf(mediaType),
    ...parametersOf(mediaType)
      .filter((each) => !each.startsWith('charset='))
      .sort(),
  ].join(';');
}

function charsetOf(mediaType: string): string | undefined {
  return parametersOf(mediaType)
    .find((each) => each.startsWith('charset='))
    ?.slice('charset='.length)
    .toLowerCase();
}
