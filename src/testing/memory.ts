import { isSuccess } from '../openapi/bodies.ts';
import { refTo, targetOf } from '../openapi/components.ts';
import { bodyExamples } from '../openapi/examples.ts';
import { isObject, type Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { at } from '../openapi/pointer.ts';
import { filled } from './filled.ts';
import { nextKey } from './next-key.ts';
import { type Resource, type Role, rolesOf } from './resources.ts';
import { sample } from './sample.ts';
import { propertiesOf, typed } from './schema.ts';

/** Items by schema name. */
export type Data = Readonly<Record<string, readonly unknown[] | undefined>>;

/** What the emulator knows, for `handlers`. */
export interface EmulatorMemory {
  /** The items of a schema: `data`, or the contract's examples, with what requests and handlers changed. */
  all(schema: string): readonly unknown[];
  /** A key that no item has, made as those that are there. */
  nextKey(schema: string): unknown;
  /** Adds an item, or takes the place of the one with the same key. */
  put(schema: string, item: object): void;
  /** Takes an item away, by its key; whether there was one. */
  remove(schema: string, key: string): boolean;
}

/** A request that is right, for `handlers`. */
export interface HandledRequest {
  /** By location and name: `params.path.id`. */
  readonly params: Readonly<Record<'path' | 'query' | 'header' | 'cookie', Readonly<Record<string, unknown>>>>;
  /** A JSON value; undefined where there is none. */
  readonly body: unknown;
}

/** An answer of a handler: a status that the contract has, by default that of its success, and a body. */
export interface HandledAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Why it is no success, for the record. */
  readonly reason?: string;
}

/**
 * Says what the shape of the contract cannot: what one operation answers, given the request and what is known. Nothing
 * leaves the answer to the emulator.
 */
export type EmulatorHandler = (request: HandledRequest, memory: EmulatorMemory) => HandledAnswer | undefined;

/** What became of a request that changes something: the item, or why there is none. */
export type Change =
  | { readonly item: Json; readonly schema: string }
  | { readonly statuses: readonly [number, ...number[]]; readonly problem: string };

/** `data` and what was done to it since. */
export class Memory implements EmulatorMemory {
  readonly #model: Model;
  readonly #data: Data;
  readonly #roles: ReadonlyMap<OperationModel, Role>;
  readonly #changed = new Map<string, unknown[]>();
  /** The keys of items that requests made or took away, by schema. */
  readonly #touched = new Map<string, Set<string>>();

  constructor(model: Model, data: Data, on: boolean) {
    this.#model = model;
    this.#data = data;
    this.#roles = on ? rolesOf(model) : new Map();
  }

  reset(): void {
    this.#changed.clear();
    this.#touched.clear();
  }

  /** The items of a schema, where any are given or were changed. */
  known(schema: string | undefined): readonly unknown[] | undefined {
    if (schema === undefined) return undefined;
    return this.#changed.get(schema) ?? (Object.hasOwn(this.#data, schema) ? this.#data[schema] : undefined);
  }

  /** Whether an item that is not known is unknown to the API, and no example stands for it. */
  decides(schema: string, key: string): boolean {
    return Object.hasOwn(this.#data, schema) || this.#touched.get(schema)?.has(key) === true;
  }

  all(schema: string): readonly unknown[] {
    const resource = this.#resourceOf(schema);
    const list = this.#model.operations.find(({ pagination }) => targetOf(pagination?.item) === schema);
    return this.known(schema) ?? (resource ? this.#examples(resource) : this.#listed(list));
  }

  nextKey(schema: string): unknown {
    const key = this.#keyOf(schema);
    return nextKey(this.all(schema).map((item) => Object(item)[key] as unknown));
  }

  put(schema: string, item: object): void {
    const key = this.#keyOf(schema);
    const items = this.#writable(schema);
    const id = String((item as Json)[key]);
    const place = items.findIndex((each) => String(Object(each)[key]) === id);
    if (place === -1) items.push(item);
    else items[place] = item;
    this.#touch(schema, id);
  }

  remove(schema: string, key: string): boolean {
    const name = this.#keyOf(schema);
    const items = this.#writable(schema);
    const place = items.findIndex((each) => String(Object(each)[name]) === key);
    if (place !== -1) items.splice(place, 1);
    this.#touch(schema, key);
    return place !== -1;
  }

  /** Does what a request asks for; undefined where it changes nothing that is remembered. */
  change(operation: OperationModel, values: ReadonlyMap<string, unknown>, body: unknown): Change | undefined {
    const role = this.#roles.get(operation);
    if (!role) return undefined;
    const { does, resource } = role;
    const { schema, key, parameter } = resource;
    if (does === 'create') return isObject(body) ? this.#create(resource, body) : undefined;
    const id = String(values.get(`path ${parameter}`));
    const found = this.all(schema).find((each) => String(Object(each)[key]) === id);
    if (!isObject(found) && this.decides(schema, id))
      return {
        statuses: [404, 400],
        problem: `Expected the item to be in \`data.${schema}\`, or to be created before.`,
      };
    const own = typed(this.#model, propertiesOf(this.#model, refTo(schema))[key], id);
    const item = isObject(found) ? found : { ...this.#template(resource), [key]: own };
    if (does === 'remove') this.remove(schema, id);
    else if (!isObject(body)) return undefined;
    const changed = does === 'update' ? { ...item, ...Object(body) } : { ...this.#filled(resource, Object(body)) };
    const next = { ...changed, [key]: item[key] };
    if (does !== 'remove') this.put(schema, next);
    return { item: next, schema };
  }

  #create(resource: Resource, body: Json): Change {
    const { schema, key } = resource;
    const items = this.all(schema);
    const id = body[key] ?? this.nextKey(schema);
    const taken = items.some((each) => String(Object(each)[key]) === String(id));
    if (taken && this.decides(schema, String(id)))
      return { statuses: [409, 400], problem: `Expected \`${key}\` of the body to be new.` };
    const item = { ...this.#filled(resource, body), [key]: id };
    this.put(schema, item);
    return { item, schema };
  }

  #filled(resource: Resource, body: Json): Json {
    return filled(this.#model, refTo(resource.schema), this.#template(resource), body);
  }

  #template(resource: Resource): Json {
    const [example] = this.#examples(resource);
    return isObject(example) ? example : {};
  }

  #examples({ read, list, schema }: Resource): readonly unknown[] {
    const listed = this.#listed(list);
    const items = listed.length > 0 ? listed : examplesIn(this.#model, read);
    return items.length > 0 ? items : [sample(this.#model, refTo(schema))];
  }

  #listed(list: OperationModel | undefined): readonly unknown[] {
    const place = list?.pagination?.entry.items;
    return place === undefined ? [] : examplesIn(this.#model, list).flatMap((page) => at(page, place) ?? []);
  }

  #resourceOf(schema: string): Resource | undefined {
    return [...this.#roles.values()].find(({ resource }) => resource.schema === schema)?.resource;
  }

  #keyOf(schema: string): string {
    return this.#resourceOf(schema)?.key ?? 'id';
  }

  #writable(schema: string): unknown[] {
    const items = this.#changed.get(schema) ?? [...this.all(schema)];
    this.#changed.set(schema, items);
    return items;
  }

  #touch(schema: string, key: string): void {
    this.#touched.set(schema, (this.#touched.get(schema) ?? new Set()).add(key));
  }
}

function examplesIn({ document }: Model, operation: OperationModel | undefined): readonly unknown[] {
  const content = operation?.responses.find(({ status, content }) => isSuccess(status) && content)?.content;
  return content ? bodyExamples(document, content) : [];
}
