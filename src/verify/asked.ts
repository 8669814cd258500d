import { isSuccess } from '../openapi/bodies.ts';
import { parseJson } from '../openapi/json.ts';
import { isJson } from '../openapi/media-type.ts';
import type { ParameterModel } from '../openapi/parameters.ts';
import { bodyPlace, parameterClaim, parameterPlace } from './claims.ts';
import { isUnentitled, type Read } from './exchange.ts';
import { isSight, type Sight, wrongIn } from './ledger.ts';
import type { SchemaReader } from './schema.ts';
import { shapeOf } from './values.ts';

/** Statuses by which a server says that a request is wrong: no other refusal tells of a parameter. */
const REFUSALS: ReadonlySet<number> = new Set([400, 422]);

/** What an answer says of the parameters that were sent. */
export function lookAtParameters(reader: SchemaReader, read: Read): Sight[] {
  const { operation, parameters, status, succeeded, purpose } = read;
  if (isUnentitled(read) || !(isSuccess(`${status}`) || REFUSALS.has(status))) return [];
  return operation.parameters.flatMap((parameter): Sight[] => {
    const value = parameters.values.get(`${parameter.entry.in} ${parameter.entry.name}`);
    const seen = reader.look(parameter.schema, value, parameterPlace(parameter));
    if (value === undefined || wrongIn(seen).length > 0) return lookAtWrong(reader, read, parameter);
    if (!succeeded) return [];
    // That a value was taken says that it is allowed, and nothing of those that are not.
    const values = seen.filter(isSight).filter(({ claim }) => claim.detail !== undefined);
    const known = parameter.entry.in === 'path' && purpose === undefined ? [{ claim: parameterClaim(parameter) }] : [];
    return [...known, ...values];
  });
}

/** What an answer says of the body that was sent: as of a parameter, only where something is wrong with it. */
export function lookAtSent(reader: SchemaReader, read: Read): Sight[] {
  const { operation, requestBody, succeeded, status } = read;
  const content = operation.accepts?.contents.find(({ contentType }) => isJson(contentType));
  if (!requestBody || !content || isUnentitled(read) || !(succeeded || REFUSALS.has(status))) return [];
  const wrong = wrongIn(reader.look(content.schema, parseJson(requestBody), bodyPlace(operation, content)));
  if (succeeded) return wrong.map(({ claim, came }) => ({ claim, came: `a success for ${came}` }));
  return wrong.length === 1 ? wrong.map(({ claim }) => ({ claim })) : [];
}

/** A wrong value that is refused confirms what makes it wrong; one that is taken contradicts it. */
function lookAtWrong(reader: SchemaReader, { path, url, succeeded }: Read, parameter: ParameterModel): Sight[] {
  const { name, in: location } = parameter.entry;
  const text = location === 'path' ? path[name] : location === 'query' ? new URL(url).searchParams.get(name) : null;
  if (text === null || text === undefined) return [];
  const readings = [text, parseJson(text)].map((value) =>
    wrongIn(reader.look(parameter.schema, value, parameterPlace(parameter))),
  );
  // Of several things that are wrong, nobody can say which was refused.
  const [problem] = readings.find(({ length }) => length === 1) ?? [];
  return problem ? [{ claim: problem.claim, came: succeeded ? `a success for ${problem.came}` : undefined }] : [];
}

/**
 * What one parameter does beside calls without it: one that changes the form of the answer is known to the server, since
 * many a server ignores what it does not know; one that is refused is not as the contract has it.
 */
export function lookAtEffects(all: readonly Read[]): Sight[] {
  return all.flatMap(({ operation, path, sent, status, succeeded, value, label: by }): Sight[] => {
    const [parameter, another] = sent;
    const plain = all.filter(
      (each) => each.operation === operation && each.succeeded && each.sent.length === 0 && sameItem(each.path, path),
    );
    if (!parameter || another || plain.length === 0) return [];
    const claim = parameterClaim(parameter);
    // A page beyond the last may be refused.
    const { parameter: page, size } = operation.pagination?.entry ?? {};
    const isPage = [page, size].includes(parameter.entry.name);
    if (REFUSALS.has(status) && isPage) return [];
    if (REFUSALS.has(status)) return [{ claim, came: `status ${status} for a value that the contract allows`, by }];
    return succeeded && plain.every((each) => shapeOf(each.value) !== shapeOf(value)) ? [{ claim, by }] : [];
  });
}

function sameItem(one: Read['path'], other: Read['path']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
