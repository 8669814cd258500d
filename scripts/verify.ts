import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { parseArgs } from 'node:util';
import { createClient } from '../src/client/client.ts';
import { ConfigurationError } from '../src/common/errors.ts';
import { check } from '../src/evidence/check.ts';
import { accessFrom } from '../src/evidence/credentials.ts';
import { EvidenceError } from '../src/evidence/error.ts';
import type { Subject } from '../src/evidence/gather.ts';
import { modelOf } from '../src/openapi/model.ts';
import { FORMATS } from '../src/verify/report.ts';
import { command, seeFromCaller, start, UsageError } from './command-line.ts';
import { linesOf, writtenAt } from './diff/places.ts';
import { bundle } from './generate/bundle.ts';
import { contractOf } from './generate/contract-table.ts';
import { DocumentError, fromHere, placed } from './load/error.ts';
import { type LoadedDocument, loadDocument } from './load.ts';
import { ownContract, ROOT } from './project.ts';
import { patchFor } from './verify/patch.ts';
import { checkTarget, writePatch } from './verify/patch-file.ts';

const USAGE = `Usage: npm run verify -- --live | --har FILE | --emulate [options]

Compares answers of an API with all that its contract says, and tells what is confirmed, contradicted and unknown.

  --live             Call the API itself: what changes nothing, within its limits, after asking.
  --max-calls N      How many calls --live may make. Default: 30
  --allow OPERATION  An operation that may be called although it changes something; may be repeated.
  --yes              Call without asking.
  --har FILE         Read traffic that a browser or a proxy recorded.
  --emulate          Call the emulator, to see how this works.
  --spec FILE        The contract. Default: that of this project
  --format FORMAT    text (the default), json, or markdown
  --patch FILE       Write changes of the contract that follow, for git apply.
  --keep-ids         Name the identifiers that were called for.
  --help             Show this.

Exit codes: 0 something is confirmed and nothing contradicted, 1 something is contradicted, 2 for wrong usage, 3 where
nothing could be checked.
`;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ live: FLAG, yes: FLAG, emulate: FLAG, 'keep-ids': FLAG },
  ...{ 'max-calls': TEXT, har: TEXT, spec: TEXT, format: TEXT, patch: TEXT },
  allow: { ...TEXT, multiple: true },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function main(args: readonly string[]): Promise<number> {
  seeFromCaller('verify');
  return command(args, USAGE, { options: OPTIONS }, async ({ values }) => {
    try {
      return await verify(values);
    } catch (error) {
      if (error instanceof EvidenceError) throw new UsageError(error.message);
      if (error instanceof DocumentError) process.stderr.write(`${placed(error.place, error.message)}\n`);
      else if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
      else throw error;
      return 2;
    }
  });
}

async function verify(options: Options): Promise<number> {
  const format = FORMATS.find((each) => each === (options.format ?? 'text'));
  if (!format) throw new UsageError(`Expected \`--format\` to be one of ${FORMATS.join(', ')}.`);
  if (options.patch !== undefined && options.emulate)
    throw new UsageError(
      '--patch is not for --emulate: the emulator follows the contract, and verifies nothing of it.',
    );
  if (options.patch !== undefined) checkTarget(options.patch);
  const spec = options.spec === undefined ? ownContract() : resolve(options.spec);
  const loaded = loadDocument(spec);
  const subject = await subjectOf(loaded, spec === ownContract());
  const lineOf = linesOf();
  const placeOf = (pointer: string): { file: string; line: number } => {
    const written = writtenAt(loaded, pointer);
    return { file: fromHere(written.file), line: lineOf(written) };
  };
  const source = { ...options, maxCalls: options['max-calls'] };
  const { report, text, code } = await check(source, subject, { format, keepIds: options['keep-ids'] }, placeOf);
  process.stdout.write(text);
  if (options.patch !== undefined) {
    const { diff, changes, left } = patchFor(loaded, report);
    writePatch(options.patch, diff);
    process.stderr.write(`${fromHere(resolve(options.patch))}: ${changes} changes of the contract, to be reviewed.\n`);
    for (const each of left) process.stderr.write(`To be done by hand: ${each}\n`);
  }
  return code;
}

/** The contract and a client of it, with the credential and the address that the environment has. */
async function subjectOf(loaded: LoadedDocument, own: boolean): Promise<Subject> {
  const model = modelOf(await bundle(loaded));
  const operations = model.operations.filter(({ unsupported }) => unsupported === undefined);
  const contract = contractOf(model, operations);
  const names = own ? ownVariables() : { token: 'API_TOKEN', baseUrl: 'API_BASE_URL' };
  const baseUrl = process.env[names.baseUrl];
  const { options, missing } = accessFrom(contract, names.token, process.env);
  return {
    ...{ model, contract, document: { document: model.document.root, hides: model.hides, findings: [] } },
    servers: [...contract.servers, ...(baseUrl ? [baseUrl] : [])],
    missing,
    createClient: (more) => createClient(contract, { ...options, ...(baseUrl && { baseUrl }), ...more }) as never,
  };
}

/** The variables of the environment that the package itself reads. */
function ownVariables(): { readonly token: string; readonly baseUrl: string } {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).docs;
}

await start(import.meta.url, main);
