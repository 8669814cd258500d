import type { Contract } from '../contract.ts';
import type { OperationModel } from '../openapi/operations.ts';
import type { ClientOptions } from '../options/client-options.ts';
import { BASIC, placementIn } from '../options/credentials.ts';
import { EvidenceError } from './error.ts';

/** What a client is given to be let in, and what would have to be given for the rest. */
export interface Access {
  readonly options: Pick<ClientOptions, 'token' | 'credentials'>;
  /** How to give what an operation needs and has not, in a sentence; undefined where nothing is missing. */
  readonly missing: (operation: OperationModel) => string | undefined;
}

/**
 * The credentials that the environment has: of `EXAMPLE_TOKEN`, where one is enough, and of a variable for each scheme,
 * `EXAMPLE_API_KEY` for `apiKey`.
 *
 * @throws {EvidenceError} When one has not the form of its scheme.
 */
export function accessFrom(
  { securitySchemes }: Pick<Contract, 'securitySchemes'>,
  variable: string,
  environment: Readonly<Record<string, string | undefined>>,
): Access {
  const placements = new Map(Object.entries(securitySchemes).map(([name, scheme]) => [name, placementIn(scheme)]));
  const isBasic = (name: string): boolean => placements.get(name)?.prefix === BASIC;
  const variableOf = (name: string): string =>
    `${variable.replace(/_?TOKEN$/, '')}_${name.replace(/(?<=[a-z\d])(?=[A-Z])|[^A-Za-z\d]+/g, '_').toUpperCase()}`;
  const credentials = Object.fromEntries(
    [...placements].flatMap(([name, placement]) => {
      const text = environment[variableOf(name)];
      if (!text || !placement) return [];
      return [[name, isBasic(name) ? pairIn(text, variableOf(name)) : text]];
    }),
  );
  const token = environment[variable];
  const isMet = (names: readonly string[]): boolean =>
    names.every((name) => Object.hasOwn(credentials, name)) ||
    (!!token && names.length === 1 && !!placements.get(names[0]!) && !isBasic(names[0]!));
  const wayTo = (names: readonly string[]): string => {
    if (names.length === 1 && placements.size === 1 && !isBasic(names[0]!)) return variable;
    return names.map((name) => `${variableOf(name)}${isBasic(name) ? ' as user:password' : ''}`).join(' and ');
  };
  const missing: Access['missing'] = ({ security }) => {
    if (security.length === 0 || security.some(isMet)) return undefined;
    const ways = security.filter((names) => names.every((name) => placements.get(name))).map(wayTo);
    const all = [...new Set(ways)].join(', or ');
    return all === '' ? 'The contract asks for a kind of it that cannot be given.' : `Set ${all}.`;
  };
  return { options: { ...(token && { token }), credentials }, missing };
}

function pairIn(text: string, variable: string): { readonly username: string; readonly password: string } {
  const colon = text.indexOf(':');
  if (colon === -1)
    throw new EvidenceError(`Expected ${variable} to be a user name and a password, with a colon between.`);
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
