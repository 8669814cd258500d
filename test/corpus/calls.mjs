// Calls a sample of a document's operations through the generated contract, and prints what came of it as JSON.
// `calls.mjs DOCUMENT GENERATED SAMPLE`; a process of its own, since what hangs or overflows must end only itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { createClient } from '../../dist/index.js';
import { createEmulator } from '../../dist/testing.js';
import { Maker } from './arguments.mjs';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const [file, generated, sample] = process.argv.slice(2);

const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
const document = /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: -1 });
const maker = new Maker(document);
const written = Object.entries(document.paths ?? {}).flatMap(([path, reference]) => {
  const item = maker.resolve(reference);
  return METHODS.filter((method) => item[method]).map((method) => ({ path, method, item, source: item[method] }));
});
const { contract } = await import(pathToFileURL(join(generated, 'contract.js')).href);
const named = new Map(
  Object.entries(contract.operations).map(([name, operation]) => [`${operation.method} ${operation.path}`, name]),
);
const operations = written.map((operation) => ({
  ...operation,
  name: named.get(`${operation.method.toUpperCase()} ${operation.path}`),
}));
const result = {
  operations: operations.length,
  missing: operations.filter(({ name }) => !name).map(({ method, path }) => `${method.toUpperCase()} ${path}`),
  renamed: operations.filter(isRenamed).map(({ name }) => name),
  called: 0,
  failures: [],
  invalid: [],
};
await callAll().catch((error) =>
  result.failures.push({ name: 'createEmulator, createClient', reason: reasonOf(error) }),
);
process.stdout.write(JSON.stringify(result));

/** Whether nobody would look for the operation under the name it got. */
function isRenamed({ name, source, method, path }) {
  if (!name) return false;
  const id = source.operationId ?? `${method}${path}`;
  return /^call\d*$/.test(name) || (/\d$/.test(name) && !/\d\W*$/.test(id));
}

async function callAll() {
  const emulator = createEmulator({ contract: document });
  const validators = await import(pathToFileURL(join(generated, 'validators.js')).href).then(
    (module) => module.validators,
    () => undefined,
  );
  let issues = [];
  const options = {
    ...{ fetch: emulator.fetch, rateLimit: false, retries: 0, timeoutMs: 5_000, onInvalid: 'event' },
    ...(validators && { validate: validators }),
    onEvent: (event) => event.type === 'invalid' && issues.push(...event.issues),
  };
  const client = create(options, emulator.basePath);
  const callable = operations.filter(({ name }) => name);
  const count = Math.min(Number(sample), callable.length);
  for (let at = 0; at < count; at += 1) {
    const operation = callable[Math.floor((at * callable.length) / count)];
    result.called += 1;
    issues = [];
    try {
      await client[operation.name](paramsOf(operation));
      const id = operation.source.operationId ?? `${operation.method.toUpperCase()} ${operation.path}`;
      if (emulator.requests.at(-1)?.operation !== id) throw new Error('It was answered as another operation.');
    } catch (error) {
      const request = emulator.requests.at(-1);
      const detail = `${error.message} (${request?.reason}; ${request?.status}, ${request?.source}, ${request?.url})`;
      result.failures.push({ name: operation.name, reason: reasonOf(error, request), detail });
    }
    for (const { rule, pointer } of issues.slice(0, 1))
      result.invalid.push({ name: operation.name, reason: rule, detail: pointer });
  }
}

/** A client with every credential that the document asks for, or the one that clients could take before. */
function create(options, basePath) {
  // Where a client takes none of the document's servers, because they are relative or not https.
  const places = [{}, { baseUrl: `https://corpus.example${basePath}` }];
  const credentials = Object.fromEntries(
    Object.entries(contract.securitySchemes).map(([name, { scheme = '' }]) => [
      name,
      scheme.toLowerCase() === 'basic' ? { username: 'user', password: 'word' } : 'secret',
    ]),
  );
  const given = [...(Object.keys(credentials).length > 0 ? [{ credentials }] : []), { token: 'secret' }, {}];
  const errors = [];
  for (const place of places) {
    for (const credential of given) {
      try {
        return createClient(contract, { ...options, ...place, ...credential });
      } catch (error) {
        errors.push(error);
      }
    }
  }
  throw errors.at(-1);
}

function paramsOf({ name, item, source }) {
  const { parameters, grouped, body } = contract.operations[name];
  const declared = [...(item.parameters ?? []), ...(source.parameters ?? [])].map((each) => maker.resolve(each));
  const params = {};
  for (const { name: parameter, in: location, required } of parameters) {
    const declaration = declared.findLast((each) => each.name === parameter && each.in === location) ?? {};
    const { example, examples, schema } = declaration;
    if (!required && example === undefined && examples === undefined && schema?.enum === undefined) continue;
    const value = maker.parameter(declaration);
    if (grouped) params[location] = { ...params[location], [parameter]: value };
    else params[parameter] = value;
  }
  if (!body) return params;
  const media = maker.resolve(source.requestBody).content?.[body.contentType];
  return { ...params, body: bodyOf(body.contentType, maker.value(media?.schema ?? {})) };
}

function bodyOf(type, value) {
  if (/urlencoded|multipart/i.test(type)) return typeof value === 'object' && !(value instanceof Blob) ? value : {};
  if (/json/i.test(type)) return value;
  return typeof value === 'string' || value instanceof Blob ? value : JSON.stringify(value);
}

/** What went wrong, without the values and names that differ from call to call. */
function reasonOf(error, request) {
  const said = error.code === 'API_ERROR' ? `${error.status} ${request?.reason ?? ''}` : String(error.message ?? error);
  const words = said
    .replace(` (${error.method} ${error.path})`, '')
    .replace(/`[^`]*`/g, '`…`')
    .replace(/"[^"]*"/g, '"…"')
    .split(/\s+/)
    .slice(0, 14)
    .join(' ');
  return `${error.code ?? error.name}: ${words}`;
}
