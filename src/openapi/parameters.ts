import type { Parameter, ParameterLocation, ParameterStyle } from '../contract.ts';
import type { DocumentReader, Located } from './document.ts';
import { entriesOf, get, getArray, getString, type Json } from './json.ts';
import { holdsSecrets } from './sensitive.ts';

const LOCATIONS: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];
const STYLES: Readonly<Record<ParameterLocation, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};
/** The OpenAPI Specification has these described elsewhere: by `content`, by `responses`, by `security`. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** A parameter: its entry in the table, and what else there is to say of it. */
export interface ParameterModel {
  readonly entry: Parameter;
  readonly schema: unknown;
  readonly source: Json;
  /** Where it stands; of one that a path has and nobody declares, its operation. */
  readonly pointer: string;
}

/** The parameters of an operation: one of its own takes the place of its path's with the same name and location. */
export function readParameters(
  document: DocumentReader,
  pathItem: Located,
  operation: Located,
  path: string,
): ParameterModel[] {
  const found = new Map<string, ParameterModel>();
  for (const owner of [pathItem, operation]) {
    for (const [index, item] of getArray(owner.value, 'parameters').entries()) {
      const pointer = `${owner.pointer}/parameters/${index}`;
      const parameter = document.resolve(item, pointer);
      const model = parameter && readParameter(document, parameter);
      if (!parameter) document.warn(pointer, 'is no parameter');
      if (model) found.set(`${model.entry.in} ${model.entry.name}`, model);
    }
  }
  for (const [, name = ''] of path.matchAll(/\{([^}]*)\}/g)) {
    if (found.has(`path ${name}`)) continue;
    document.warn(operation.pointer, 'does not declare the parameter of its path; it is taken as a string');
    const entry = { name, in: 'path', required: true, style: 'simple', explode: false } as const;
    found.set(`path ${name}`, { entry, schema: { type: 'string' }, source: {}, pointer: operation.pointer });
  }
  return [...found.values()];
}

function readParameter(document: DocumentReader, { value, pointer }: Located): ParameterModel | undefined {
  const name = getString(value, 'name');
  const location = LOCATIONS.find((each) => each === get(value, 'in'));
  if (name === undefined || !location) {
    document.warn(pointer, 'has no name, or is in a place that no request has');
    return undefined;
  }
  if (location === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  const [media] = entriesOf(value, 'content');
  const wanted = getString(value, 'style');
  const style = STYLES[location].find((each) => each === wanted) ?? STYLES[location][0]!;
  if (wanted !== undefined && wanted !== style)
    document.warn(pointer, `has a style that a ${location} parameter cannot have; \`${style}\` is used`);
  const explode = get(value, 'explode');
  const schema = (media ? get(media[1], 'schema') : get(value, 'schema')) ?? {};
  return {
    entry: {
      ...{ name, in: location, required: location === 'path' || get(value, 'required') === true, style },
      explode: typeof explode === 'boolean' ? explode : style === 'form',
      ...(get(value, 'allowReserved') === true && { allowReserved: true }),
      ...(media && { contentType: media[0] }),
      ...(holdsSecrets(document, schema) && { sensitive: true }),
    },
    schema,
    source: value,
    pointer,
  };
}
