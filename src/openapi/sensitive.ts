import type { SensitivePaths } from '../contract.ts';
import { schemasOf } from './components.ts';
import type { DocumentReader } from './document.ts';
import { entriesOf, get, getArray, isObject } from './json.ts';
import { escapeKey } from './pointer.ts';

/** At a place: everything is secret, or what these schemas say is. */
type Paths = Map<string, true | Set<string>>;

/** Which component schemas hold secrets, themselves or through schemas that they refer to, and where. */
export function sensitiveSchemas(document: DocumentReader): Record<string, SensitivePaths> {
  const { all, secret } = survey(document);
  return Object.fromEntries(
    [...all].filter(([name]) => secret.has(name)).map(([name, paths]) => [name, tableOf(paths, secret)]),
  );
}

/** Where a schema that has no name holds secrets; undefined where it holds none. */
export function sensitivePaths(document: DocumentReader, schema: unknown): SensitivePaths | undefined {
  const paths: Paths = new Map();
  collect(document, schema, '', paths);
  const table = tableOf(paths, survey(document).secret);
  return Object.keys(table).length > 0 ? table : undefined;
}

/** Whether values of a schema hold secrets. */
export function holdsSecrets(document: DocumentReader, schema: unknown): boolean {
  return sensitivePaths(document, schema) !== undefined;
}

interface Survey {
  readonly all: ReadonlyMap<string, Paths>;
  readonly secret: ReadonlySet<string>;
}

const surveys = new WeakMap<DocumentReader, Survey>();

function survey(document: DocumentReader): Survey {
  const known = surveys.get(document);
  if (known) return known;
  const all = new Map<string, Paths>();
  for (const [name, schema] of Object.entries(schemasOf(document.root))) {
    const paths: Paths = new Map();
    collect(document, schema, '', paths);
    all.set(name, paths);
  }
  const made = { all, secret: withSecrets(all) };
  surveys.set(document, made);
  return made;
}

/** The schemas from which a secret can be reached: first those that hold one, then those that refer to these. */
function withSecrets(all: ReadonlyMap<string, Paths>): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  const secret = new Set<string>();
  const pending: string[] = [];
  for (const [name, paths] of all) {
    for (const rule of paths.values()) {
      if (rule === true) pending.push(name);
      else for (const target of rule) referrers.set(target, [...(referrers.get(target) ?? []), name]);
    }
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (secret.has(name)) continue;
    secret.add(name);
    pending.push(...(referrers.get(name) ?? []));
  }
  return secret;
}

function tableOf(paths: Paths, secret: ReadonlySet<string>): SensitivePaths {
  return Object.fromEntries(
    [...paths].flatMap(([pointer, rule]): [string, true | string[]][] => {
      if (rule === true) return [[pointer, rule]];
      const names = [...rule].filter((name) => secret.has(name));
      return names.length > 0 ? [[pointer, names]] : [];
    }),
  );
}

function collect(document: DocumentReader, schema: unknown, pointer: string, paths: Paths): void {
  if (!isObject(schema) || paths.get(pointer) === true) return;
  if (get(schema, 'x-sensitive') === true) {
    paths.set(pointer, true);
    return;
  }
  const name = document.schemaName(schema);
  if (name !== undefined) {
    const names = paths.get(pointer);
    paths.set(pointer, new Set([...(names instanceof Set ? names : []), name]));
    return;
  }
  for (const [key, property] of entriesOf(schema, 'properties')) {
    collect(document, property, `${pointer}/${escapeKey(key)}`, paths);
  }
  for (const [, property] of entriesOf(schema, 'patternProperties')) collect(document, property, `${pointer}/*`, paths);
  for (const keyword of ['items', 'additionalProperties'])
    collect(document, get(schema, keyword), `${pointer}/*`, paths);
  for (const item of getArray(schema, 'prefixItems')) collect(document, item, `${pointer}/*`, paths);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    for (const item of getArray(schema, keyword)) collect(document, item, pointer, paths);
  }
}
