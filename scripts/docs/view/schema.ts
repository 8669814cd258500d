import { isNull } from '../../../src/openapi/canonical.ts';
import { fieldsOf, type Part, partsOf, targetOf } from '../../../src/openapi/components.ts';
import { entriesOf, get, getArray, getString, isObject, type Json } from '../../../src/openapi/json.ts';
import { type Made, remembered, rememberedAs } from '../maps.ts';
import { code, plain, prose } from '../markdown/text.ts';
import { namedIn } from '../reach.ts';
import { type Block, type Field, type FieldsBlock, present } from './block.ts';
import { allFactsOf, inCode, isOpen, listed, withoutNull } from './words.ts';

/** What a page says of components, and where. */
export interface Place {
  /** Whether a component is explained on the page already, or will be in a part of its own. */
  has(name: string): boolean;
  /** Where a component is explained; undefined where that is about to be here. */
  address(name: string): string | undefined;
  /** Where to read of a component whose fields are shown as those of another. */
  origin(name: string): string;
  /** Has a component explained here, under the address that is returned; undefined where that is done elsewhere. */
  enter(name: string): string | undefined;
}

/** Deeper than this, words for a type say nothing. */
const MOST_DEPTH = 6;
/** More alternatives than this are counted, not named. */
const MOST_NAMES = 6;

/** What refers to nothing is the same wherever it is shown: a field, and what a component holds. */
type Component = Extract<Block, { kind: 'component' }>;
const fields: Made<Field> = new WeakMap();
const leaves: Made<Component> = new WeakMap();
const named = new WeakMap<Json, boolean>();

/** Whether a schema refers to no component. */
export function isFree(schema: Json): boolean {
  return remembered(named, schema, () => namedIn(schema).size === 0);
}

/** Schemas as fields and alternatives: the one way in which components, bodies, headers and parameters are shown. */
export class SchemaView {
  readonly #schemas: Json;
  readonly #place: Place;

  constructor(schemas: Json, place: Place) {
    this.#schemas = schemas;
    this.#place = place;
  }

  /** What values a schema allows, in a few words. */
  type(schema: unknown, depth = 0): string {
    const name = targetOf(schema);
    if (name !== undefined) {
      const address = this.#place.address(name);
      return address === undefined ? plain(name) : `[${plain(name)}](${address})`;
    }
    if (!isObject(schema) || depth > MOST_DEPTH) return schema === false ? 'nothing' : 'any';
    for (const keyword of ['oneOf', 'anyOf']) {
      const members = getArray(schema, keyword);
      const words = [...new Set(members.map((member) => this.type(member, depth + 1)))];
      if (words.length > MOST_NAMES) return `one of ${words.length}`;
      if (words.length > 0) return words.join(' or ');
    }
    const merged = getArray(schema, 'allOf').map((part) => this.type(part, depth + 1));
    const named = [...new Set(merged)].filter((word) => word !== 'any');
    if (named.length > 0) return named.join(' and ');
    const declared = get(schema, 'type') ?? (schema['properties'] === undefined ? undefined : 'object');
    const types = (Array.isArray(declared) ? declared : [declared]).filter((type) => typeof type === 'string');
    const kinds = listed(schema);
    if (types.length === 0)
      return [...new Set(kinds.map((value) => (value === null ? 'null' : typeof value)))].join(' or ') || 'any';
    return types.map((type) => this.#typeWord(schema, type, depth)).join(' or ');
  }

  #typeWord(schema: Json, type: string, depth: number): string {
    const format = getString(schema, 'format');
    const { items, prefixItems, additionalProperties, properties } = schema;
    if (type === 'array' && Array.isArray(prefixItems))
      return `tuple of ${prefixItems.map((item) => this.type(item, depth + 1)).join(', ')}`;
    if (type === 'array') return `array of ${this.type(items ?? {}, depth + 1)}`;
    const isMap = isObject(additionalProperties) && Object.keys(additionalProperties).length > 0;
    if (type === 'object' && properties === undefined && isMap)
      return `map of ${this.type(additionalProperties, depth + 1)}`;
    return format === undefined || type === 'null' ? plain(type) : `${plain(type)} (${plain(format)})`;
  }

  /** One value with its name: what `owner` says of it goes before what its schema says. */
  field(name: string, schema: unknown, more: Partial<Field> = {}): Field {
    const type = this.type(schema);
    const facts = allFactsOf(this.#schemas, schema, (each) => this.#place.has(each));
    return {
      ...{ name, type, required: undefined, from: undefined, about: this.about(schema), ...more },
      facts: more.facts === undefined ? facts : [...new Set([...more.facts, ...facts])],
      inside: this.inside(schema),
    };
  }

  #own(name: string, schema: unknown, required: boolean): Field {
    if (!isObject(schema) || !isFree(schema)) return this.field(name, schema, { required });
    return rememberedAs(fields, schema, `${required} ${name}`, () => this.field(name, schema, { required }));
  }

