import { isObject } from '../common/plain.ts';
import { invalidOption } from '../common/read-options.ts';
import { SCRIPT } from './script.ts';

/** Runs a script on a Redis, by whatever way there is: `EVAL script keys.length ...keys ...args`. */
export type Evaluate = (script: string, keys: readonly string[], args: readonly string[]) => Promise<unknown>;

/** What a client of ioredis has that is needed here; one of its cluster as well. */
export interface IoredisLike {
  defineCommand(...args: never[]): unknown;
  eval(script: string, keys: number, ...args: string[]): Promise<unknown>;
  evalsha(sha: string, keys: number, ...args: string[]): Promise<unknown>;
}

interface NodeRedisArguments {
  keys: string[];
  arguments: string[];
}

/** What a client of node-redis (`redis` on npm) has that is needed here; one of its cluster as well. */
export interface NodeRedisLike {
  eval(script: string, options: NodeRedisArguments): Promise<unknown>;
  evalSha(sha: string, options: NodeRedisArguments): Promise<unknown>;
}

/** A Redis, or Valkey, by the client that a program has: of ioredis, of node-redis, or any that can evaluate a script. */
export type RedisClient = IoredisLike | NodeRedisLike | Evaluate;

/** What runs the script with these keys and arguments, whole only where the server does not know it. */
export function driverOf(redis: unknown): (keys: string[], args: string[]) => Promise<unknown> {
  if (typeof redis === 'function') return (keys, args) => (redis as Evaluate)(SCRIPT, keys, args);
  if (has(redis, 'eval', 'evalSha')) {
    const client = redis as unknown as NodeRedisLike;
    return bySha(
      (sha, keys, args) => client.evalSha(sha, { keys, arguments: args }),
      (keys, args) => client.eval(SCRIPT, { keys, arguments: args }),
    );
  }
  // Others have an `evalsha` with other arguments.
  if (has(redis, 'eval', 'evalsha', 'defineCommand')) {
    const client = redis as unknown as IoredisLike;
    return bySha(
      (sha, keys, args) => client.evalsha(sha, keys.length, ...keys, ...args),
      (keys, args) => client.eval(SCRIPT, keys.length, ...keys, ...args),
    );
  }
  throw invalidOption(
    'Expected `redis` to be a client of ioredis or of node-redis, or a function `(script, keys, args) => Promise` that evaluates a script.',
  );
}

function bySha(
  evalSha: (sha: string, keys: string[], args: string[]) => Promise<unknown>,
  evaluate: (keys: string[], args: string[]) => Promise<unknown>,
): (keys: string[], args: string[]) => Promise<unknown> {
  let sha: Promise<string> | undefined;
  return async (keys, args) => {
    sha ??= digest('SHA-1', SCRIPT);
    try {
      return await evalSha(await sha, keys, args);
    } catch (error) {
      // A server that was restarted, failed over or told to forget its scripts.
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return evaluate(keys, args);
    }
  };
}

/** A digest in hexadecimal digits. */
export async function digest(algorithm: 'SHA-1' | 'SHA-256', text: string): Promise<string> {
  const bytes = await crypto.subtle.digest(algorithm, new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function has(value: unknown, ...names: readonly string[]): value is Record<string, unknown> {
  return isObject(value) && names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');
}
