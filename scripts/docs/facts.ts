import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get, getString, isObject } from '../../src/openapi/json.ts';
import { GenerateError } from '../generate/job.ts';
import type { ClientFacts } from './samples/client.ts';

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
