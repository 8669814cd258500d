import { readFileSync } from 'node:fs';
import { safe } from '../common/safe.ts';
import type { Contract } from '../contract.ts';
import type { Model } from '../openapi/model.ts';
import { urlOf } from '../openapi/servers.ts';
import type { ClientOptions } from '../options/client-options.ts';
import { BASIC, placementIn } from '../options/credentials.ts';
import { createEmulator } from '../testing/emulator.ts';
import type { Emulator, EmulatorOptions } from '../testing/types.ts';
import { agreed, isTerminal } from './ask.ts';
import type { Access } from './credentials.ts';
import { EvidenceError } from './error.ts';
import { exchangesOf } from './har.ts';
import { type Caller, callAll, type Gathered } from './live.ts';
import { type Probe, probesOf } from './probes.ts';

/** Where evidence is to come from. */
export interface Source {
  readonly live?: boolean | undefined;
  readonly har?: string | undefined;
  readonly emulate?: boolean | undefined;
  /** How many requests may be sent to the API. */
  readonly maxCalls?: string | undefined;
  /** Operations that may be called although they change something. */
  readonly allow?: readonly string[] | undefined;
  /** Whether nobody is asked before. */
  readonly yes?: boolean | undefined;
}

/** What evidence is gathered of, and with. */
export interface Subject {
  readonly model: Model;
  readonly contract: Contract;
  /** The contract as the emulator takes it. */
  readonly document: Parameters<typeof createEmulator>[0]['contract'];
  readonly handlers?: EmulatorOptions['handlers'];
  readonly createClient: (options: ClientOptions) => Caller | Promise<Caller>;
  /** How to give the credential that an operation needs and has not; undefined where nothing is missing. */
  readonly missing?: Access['missing'];
  /** Where the API is. */
  readonly servers: readonly string[];
}

const MOST_CALLS = 30;
/** The credential of the emulator, as HTTP basic writes it, so that it is right for any scheme. */
const EMULATED = btoa('emulated:emulated');

/** @throws {EvidenceError} When nothing can be gathered so. */
export async function gather(source: Source, subject: Subject): Promise<Gathered> {
  const { live, har, emulate, allow = [] } = source;
  const named = [live, har !== undefined, emulate].filter(Boolean).length;
  if (named !== 1) throw new EvidenceError('Say where evidence comes from: one of --live, --har FILE and --emulate.');
  if (!live && (source.yes || source.maxCalls !== undefined))
    throw new EvidenceError('--max-calls and --yes are for --live alone.');
  const { model, servers } = subject;
  const origins = servers.flatMap((url) => urlOf(url)?.origin ?? []);
  if (har !== undefined)
    return { exchanges: exchangesOf(readText(har), origins), left: 0, refused: 0, failure: undefined };
  const unknown = allow.find((id) => !model.operations.some((operation) => operation.id === id));
  if (unknown !== undefined)
    throw new EvidenceError(
      `--allow names no operation of the contract. It has ${model.operations.map(({ id }) => id).join(', ')}.`,
    );
  const [probes, unmet] = withAccess(probesOf(model, allow, emulate), live ? subject.missing : undefined);
  const maxCalls = live ? readCount(source.maxCalls) : Number.POSITIVE_INFINITY;
  const emulator = emulate ? emulatorOf(subject) : undefined;
  const createClient = (options: ClientOptions) =>
    subject.createClient(emulator ? { ...options, ...accessTo(emulator, subject.contract) } : options);
  const gathered = await callAll(probes, {
    ...subject,
    createClient,
    maxCalls,
    ...(live && { before: () => askFirst(probes.slice(0, maxCalls), probes.length, source) }),
    onCall: (index, probe) => tell(`${index} of ${Math.min(maxCalls, probes.length)}: ${inWords(probe)}`),
    ...(emulator && { fetch: emulator.fetch }),
  });
  tell('');
  return { ...gathered, failure: [unmet ?? [], gathered.failure ?? []].flat().join(' ') || undefined };
}

/** The calls for which there is a credential, and of which it is missing, in words. */
function withAccess(
  all: readonly Probe[],
  missing: Access['missing'] = () => undefined,
): [Probe[], string | undefined] {
  const probes = all.filter(({ operation }) => missing(operation) === undefined);
  const [first] = all.filter((probe) => !probes.includes(probe)).map(({ operation }) => operation);
  if (!first) return [probes, undefined];
  const way = missing(first)!;
  if (probes.length === 0)
    throw new EvidenceError(`There is no credential. ${way} To try this without one, use --emulate.`);
  return [probes, `there is no credential for \`${first.id}\`. ${way}`];
}

function emulatorOf({ document, handlers }: Subject): Emulator {
  return createEmulator({ contract: document, token: EMULATED, maxRequests: 1, ...(handlers && { handlers }) });
}

/** What lets a client in by any scheme, also where the contract's own server may see no credential. */
function accessTo({ basePath }: Emulator, { securitySchemes }: Contract): ClientOptions {
  const credentials = Object.entries(securitySchemes).flatMap(([name, scheme]) => {
    const placement = placementIn(scheme);
    const pair = { username: 'emulated', password: 'emulated' };
    return placement ? [[name, placement.prefix === BASIC ? pair : EMULATED]] : [];
  });
  return { credentials: Object.fromEntries(credentials), baseUrl: `http://localhost${basePath}` };
}

async function askFirst(probes: readonly Probe[], all: number, { yes }: Source): Promise<void> {
  const more = all > probes.length ? `; ${all - probes.length} more would need a higher --max-calls` : '';
  say(`These ${probes.length} calls go to the API, within its limits${more}:`);
  for (const probe of probes) say(`  ${inWords(probe)}`);
  if (yes) return;
  if (!isTerminal()) throw new EvidenceError('Nothing was sent. Add --yes to send this without being asked.');
  if (!(await agreed('This calls the API itself.'))) throw new EvidenceError('Nothing was sent.');
}

function say(line: string): void {
  process.stderr.write(`${safe(line)}\n`);
}

/** On a terminal, one line that follows what is done. */
function tell(line: string): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\u001b[2K${safe(line).slice(0, (process.stderr.columns || 80) - 1)}`);
}

function inWords({ operation, values, purpose }: Probe): string {
  const given = Object.entries(values).map(([key, value]) => `${key.replace(/^\w+ /, '')}=${[value].flat().join(',')}`);
  const beside = purpose ?? (given.length > 0 ? `with ${given.join(' and ')}` : '');
  return `${operation.method} ${operation.path} (${operation.id}) ${beside}`.trim();
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new EvidenceError(`The file of --har cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function readCount(text: string | undefined): number {
  if (text === undefined) return MOST_CALLS;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value))
    throw new EvidenceError('Expected --max-calls to be a whole number from 1.');
  return value;
}
