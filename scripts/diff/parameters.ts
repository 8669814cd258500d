import type { ParameterModel } from '../../src/openapi/parameters.ts';
import { note } from './found.ts';
import { compareNotes } from './notes.ts';
import { notesOf, type Pairing, parameterPointer, type Side } from './pairing.ts';

const PARTS = /^(name|in|required|style|explode|allowReserved|allowEmptyValue|schema|content)$/;

/** Compares parameters by what requests tell them apart: headers in any case, those of a path by their place. */
export function compareParameters(pairing: Pairing): void {
  const { before, after, schemas, sent, node, name } = pairing;
  const [left, right] = [parametersOf(before), parametersOf(after)];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [was, is] = [left.get(key), right.get(key)];
    const { entry } = (is ?? was)!;
    const label = `parameter \`${entry.name}\` of \`${name}\``;
    const add = note(node.found, label);
    const [from, to] = [was && parameterPointer(before, was.source), is && parameterPointer(after, is.source)];
    const places = [
      from === undefined ? undefined : { pointer: from },
      to === undefined ? undefined : { pointer: to },
    ] as const;
    if (!was || !is) {
      const rule = was ? 'parameterRemoved' : entry.required ? 'parameterRequired' : 'newInRequest';
      const said = was ? 'was removed' : `was added${entry.required ? ' and is required' : ''}`;
      add(sent === 'answer' ? (was ? 'propertyRemoved' : 'newInAnswer') : rule, places, (of) => `${of} ${said}.`);
      continue;
    }
    if (entry.in === 'path' && was.entry.name !== entry.name)
      add(
        'pathParameterRenamed',
        places,
        () => `Parameter \`${was.entry.name}\` of \`${name}\` is called \`${entry.name}\`.`,
      );
    if (was.entry.required !== entry.required)
      add(
        entry.required ? 'parameterRequired' : 'required',
        places,
        (of) => `${of} ${entry.required ? 'became' : 'is no longer'} required.`,
        'required',
      );
    const written = [before, after].map((side, index) => serialisation([was, is][index]!, side));
    if (written[0] !== written[1])
      add('serialisation', places, (of) => `${of} was written as ${written[0]}, is written as ${written[1]}.`);
    for (const flag of ['allowReserved', 'allowEmptyValue'] as const) {
      const [had, has] = [was, is].map(({ source }) => source[flag] === true);
      if (had !== has) add(has ? 'required' : 'requestNarrower', places, (of) => `\`${flag}\` of ${of} is ${has}.`);
    }
    compareNotes(notesOf(was.source, from!, PARTS), notesOf(is.source, to!, PARTS), sent, add, [from!, to!]);
    const at = (model: ParameterModel, pointer: string): string =>
      model.entry.contentType === undefined
        ? `${pointer}/schema`
        : `${pointer}/content/${model.entry.contentType.replaceAll('/', '~1')}/schema`;
    node.next.push(
      schemas.pair(
        { value: was.schema, pointer: at(was, from!) },
        { value: is.schema, pointer: at(is, to!) },
        sent,
        label,
      ),
    );
  }
}

function parametersOf({ operation }: Side): ReadonlyMap<string, ParameterModel> {
  const inPath = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  return new Map(
    operation.parameters.map((parameter) => {
      const { in: place, name } = parameter.entry;
      const key = place === 'header' ? name.toLowerCase() : place === 'path' ? inPath.indexOf(name) : name;
      return [`${place} ${key}`, parameter];
    }),
  );
}

/** How a value is written in the request; whether a list is taken apart matters only where there may be one. */
function serialisation({ entry, schema }: ParameterModel, { model }: Side): string {
  if (entry.contentType !== undefined) return entry.contentType;
  const types = typesOfValue(schema, model);
  const isPlain = types.length > 0 && types.every((type) => type !== 'array' && type !== 'object');
  // These three write a plain value as `name=value`.
  if (isPlain && entry.in === 'query') return 'a plain value';
  return `${entry.style}${isPlain && entry.style !== 'matrix' ? '' : entry.explode ? ', exploded' : ', not exploded'}`;
}

function typesOfValue(schema: unknown, model: Side['model']): readonly string[] {
  const type = model.document.follow(schema)?.['type'];
  return typeof type === 'string' ? [type] : Array.isArray(type) ? type : [];
}
