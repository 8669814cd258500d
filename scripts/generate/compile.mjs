// Compiles schemas to code, in a thread of its own: Ajv follows references by calling itself, and a document with
// hundreds of schemas that refer to each other needs more stack than a process has. Plain JavaScript, since a thread
// knows nothing of the loader.
import { parentPort, workerData } from 'node:worker_threads';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const { schemas, keys } = workerData;
const ajv = new Ajv({
  allErrors: true,
  inlineRefs: false,
  messages: false,
  meta: false,
  ownProperties: true,
  strict: false,
  validateSchema: false,
  code: { esm: true, source: true },
});
for (const [key, schema] of schemas) ajv.addSchema(schema, key);
const compiled = [];
const failed = new Map();
for (const key of keys) {
  try {
    if (ajv.getSchema(key)) compiled.push(key);
  } catch (error) {
    failed.set(key, String(error));
  }
}
const code = standalone.default(ajv, Object.fromEntries(compiled.map((key) => [key, key])));
parentPort.postMessage({ code, failed });
