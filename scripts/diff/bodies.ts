import { isSuccess, type ResponseModel } from '../../src/openapi/bodies.ts';
import { entriesOf, get } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { compareContents } from './contents.ts';
import { inBoth, type Subject, say } from './found.ts';
import { comparePresence } from './keywords.ts';
import type { Spot } from './meaning.ts';
import { compareWords } from './notes.ts';
import type { Pairing, Side } from './pairing.ts';

const PARTS = /^(required|content|headers|schema|encoding|style|explode)$/;

/** Compares what operations take as their body. */
export function compareBodies({ schemas, before, after, name, sent: way, node }: Pairing): void {
  const [was, is] = [before.operation.accepts, after.operation.accepts];
  if (!was && !is) return;
  const spot = (side: Side): Spot => ({
    ...{ value: side.model.document.follow(get(side.value, 'requestBody')), pointer: `${side.pointer}/requestBody` },
  });
  const label = `the body of \`${name}\``;
  const subject: Subject = { label, way, node, was: was && spot(before), is: is && spot(after) };
  comparePresence(subject, 'body', [was?.required, is?.required]);
  if (!was || !is) return;
  compareWords(subject, PARTS);
  compareContents(schemas, subject, was.contents, is.contents);
}

/** Compares what operations answer, each status by itself, or where only one side names it, with what covers it there. */
export function compareResponses({ schemas, before, after, name, sent, node }: Pairing): void {
  const [left, right] = [responsesOf(before), responsesOf(after)];
  const way = sent === 'request' ? 'answer' : 'request';
  for (const [status, was, is] of inBoth(left, right)) {
    const label = `the ${status} answer of \`${name}\``;
    const subject: Subject = { label, way, node, was, is };
    const succeeds = /^[123]/.test(status) || (status === 'default' && hasNoSuccess(left));
    const range = `${status[0]}XX`;
    const wide = is ? coveringOf(status, left) : right.get(range);
    const parts = [...right].flatMap(([each]) => (!left.has(each) && coveringOf(each, left) === was ? [each] : []));
    if (was && is) compareWords(subject, PARTS);
    else if (is) say(subject, !succeeds ? 'newError' : wide ? 'loosened' : 'newSuccess', `${label} was added.`);
    else if (succeeds && right.has(range)) say(subject, 'errorStatusRemoved', `${label} is one of \`${range}\`.`);
    else if (succeeds && way === 'answer' && parts.length > 0)
      say(subject, 'loosened', `${label} is ${parts.map((part) => `\`${part}\``).join(' or ')} alone.`);
    else say(subject, succeeds ? 'successRemoved' : 'errorStatusRemoved', `${label} is no longer described.`);
    const [old, now] = succeeds ? [was ?? wide, is ?? wide] : [was, is];
    if (!old || !now) continue;
    const carried = { ...subject, was: old, is: now };
    compareHeaders(schemas, carried, headersOf(before, old), headersOf(after, now));
    compareContents(schemas, carried, old.contents, now.contents);
  }
}

/** What stands for a success that is not named: its range, or where no success is, `default`. */
function coveringOf(status: string, all: Responses): Response | undefined {
  if (!isSuccess(status)) return undefined;
  return all.get('2XX') ?? (hasNoSuccess(all) ? all.get('default') : undefined);
}

function hasNoSuccess(all: Responses): boolean {
  return [...all.keys()].every((status) => !isSuccess(status));
}

type Responses = ReadonlyMap<string, Response>;

type Response = Spot & Pick<ResponseModel, 'contents'>;

function responsesOf({ operation, pointer }: Side): Responses {
  return new Map(
    operation.responses.map(({ status, source, contents }) => [
      status,
      { value: source, contents, pointer: `${pointer}/responses/${status}` },
    ]),
  );
}

interface Header extends Spot {
  readonly name: string;
}

/** Headers by what tells them apart, which is not their case. */
function headersOf({ model }: Side, { value, pointer }: Response): ReadonlyMap<string, Header> {
  return new Map(
    entriesOf(value, 'headers').map(([name, header]) => [
      name.toLowerCase(),
      { name, value: model.document.follow(header), pointer: `${pointer}/headers/${escapeKey(name)}` },
    ]),
  );
}

function compareHeaders(
  schemas: Pairing['schemas'],
  owner: Subject,
  before: ReadonlyMap<string, Header>,
  after: ReadonlyMap<string, Header>,
): void {
  for (const [, was, is] of inBoth(before, after)) {
    const label = `header \`${(is ?? was)!.name}\` of ${owner.label}`;
    const subject = { ...owner, label, was, is };
    comparePresence(subject, 'header', [isRequired(was), isRequired(is)], was && is && 'required');
    if (!was || !is) continue;
    compareWords(subject, PARTS);
    owner.node.next.push(schemas.pair(schemaOf(was), schemaOf(is), owner.way, label));
  }
}

function isRequired(header: Header | undefined): boolean {
  return get(header?.value, 'required') === true;
}

/** The schema of a header, which may be that of its one media type. */
function schemaOf({ value, pointer }: Header): Spot {
  const [content] = entriesOf(value, 'content');
  if (!content) return { value: get(value, 'schema') ?? {}, pointer: `${pointer}/schema` };
  const [type, media] = content;
  return { value: get(media, 'schema') ?? {}, pointer: `${pointer}/content/${escapeKey(type)}/schema` };
}
