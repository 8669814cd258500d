import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get, getString, isObject } from '../../src/openapi/json.ts';
import { GenerateError } from '../generate/job.ts';

/** What samples must know of this package beside the contract. */
export interface ClientFacts {
  /** The name that programs import. */
  readonly package: string;
  /** The function that makes a client. */
  readonly factory: string;
  /** The name of a client in samples. */
  readonly variable: string;
  /** The environment variable that holds the credential. */
  readonly token: string;
  /** Where a document's generated files are, where the client has no function of its own for it. */
  readonly generated: string | undefined;
  /** The package's command; undefined where it has none, or none for the document. */
  readonly command: string | undefined;
}

/**
 * Reads from package.json how this package is used: its name, its command, and under `docs` the function that makes a
 * client of its own contract, with the variable of its credential. Of any other document a client is made by hand.
 */
export function readFacts(root: string, own: boolean): ClientFacts {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = getString(manifest, 'name') ?? '';
  if (!own) {
    return {
      ...{ package: name, factory: 'createClient', variable: 'client', token: 'API_TOKEN' },
      ...{ generated: './generated', command: undefined },
    };
  }
  const factory = getString(get(manifest, 'docs'), 'factory');
  const token = getString(get(manifest, 'docs'), 'token');
  if (factory === undefined || token === undefined)
    throw new GenerateError('package.json has no `docs` with `factory` and `token`. Samples of the client need them.');
  const bin = get(manifest, 'bin');
  return {
    package: name,
    factory,
    variable: variableOf(factory),
    token,
    generated: undefined,
    command: isObject(bin) ? Object.keys(bin)[0] : typeof bin === 'string' ? name.replace(/^.*\//, '') : undefined,
  };
}

/** `createThingClient` makes a `thing`. */
function variableOf(factory: string): string {
  const [, thing] = /^create([A-Z]\w*?)Client$/.exec(factory) ?? [];
  return thing === undefined ? 'client' : thing.charAt(0).toLowerCase() + thing.slice(1);
}
