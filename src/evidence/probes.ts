import { targetOf } from '../openapi/components.ts';
import { bodyExamples, examplesOf } from '../openapi/examples.ts';
import { get, getArray } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import type { ParameterModel } from '../openapi/parameters.ts';
import { at } from '../openapi/pointer.ts';
import { problemOf } from '../testing/judge.ts';
import { sample, valueFor } from '../testing/sample.ts';
import { parameterPlace } from '../verify/claims.ts';
import { FOLLOWING, type Purpose } from '../verify/exchange.ts';
import { wrongIn } from '../verify/ledger.ts';
import { SchemaReader } from '../verify/schema.ts';

/** One call that tells something of the contract. */
export interface Probe {
  readonly operation: OperationModel;
  /** What is asked for beside what the operation requires, by location and name: `query page`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly purpose?: Purpose;
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The calls that tell most, the most telling first: each safe operation, without and with a wrong credential, unknown
 * and malformed identifiers, pages, each value of a parameter that has a list of them, each selected property by itself.
 *
 * @param emulated Whether the emulator is called, which takes a value of any format.
 */
export function probesOf(model: Model, allowed: readonly string[], emulated = false): Probe[] {
  const called = model.operations.filter(({ method, unsupported }) => SAFE.has(method) && unsupported === undefined);
  // What lists items goes first: the others take their identifiers from there.
  const ordered = [...called].sort((a, b) => Number(b.pagination !== undefined) - Number(a.pagination !== undefined));
  const plain = ordered.map((operation): Probe => ({ operation, values: {} }));
  const writes = model.operations.filter(
    ({ id, unsupported }) =>
      allowed.includes(id) && unsupported === undefined && !called.some((each) => each.id === id),
  );
  const asked = new Set<unknown>();
  /** Once for each parameter and value, however many operations share it. */
  const once = (parameter: ParameterModel, value: unknown): boolean => {
    const key = JSON.stringify([parameter.source, value]);
    return !asked.has(key) && asked.add(key).size > 0;
  };
  const optional = ordered.flatMap((operation) =>
    operation.parameters
      .filter(({ entry }) => entry.in === 'query' && !isReserved(operation, entry.name))
      .flatMap((parameter) => valuesOf(model, parameter).map((value) => ({ parameter, value })))
      .filter(({ parameter, value }) => once(parameter, value))
      .map(({ parameter, value }): Probe => asking(operation, parameter, value)),
  );
  return [
    ...plain,
    ...refusals(model, ordered, emulated),
    ...ordered.flatMap(pagesOf),
    ...optional,
    ...selections(ordered),
    ...writes.map((operation): Probe => ({ operation, values: {} })),
  ];
}

function asking(operation: OperationModel, { entry }: ParameterModel, value: unknown): Probe {
  return { operation, values: { [`${entry.in} ${entry.name}`]: value } };
}

/** Those that should be refused: by the first operation that needs a credential, and by each that reads one item. */
function refusals(model: Model, operations: readonly OperationModel[], emulated: boolean): Probe[] {
  const secured = operations.find(
    ({ security }) => security.length > 0 && security.every((schemes) => schemes.length > 0),
  );
  const purposes = ['without a credential', 'with a wrong credential'] as const;
  const reader = new SchemaReader(model);
  const read = operations.flatMap((operation): Probe[] => {
    const parameter = operation.parameters.find(({ entry }) => entry.in === 'path');
    if (!parameter) return [];
    const fits = (value: string): boolean =>
      wrongIn(reader.look(parameter.schema, value, parameterPlace(parameter))).length === 0;
    const isRefused = (value: string): boolean =>
      emulated ? problemOf(model, parameter.schema, value, '') !== undefined : !fits(value);
    const wrong: [Purpose, string | undefined][] = [
      ['for an unknown identifier', unknownFor(model, parameter).find(fits)],
      ['for a malformed identifier', ['not-an-identifier', '!'].find(isRefused)],
    ];
    return wrong.flatMap(([purpose, value]) =>
      value === undefined ? [] : [{ ...asking(operation, parameter, value), purpose }],
    );
  });
  return [...(secured ? purposes.map((purpose): Probe => ({ operation: secured, values: {}, purpose })) : []), ...read];
}

/** Identifiers that nothing has, most likely, of the form that the contract wants. */
function unknownFor(model: Model, { source }: ParameterModel): string[] {
  const known = String(valueFor(model, source));
  return [known.replace(/\d/g, '9'), '999999999', '99999999-9999-4999-8999-999999999999', 'unknown'].filter(
    (each) => each !== known,
  );
}

function pagesOf(operation: OperationModel): Probe[] {
  const { parameter, size, by, first = 1 } = operation.pagination?.entry ?? {};
  const entry = operation.parameters.find((each) => each.entry.name === parameter);
  if (leadsOn(operation)) return [{ operation, values: {}, purpose: FOLLOWING }];
  if (!entry || (by !== 'page' && by !== 'offset')) return [];
  const start = by === 'offset' ? 0 : first;
  const measured = operation.parameters.find((each) => each.entry.name === size);
  return [start, start + 1].map((number) => {
    const probe = asking(operation, entry, size === parameter ? [number, 1] : number);
    return measured && size !== parameter
      ? { ...probe, values: { ...probe.values, ...asking(operation, measured, 1).values } }
      : probe;
  });
}

/** Whether each page says where the next one is, which the client then follows. */
export function leadsOn({ pagination }: OperationModel): boolean {
  return pagination?.entry.by === 'cursor' || pagination?.entry.by === 'link';
}

/** Whether a parameter has calls of its own: it asks for a page, or selects properties. */
function isReserved({ pagination, selects }: OperationModel, name: string): boolean {
  return [pagination?.entry.parameter, pagination?.entry.size, selects?.parameter].includes(name);
}

/** Each value of its list, by itself where it takes several, else its example. */
function valuesOf({ document }: Model, { schema, source }: ParameterModel): unknown[] {
  const listIn = (value: unknown): readonly unknown[] => {
    const found = document.follow(value);
    const lists = [found, ...getArray(found, 'anyOf')].map((each) => getArray(document.follow(each), 'enum'));
    return lists.find(({ length }) => length > 0) ?? [];
  };
  const items = listIn(get(document.follow(schema), 'items')).map((each) => [each]);
  const all = [...listIn(schema), ...items];
  return all.length > 0
    ? all
    : examplesOf(document, source).flatMap(([, value], index) => (index === 0 ? [value] : []));
}

/** One property of each operation first, then all that no operation was asked for. */
function selections(operations: readonly OperationModel[]): Probe[] {
  const done = new Set<string>();
  const all = operations.flatMap((operation) => {
    const parameter = operation.parameters.find(
      ({ entry }) => entry.in === 'query' && entry.name === operation.selects?.parameter,
    );
    if (!parameter) return [];
    const names = getArray(operation.selects!.names, 'enum').map(String);
    // Of a list of names that operations share, one tells for all.
    const list = targetOf(get(parameter.schema, 'items')) ?? operation.id;
    const key = (name: string): string => `${list} ${name}`;
    return [{ names, key, probe: (name: string) => asking(operation, parameter, [name]) }];
  });
  const take = ({ names, key, probe }: (typeof all)[number], most: number): Probe[] => {
    const next = names.filter((name) => !done.has(key(name))).slice(0, most);
    for (const name of next) done.add(key(name));
    return next.map(probe);
  };
  return [...all.flatMap((each) => take(each, 1)), ...all.flatMap((each) => take(each, Number.POSITIVE_INFINITY))];
}

/** The identifiers that answers gave, by the operations that take one. */
export type Known = Map<string, unknown>;

/** All that a call takes, with what answers gave as far as there is any. */
export function valuesFor(model: Model, { operation, values }: Probe, ids: Known): Record<string, unknown> {
  const { body, parameters } = operation;
  const found = parameters.flatMap(({ entry, source }): [string, unknown][] => {
    const key = `${entry.in} ${entry.name}`;
    if (!entry.required || Object.hasOwn(values, key)) return [];
    return [[key, (entry.in === 'path' ? ids.get(operation.id) : undefined) ?? valueFor(model, source)]];
  });
  const content = body && (bodyExamples(model.document, body.content)[0] ?? sample(model, body.content.schema));
  return { ...Object.fromEntries(found), ...values, ...(body && { body: content }) };
}

/** The identifiers of the first item of a list, by the operations that take one. */
export function identifiersIn(model: Model, list: OperationModel, answer: unknown): [operation: string, id: unknown][] {
  const place = list.pagination?.entry.items;
  const [item] = [place === undefined ? answer : at(answer, place)].flat();
  return model.operations.flatMap(({ id, path }): [string, unknown][] => {
    const [, name] = path.startsWith(`${list.path}/{`)
      ? (/^\{([^}]+)\}/.exec(path.slice(list.path.length + 1)) ?? [])
      : [];
    const key = name === undefined ? undefined : [name, 'id'].find((each) => get(item, each) !== undefined);
    return key === undefined ? [] : [[id, get(item, key)]];
  });
}
