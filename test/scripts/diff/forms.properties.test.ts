import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { compareModels } from '../../../scripts/diff/document.ts';
import { POLICY } from '../../../scripts/diff/policy.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import type { Loose } from './cases.ts';
import { readPairs } from './pairs.ts';

const bookshop: Loose = JSON.parse(
  JSON.stringify(parse(readFileSync('test/contracts/bookshop/openapi.yaml', 'utf8'), { merge: true })),
);
const DOCUMENTS: readonly Loose[] = [bookshop, readPairs()[0]!.base];

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const operationsOf = (document: Loose): Loose[] =>
  Object.values(document.paths).flatMap((item: Loose) =>
    METHODS.flatMap((method) => (item[method] ? [{ item, operation: item[method] }] : [])),
  );

/** All schemas of a document that stand in place, with what puts another there. */
function schemas(document: Loose): { readonly schema: Loose; readonly put: (schema: Loose) => void }[] {
  const found: ReturnType<typeof schemas> = [];
  const walk = (owner: Loose, key: string): void => {
    const schema = owner[key];
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
    found.push({ schema, put: (other) => Object.assign(owner, { [key]: other }) });
    for (const name of Object.keys(schema.properties ?? {})) walk(schema.properties, name);
    if (schema.items) walk(schema, 'items');
    for (const word of ['anyOf', 'oneOf', 'allOf'])
      for (const index of Object.keys(schema[word] ?? [])) walk(schema[word], index);
  };
  for (const name of Object.keys(document.components.schemas)) walk(document.components.schemas, name);
  for (const { operation } of operationsOf(document)) {
    for (const parameter of operation.parameters ?? []) if (parameter.schema) walk(parameter, 'schema');
    for (const holder of [operation.requestBody, ...Object.values(operation.responses)] as Loose[])
      for (const media of Object.values(holder?.content ?? {}) as Loose[]) walk(media, 'schema');
  }
  return found;
}

const reversed = (map: Loose): Loose => Object.fromEntries(Object.entries(map).reverse());

/** Each writes some of a document in another way that means the same; `pick` says of each place whether. */
const REWRITINGS: Readonly<Record<string, (document: Loose, pick: () => boolean) => void>> = {
  'allOf of one': (document, pick) => {
    for (const { schema, put } of schemas(document).reverse()) if (schema.$ref && pick()) put({ allOf: [schema] });
  },
  'allOf in another order': (document, pick) => {
    for (const { schema } of schemas(document)) if (schema.allOf && pick()) schema.allOf.reverse();
  },
  'alternatives in another order': (document, pick) => {
    for (const { schema } of schemas(document)) if (schema.oneOf && pick()) schema.oneOf.reverse();
  },
  'an object in two parts': (document, pick) => {
    for (const { schema, put } of schemas(document).reverse()) {
      if (!schema.properties || schema.allOf || 'additionalProperties' in schema || !pick()) continue;
      const { properties, required, ...rest } = schema;
      put({
        ...rest,
        allOf: [
          { type: 'object', properties },
          { type: 'object', required: required ?? [] },
        ],
      });
    }
  },
  'null as an alternative': (document, pick) => {
    for (const { schema, put } of schemas(document).reverse()) {
      if (!Array.isArray(schema.type) || schema.type.length !== 2 || schema.enum || !pick()) continue;
      const { type, description, ...rest } = schema;
      const other = type.find((each: string) => each !== 'null');
      put({ ...(description && { description }), oneOf: [{ ...rest, type: other }, { type: 'null' }] });
    }
  },
  'a const for an enum of one': (document, pick) => {
    for (const { schema } of schemas(document)) {
      if ('const' in schema && pick()) {
        schema.enum = [schema.const];
        delete schema.const;
      }
    }
  },
  'an enum in another order': (document, pick) => {
    for (const { schema } of schemas(document)) if (schema.enum && pick()) schema.enum.reverse();
  },
  'keys in another order': (document, pick) => {
    document.paths = reversed(document.paths);
    for (const { schema } of schemas(document)) {
      if (schema.properties && pick()) schema.properties = reversed(schema.properties);
      if (schema.required && pick()) schema.required.reverse();
    }
  },
  'an empty required': (document, pick) => {
    for (const { schema } of schemas(document))
      if (schema.properties && !schema.required && pick()) schema.required = [];
  },
  'security of all for each': (document, pick) => {
    for (const { operation } of operationsOf(document))
      if (!operation.security && pick()) operation.security = structuredClone(document.security);
  },
  'servers of all for each': (document, pick) => {
    for (const { operation } of operationsOf(document))
      if (!operation.servers && pick()) operation.servers = structuredClone(document.servers);
  },
  'limits of all for each': (document, pick) => {
    for (const { operation } of operationsOf(document))
      if (!operation['x-rate-limit'] && document['x-rate-limit'] && pick())
        operation['x-rate-limit'] = structuredClone(document['x-rate-limit']);
  },
  'parameters of the path for each': (document, pick) => {
    for (const item of Object.values(document.paths) as Loose[]) {
      if (!item.parameters || !pick()) continue;
      for (const method of METHODS)
        if (item[method])
          item[method].parameters = [...structuredClone(item.parameters), ...(item[method].parameters ?? [])];
      delete item.parameters;
    }
  },
  'media types in other letters': (document, pick) => {
    for (const { operation } of operationsOf(document))
      for (const holder of [operation.requestBody, ...Object.values(operation.responses)] as Loose[])
        if (holder?.content && pick())
          holder.content = Object.fromEntries(
            Object.entries(holder.content).map(([type, media]) => [type.toUpperCase(), media]),
          );
  },
  'what is implied': (document, pick) => {
    for (const { operation } of operationsOf(document)) {
      if (pick()) operation.deprecated ??= false;
      for (const parameter of operation.parameters ?? [])
        if (parameter.in === 'query' && pick()) {
          parameter.required ??= false;
          parameter.style ??= 'form';
          parameter.explode ??= parameter.style === 'form';
        }
    }
  },
};

const rewritings = fc.subarray(Object.keys(REWRITINGS), { minLength: 1 });
const picks = fc.infiniteStream(fc.boolean());

test('the same in another form is no change, whatever is written otherwise', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DOCUMENTS), rewritings, picks, (document, names, stream) => {
      const other = JSON.parse(JSON.stringify(document));
      for (const name of names) REWRITINGS[name]!(other, () => stream.next().value as boolean);
      const written = JSON.parse(JSON.stringify(other));
      for (const [one, two] of [
        [document, written],
        [written, document],
      ]) {
        const found = compareModels(modelOf(one), modelOf(two));
        const said = found.filter(({ rule }) => POLICY[rule][0] !== 'nothing').map(({ message }) => message);
        expect({ names, said }).toEqual({ names, said: [] });
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