  /** What a schema says that it is. */
  about(schema: unknown): string {
    const [own, target] = partsOf(this.#schemas, withoutNull(schema)).map((part) => part.schema);
    const said = [schema, own, target].map((part) => getString(part, 'description')).find((words) => words);
    return prose(said ?? getString(own, 'title') ?? getString(target, 'title') ?? '');
  }

  /** What stands in a value: its fields, those of its items, and its alternatives. */
  inside(schema: unknown, under = ''): Block[] {
    const bare = withoutNull(schema);
    const name = targetOf(bare);
    if (name === undefined) return isObject(bare) ? this.contents(bare, under) : [];
    const id = this.#place.enter(name);
    if (id === undefined) return [];
    const target = get(this.#schemas, name);
    const make = (): Component => ({ kind: 'component', id, blocks: this.contents(target, under) });
    return [isObject(target) && isFree(target) ? rememberedAs(leaves, target, `${id} ${under}`, make) : make()];
  }

  /** The same of a schema that is no reference. */
  contents(schema: unknown, under = ''): Block[] {
    const parts = partsOf(this.#schemas, schema);
    const fields = this.#fields(schema, parts);
    const some: FieldsBlock[] = fields.length > 0 ? [{ kind: 'fields', noun: 'Property', under, fields }] : [];
    const within = parts.flatMap(({ schema: part }) => {
      const { items, additionalProperties: rest } = part;
      const isMap = fields.length === 0 && isObject(rest);
      return [
        ...(items === undefined ? [] : this.inside(items, `${under}[]`)),
        ...(isMap ? this.inside(rest, `${under}.*`) : []),
        ...this.#alternatives(part, under),
      ];
    });
    return [...some, ...within];
  }

  #fields(schema: unknown, parts: readonly Part[]): Field[] {
    const own = [...fieldsOf(this.#schemas, schema).values()].map((field) => {
      const { origin, required } = field;
      const from = origin === undefined ? undefined : `[${plain(origin)}](${this.#place.origin(origin)})`;
      return from === undefined
        ? this.#own(field.name, field.schema, required)
        : this.field(field.name, field.schema, { required, from });
    });
    const others = parts.flatMap(({ schema: part }) => [
      ...getArray(part, 'prefixItems').map((item, index) => this.field(`[${index}]`, item)),
      ...entriesOf(part, 'patternProperties').map(([pattern, item]) =>
        this.field(`/${pattern}/`, item, { facts: ['All properties whose names fit this pattern.'] }),
      ),
    ]);
    const rest = parts.map(({ schema: part }) => part['additionalProperties']).find(isObject);
    const any = rest && own.length + others.length > 0 && Object.keys(rest).length > 0;
    return [...own, ...others, ...(any ? [this.field('*', rest, { facts: ['All other properties.'] })] : [])];
  }

  #alternatives(schema: Json, under: string): Block[] {
    if (isOpen(schema)) return [];
    return (['oneOf', 'anyOf'] as const).flatMap((keyword): Block[] => {
      const members = getArray(schema, keyword).filter((member) => !isNull(member));
      if (members.length < 2) return members.flatMap((member) => this.inside(member, under));
      const chosenBy = getString(get(schema, 'discriminator'), 'propertyName');
      const options = members.map((member) => {
        const title = this.#titleOf(member) + this.#chosen(member, chosenBy);
        const facts = allFactsOf(this.#schemas, member, (each) => this.#place.has(each)).join(' ');
        const about = targetOf(member) !== undefined && this.#place.has(targetOf(member)!) ? '' : this.about(member);
        const said = about === plain(getString(member, 'title') ?? '') ? facts : `${about} ${facts}`.trim();
        return { title, blocks: present(said, this.inside(member, under)) };
      });
      const says = options.some(({ blocks }) => blocks.length > 0) || chosenBy !== undefined;
      const title = keyword === 'oneOf' ? 'One of these' : 'One of these, or what fits several';
      return says ? [{ kind: 'options', title, options }] : [];
    });
  }

  #titleOf(schema: unknown): string {
    const title = targetOf(schema) === undefined ? getString(schema, 'title') : undefined;
    return title === undefined ? this.type(schema) : plain(title);
  }

  /** The value by which an alternative is chosen. */
  #chosen(schema: unknown, property: string | undefined): string {
    if (property === undefined) return '';
    const field = fieldsOf(this.#schemas, schema).get(property)?.schema;
    const words = listed(field).map(inCode).join(' or ');
    return words === '' ? '' : `: ${code(property)} is ${words}`;
  }
}
