import { readFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { Unknown, Verdict } from '../../src/verify/ledger.ts';
import type { Mark } from '../../src/verify/marks.ts';
import type { Report } from '../../src/verify/report.ts';
import { isName } from '../../src/verify/values.ts';
import { writtenAt } from '../diff/places.ts';
import type { LoadedDocument } from '../load.ts';
import { type Edit, type Parsed, parsed, type Splice, spliced, spliceFor } from './edit.ts';
import { diffOf } from './patch-file.ts';

/** Changes of a contract. */
export interface Patch {
  /** As `git apply` takes them; empty where there is nothing to change. */
  readonly diff: string;
  readonly changes: number;
  /** What no change is known for, in words. */
  readonly left: readonly string[];
}

/** A change, and what it is for. */
export interface Wish {
  readonly words: string;
  /** The ways to do it, the best first. */
  readonly edits: readonly Edit[];
}

/** What evidence asks of a contract: marks moved, what was contradicted loosened, what was unknown added. For a person to review. */
export function patchFor(loaded: LoadedDocument, report: Report): Patch {
  const texts = new Map<string, string>();
  const left = new Set<string>();
  let pending = wishesFor(report);
  let changes = 0;
  // To read a large file takes long: in each round it is read once, and what would meet another change waits for the next.
  while (pending.length > 0) {
    const files = new Map<string, Parsed>();
    const splices = new Map<string, Splice[]>();
    const later: Wish[] = [];
    for (const wish of pending) {
      const [way] = wish.edits.flatMap((edit) => wayTo(loaded, edit, texts, files) ?? []);
      if (!way) {
        if (wish.words !== '') left.add(wish.words);
        continue;
      }
      const own = splices.get(way.file) ?? [];
      splices.set(way.file, own);
      if (own.some((other) => meet(other, way.splice))) later.push(wish);
      else own.push(way.splice);
    }
    for (const [file, own] of splices) {
      texts.set(file, spliced(files.get(file)!.text, own));
      changes += own.length;
    }
    pending = later;
  }
  return { diff: diffOf(texts, dirname(loaded.file)), changes, left: [...left] };
}

function wayTo(
  loaded: LoadedDocument,
  edit: Edit,
  texts: ReadonlyMap<string, string>,
  files: Map<string, Parsed>,
): { readonly file: string; readonly splice: Splice } | undefined {
  const { file, pointer } = writtenAt(loaded, edit.pointer);
  // As near as there is would be another place.
  if (pointer.split('/').at(-1) !== edit.pointer.split('/').at(-1)) return undefined;
  const known = files.get(file) ?? parsed(texts.get(file) ?? readFileSync(file, 'utf8'), extname(file) === '.json');
  files.set(file, known);
  const splice = spliceFor(known, { ...edit, pointer });
  return splice && { file, splice };
}

/** Also where one begins where the other ends: what is put there may be the same. */
function meet(one: Splice, other: Splice): boolean {
  const emptied = one.owner !== undefined && one.owner === other.owner;
  return emptied || (one.from <= other.to && other.from <= one.to);
}

/** The same, before it is known where each thing stands. */
export function wishesFor({ date, marks, verdicts, unknowns }: Report): Wish[] {
  return [
    ...marks.flatMap((mark) => moved(mark, date)),
    ...verdicts.flatMap((verdict) => (verdict.verdict === 'contradicted' ? [loosened(verdict, unknowns)] : [])),
    ...unknowns.map((unknown) => added(unknown, date)),
  ];
}

function moved({ pointer, keyword, source, verdict, confirmed, others }: Mark, date: string): Wish[] {
  const value = `verified ${date}`;
  if (verdict === 'unseen' || verdict === 'contradicted' || source === value) return [];
  const place = `${pointer}/x-source`;
  const map = Object.fromEntries([...confirmed.map((each) => [each, value]), ...others.map((each) => [each, source])]);
  const edit: Edit =
    verdict === 'partly'
      ? { do: 'set', pointer: place, value: map }
      : { do: 'set', pointer: keyword === undefined ? place : `${place}/${keyword}`, value };
  return [{ words: `${place} was ${source} and is ${verdict}.`, edits: [edit] }];
}

/** What has to be said less strictly. Where that is a matter of words or of another fact, a person has to say it. */
function loosened({ pointer, detail, subject, words, came, types }: Verdict, unknowns: readonly Unknown[]): Wish {
  const owner = pointer.slice(0, pointer.lastIndexOf('/'));
  const keyword = pointer.slice(owner.length + 1);
  const old = words.replace(/^is of type /, '').split(' or ');
  const known: Readonly<Record<string, readonly Edit[]>> = {
    required: [
      { do: 'take', pointer, value: detail },
      { do: 'drop', pointer },
    ],
    type: [{ do: 'set', pointer, value: [...old, ...types] }],
    anyOf: types.map((type) => ({ do: 'append', pointer, value: { type } })),
    oneOf: types.map((type) => ({ do: 'append', pointer, value: { type } })),
    enum: [],
    const: [{ do: 'drop', pointer }],
  };
  const header: readonly Edit[] = [{ do: 'set', pointer: `${pointer}/required`, value: false }];
  const limits: readonly Edit[] =
    /^(m(in|ax)[A-Z]|exclusive|pattern$|format$|minimum$|maximum$|multipleOf$|uniqueItems$|additionalProperties$)/.test(
      keyword,
    )
      ? [{ do: 'drop', pointer }]
      : [];
  // A status, a media type or a value that came is among what is unknown, and added as that.
  const isAdded = unknowns.some((each) => each.pointer === pointer || each.pointer === owner);
  const edits = known[keyword] ?? (/\/headers\/[^/]+$/.test(pointer) ? header : limits);
  const sentence = `${subject} ${words}, but there came ${came} (${pointer}).`;
  return edits.length === 0 && isAdded ? { words: '', edits: [] } : { words: sentence, edits };
}

const SEEN = 'Seen in an answer, documented nowhere.';

function added({ kind, pointer, name, subject, schema }: Unknown, date: string): Wish {
  const source = { 'x-source': `verified ${date}` };
  const content = schema && { content: { 'application/json': { schema } } };
  const described = { ...schema, description: SEEN, ...source };
  const edits: Readonly<Record<Unknown['kind'], readonly Edit[]>> = {
    field: isName(name)
      ? [
          { do: 'put', pointer: `${pointer}/properties`, key: name, value: described },
          { do: 'put', pointer, key: 'properties', value: { [name]: described } },
        ]
      : [],
    value: isName(name) ? [{ do: 'append', pointer, value: name }] : [],
    status: [{ do: 'put', pointer, key: name, value: { description: SEEN, ...source, ...content } }],
    'media type': name.includes('/') ? [{ do: 'put', pointer, key: name, value: {} }] : [],
    body: name.includes('/')
      ? [{ do: 'put', pointer, key: 'content', value: { [name]: schema ? { schema } : {} } }]
      : [],
  };
  return { words: `${kind} \`${name}\` of ${subject} is unknown (${pointer}).`, edits: edits[kind] };
}
