import type { ResponseModel } from '../../src/openapi/bodies.ts';
import { isSuccess } from '../../src/openapi/bodies.ts';
import { get } from '../../src/openapi/json.ts';
import { compareContents } from './contents.ts';
import { note } from './found.ts';
import type { Way } from './meaning.ts';
import { compareNotes } from './notes.ts';
import { children, notesOf, type Pairing, type Side } from './pairing.ts';

/** Compares what operations take as their body. */
export function compareBodies(pairing: Pairing): void {
  const { before, after, name, sent, node } = pairing;
  const [was, is] = [before.operation.accepts, after.operation.accepts];
  if (!was && !is) return;
  const [from, to] = [before, after].map(({ pointer }) => `${pointer}/requestBody`) as [string, string];
  const label = `the body of \`${name}\``;
  const add = note(node.found, label);
  if (!was || !is) {
    const isRequest = sent === 'request';
    const rule = is
      ? is.required && isRequest
        ? 'bodyRequired'
        : isRequest
          ? 'newInRequest'
          : 'newInAnswer'
      : isRequest
        ? 'bodyRemoved'
        : 'propertyRemoved';
    add(rule, [was && { pointer: from }, is && { pointer: to }], (of) => `${of} was ${is ? 'added' : 'removed'}.`);
    return;
  }
  if (was.required !== is.required) {
    const rule =
      sent === 'request' ? (is.required ? 'bodyRequired' : 'required') : is.required ? 'loosened' : 'propertyOptional';
    add(
      rule,
      [{ pointer: from }, { pointer: to }],
      (of) => `${of} ${is.required ? 'became' : 'is no longer'} required.`,
    );
  }
  const source = (side: Side): unknown => side.model.document.follow(get(side.operation.source, 'requestBody'));
  compareNotes(notesOf(source(before), from, PARTS), notesOf(source(after), to, PARTS), sent, add, [from, to]);
  compareContents(pairing, [was.contents, is.contents], [from, to], sent, label);
}

/** Compares what operations answer, each status by itself. */
export function compareResponses(pairing: Pairing): void {
  const { before, after, name, sent, node } = pairing;
  const way: Way = sent === 'request' ? 'answer' : 'request';
  const at = ({ pointer }: Side, status: string): string => `${pointer}/responses/${status}`;
  const [left, right] = [responsesOf(before), responsesOf(after)];
  const onlyDefault = [...left.keys()].every((status) => !isSuccess(status));
  for (const status of new Set([...left.keys(), ...right.keys()])) {
    const [was, is] = [left.get(status), right.get(status)];
    const label = `the ${status} answer of \`${name}\``;
    const add = note(node.found, label);
    const [from, to] = [at(before, status), at(after, status)];
    const succeeds = /^[123]/.test(status) || (status === 'default' && onlyDefault);
    if (!was) add(succeeds ? 'newSuccess' : 'newError', [undefined, { pointer: to }], (of) => `${of} was added.`);
    else if (!is && succeeds && right.has(`${status[0]}XX`))
      add('errorStatusRemoved', [{ pointer: from }, undefined], (of) => `${of} is one of \`${status[0]}XX\`.`);
    else if (!is)
      add(
        succeeds ? 'successRemoved' : 'errorStatusRemoved',
        [{ pointer: from }, undefined],
        (of) => `${of} is no longer described.`,
      );
    else {
      compareNotes(notesOf(was.source, from, PARTS), notesOf(is.source, to, PARTS), way, add, [from, to]);
      compareHeaders(pairing, [was, is], [from, to], way, status);
      compareContents(pairing, [was.contents, is.contents], [from, to], way, label);
    }
  }
}

function responsesOf({ operation }: Side): ReadonlyMap<string, ResponseModel> {
  return new Map(operation.responses.map((each) => [each.status, each]));
}

const PARTS = /^(required|content|headers|schema|encoding|style|explode)$/;

function compareHeaders(
  { before, after, schemas, name, node }: Pairing,
  [was, is]: readonly [ResponseModel, ResponseModel],
  [from, to]: readonly [string, string],
  way: Way,
  status: string,
): void {
  const read = (side: Side, response: ResponseModel, pointer: string) =>
    new Map(
      [...children(side, response.source, 'headers', pointer)].map(([key, spot]) => [key.toLowerCase(), { key, spot }]),
    );
  const [left, right] = [read(before, was, from), read(after, is, to)];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [old, now] = [left.get(key), right.get(key)];
    const label = `header \`${(now ?? old)!.key}\` of the ${status} answer of \`${name}\``;
    const add = note(node.found, label);
    if (!old || !now) {
      add(
        old ? 'headerRemoved' : 'newInAnswer',
        [old?.spot, now?.spot],
        (of) => `${of} was ${old ? 'removed' : 'added'}.`,
      );
      continue;
    }
    const [had, has] = [old.spot.value, now.spot.value].map((header) => header['required'] === true);
    if (had !== has)
      add(
        has ? 'loosened' : 'headerOptional',
        [old.spot, now.spot],
        (of) => `${of} ${has ? 'became' : 'is no longer'} required.`,
        'required',
      );
    compareNotes(
      notesOf(old.spot.value, old.spot.pointer, PARTS),
      notesOf(now.spot.value, now.spot.pointer, PARTS),
      way,
      add,
      [old.spot.pointer, now.spot.pointer],
    );
    const [one, other] = [old.spot, now.spot].map(({ value, pointer }) => ({
      value: value['schema'] ?? {},
      pointer: `${pointer}/schema`,
    }));
    node.next.push(schemas.pair(one!, other!, way, label));
  }
}
