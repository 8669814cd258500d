import { getArray } from '../../src/openapi/json.ts';
import type { ParameterModel } from '../../src/openapi/parameters.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { inBoth, type Subject, say } from './found.ts';
import { comparePresence } from './keywords.ts';
import type { Spot } from './meaning.ts';
import { compareWords } from './notes.ts';
import type { Pairing, Side } from './pairing.ts';

const PARTS = /^(name|in|required|style|explode|allowReserved|allowEmptyValue|schema|content)$/;

/** Compares parameters by what requests tell them apart: headers in any case, those of a path by their place. */
export function compareParameters({ before, after, schemas, sent: way, node, name }: Pairing): void {
  for (const [, was, is] of inBoth(parametersOf(before), parametersOf(after))) {
    const { entry } = (is ?? was)!;
    const label = `parameter \`${entry.name}\` of \`${name}\``;
    const subject: Subject = { label, way, node, was, is };
    const required = [was?.entry.required, is?.entry.required];
    comparePresence(subject, 'parameter', required, was && is && 'required');
    if (was && is) {
      const old = was.entry.name;
      if (entry.in === 'path' && old !== entry.name)
        say(subject, 'pathParameterRenamed', `parameter \`${old}\` of \`${name}\` is called \`${entry.name}\`.`);
      // What only one side takes as a list was never sent as one, or no longer is.
      const isPlain = isPlainValue(was, before) || isPlainValue(is, after);
      const [one, other] = [serialisation(was, isPlain), serialisation(is, isPlain)];
      if (one !== other) say(subject, 'serialisation', `${label} was written as ${one}, is written as ${other}.`);
      for (const flag of ['allowReserved', 'allowEmptyValue']) {
        const [had, has] = [was, is].map(({ source }) => source[flag] === true);
        if (had !== has) say(subject, has ? 'required' : 'requestNarrower', `\`${flag}\` of ${label} is ${has}.`);
      }
      compareWords(subject, PARTS);
      node.next.push(schemas.pair(schemaOf(was), schemaOf(is), way, label));
    }
  }
}

type Located = ParameterModel & Spot;

function schemaOf({ entry, schema: value, pointer }: Located): Spot {
  const content = entry.contentType === undefined ? '' : `/content/${escapeKey(entry.contentType)}`;
  return { value, pointer: `${pointer}${content}/schema` };
}

function parametersOf(side: Side): ReadonlyMap<string, Located> {
  const { operation } = side;
  const inPath = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  return new Map(
    operation.parameters.map((parameter) => {
      const { in: place, name } = parameter.entry;
      const key = place === 'header' ? name.toLowerCase() : place === 'path' ? inPath.indexOf(name) : name;
      return [`${place} ${key}`, { ...parameter, value: parameter.source, pointer: pointerTo(parameter, side) }];
    }),
  );
}

/** The way to a parameter: through its operation, or its path. */
function pointerTo({ source }: ParameterModel, { model, item, value, pointer }: Side): string {
  for (const owner of [{ value, pointer }, item]) {
    const index = getArray(owner.value, 'parameters').findIndex((each) => model.document.follow(each) === source);
    if (index !== -1) return `${owner.pointer}/parameters/${index}`;
  }
  return pointer;
}

/** How a value is written in the request; whether a list is taken apart matters only where there may be one. */
function serialisation({ entry }: ParameterModel, isPlain: boolean): string {
  if (entry.contentType !== undefined) return entry.contentType;
  // These three write a plain value as `name=value`.
  if (isPlain && entry.in === 'query') return 'a plain value';
  return `${entry.style}${isPlain && entry.style !== 'matrix' ? '' : entry.explode ? ', exploded' : ', not exploded'}`;
}

function isPlainValue({ schema }: ParameterModel, { model }: Side): boolean {
  const types = [model.document.follow(schema)?.['type'] ?? []].flat();
  return types.length > 0 && types.every((type) => type !== 'array' && type !== 'object');
}
