import { isSuccess, type ResponseModel } from '../../src/openapi/bodies.ts';
import { entriesOf, get } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { compareContents } from './contents.ts';
import { inBoth, type Subject, say } from './found.ts';
import { compareRequired, newIn } from './keywords.ts';
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
  if (was && is) {
    compareRequired(subject, [was.required, is.required], ['bodyRequired', 'propertyOptional']);
    compareWords(subject, PARTS);
    compareContents(schemas, subject, was.contents, is.contents);
  } else if (is) say(subject, is.required && way === 'request' ? 'bodyRequired' : newIn(way), `${label} was added.`);
  else say(subject, way === 'request' ? 'bodyRemoved' : 'propertyRemoved', `${label} was removed.`);
}

/** Compares what operations answer, each status by itself. */
export function compareResponses({ schemas, before, after, name, sent, node }: Pairing): void {
  const [left, right] = [responsesOf(before), responsesOf(after)];
  const onlyDefault = [...left.keys()].every((status) => !isSuccess(status));
  for (const [status, was, is] of inBoth(left, right)) {
    const label = `the ${status} answer of \`${name}\``;
    const subject: Subject = { label, way: sent === 'request' ? 'answer' : 'request', node, was, is };
    const succeeds = /^[123]/.test(status) || (status === 'default' && onlyDefault);
    if (was && is) {
      compareWords(subject, PARTS);
      compareHeaders(schemas, subject, headersOf(before, was), headersOf(after, is));
      compareContents(schemas, subject, was.contents, is.contents);
    } else if (is) say(subject, succeeds ? 'newSuccess' : 'newError', `${label} was added.`);
    else if (succeeds && right.has(`${status[0]}XX`))
      say(subject, 'errorStatusRemoved', `${label} is one of \`${status[0]}XX\`.`);
    else say(subject, succeeds ? 'successRemoved' : 'errorStatusRemoved', `${label} is no longer described.`);
  }
}

type Response = Spot & Pick<ResponseModel, 'contents'>;

function responsesOf({ operation, pointer }: Side): ReadonlyMap<string, Response> {
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
    if (was && is) {
      const required = [was, is].map(({ value }) => get(value, 'required') === true);
      compareRequired(subject, required, ['propertyRequired', 'headerOptional'], 'required');
      compareWords(subject, PARTS);
      const [one, other] = [was, is].map(({ value, pointer }) => ({
        ...{ value: get(value, 'schema') ?? {}, pointer: `${pointer}/schema` },
      }));
      owner.node.next.push(schemas.pair(one!, other!, owner.way, label));
    } else say(subject, was ? 'headerRemoved' : 'newInAnswer', `${label} was ${was ? 'removed' : 'added'}.`);
  }
}
