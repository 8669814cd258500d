import type { Contract } from '../contract.ts';

/** A client with a method for each operation, made when it is first asked for: of a thousand, few are called. */
export function lazily(
  client: object,
  operations: Contract['operations'],
  methodOf: (name: string) => unknown,
): unknown {
  const make = (name: string | symbol): void => {
    if (typeof name === 'string' && Object.hasOwn(operations, name) && !Object.hasOwn(client, name))
      define(client, name, methodOf(name));
  };
  return new Proxy(client, {
    get: (_, name) => {
      make(name);
      return Reflect.get(client, name);
    },
    has: (_, name) => Reflect.has(client, name) || Object.hasOwn(operations, name),
    ownKeys: () => [...new Set([...Reflect.ownKeys(client), ...Object.keys(operations)])],
    getOwnPropertyDescriptor: (_, name) => {
      make(name);
      return Reflect.getOwnPropertyDescriptor(client, name);
    },
  });
}

/** Not an assignment: an operation may have any name, `__proto__` included. */
export function define(client: object, name: string, value: unknown): void {
  Object.defineProperty(client, name, { value, enumerable: true });
}
