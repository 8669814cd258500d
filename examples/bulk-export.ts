// Exports integrations, one line of JSON each, and goes on where it stopped: `node bulk-export.js ids.txt out.ndjson`.
// Each id leads to one line, in the order of the ids, so the number of lines says where to resume. Credentials are masked.
import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createHoodClient, redact } from 'ocamba-hood';

const [source, target] = process.argv.slice(2);
if (!source || !target) {
  console.error('Usage: node bulk-export.js IDS OUT');
  process.exit(2);
}

const linesOf = (path: string) =>
  createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });

let done = 0;
if (existsSync(target)) for await (const _ of linesOf(target)) done += 1;

async function* inputs(path: string, skip: number) {
  let number = 0;
  for await (const line of linesOf(path)) {
    const id = line.trim();
    if (id !== '' && ++number > skip) yield { id };
  }
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const hood = createHoodClient({ token: process.env['OCAMBA_TOKEN'], baseUrl: process.env['OCAMBA_BASE_URL'] });
const file = await open(target, 'a');
let failed = 0;
try {
  for await (const { input, data, error } of hood.each('getIntegration', inputs(source, done), stop)) {
    if (error) failed += 1;
    const line = error ? { id: input.id, error: error.message } : redact('Integration', data);
    await file.write(`${JSON.stringify(line)}\n`);
    done += 1;
  }
} catch (error) {
  if (!stop.signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  await file.close();
}
console.error(`${done} lines, ${failed} failures in this run. Run it again to go on.`);
