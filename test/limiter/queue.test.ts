import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Queue, type Waiter } from '../../src/limiter/queue.ts';

const PASS = { pauses: 0, probe: false, sent: 1 };

function waiter(name: string, log: string[], signal?: AbortSignal): Waiter {
  return {
    signal,
    granted: () => log.push(name),
    refused: (reason) => log.push(`${name}: ${String(reason)}`),
  };
}

describe('Queue', () => {
  test('is first in, first out, but for those that come back to the front', () => {
    const log: string[] = [];
    const queue = new Queue(() => undefined);
    for (const name of ['a', 'b', 'c']) queue.push(waiter(name, log), 'back');
    queue.push(waiter('z', log), 'front');
    while (queue.size > 0) queue.shift()?.granted(PASS);
    expect(log).toEqual(['z', 'a', 'b', 'c']);
    expect(queue.shift()).toBeUndefined();
    expect(queue.first).toBeUndefined();
  });

  test('refuses all that share a signal with its own reason, in order, and tells of each', () => {
    const log: string[] = [];
    let told = 0;
    const queue = new Queue(() => {
      told += 1;
    });
    const controller = new AbortController();
    for (const name of ['a', 'b', 'c'])
      queue.push(waiter(name, log, name === 'b' ? undefined : controller.signal), 'back');
    controller.abort('enough');
    expect(log).toEqual(['a: enough', 'c: enough']);
    expect(told).toBe(2);
    expect(queue.size).toBe(1);
  });

  test('a waiter that was granted is not refused after it, and leaves no listener behind', () => {
    const log: string[] = [];
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    const queue = new Queue(() => undefined);
    for (let index = 0; index < 20; index += 1) queue.push(waiter('a', log, signal), 'back');
    expect(listeners).toBe(1);
    while (queue.size > 0) queue.shift()?.granted(PASS);
    expect(listeners).toBe(0);
    controller.abort('late');
    expect(log).toEqual(new Array(20).fill('a'));
  });

  test('behaves as a list does, whatever is pushed, taken and aborted', () => {
    const command = fc.oneof(
      fc.record({
        kind: fc.constant('push' as const),
        end: fc.constantFrom('front' as const, 'back' as const),
        signal: fc.nat(3),
      }),
      fc.record({ kind: fc.constant('shift' as const) }),
      fc.record({ kind: fc.constant('abort' as const), signal: fc.nat(3) }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const log: string[] = [];
        const expected: string[] = [];
        const queue = new Queue(() => undefined);
        let model: { name: string; signal: number }[] = [];
        const controllers = Array.from({ length: 4 }, () => new AbortController());
        let names = 0;
        for (const each of commands) {
          if (each.kind === 'push') {
            if (controllers[each.signal]!.signal.aborted) continue;
            names += 1;
            const name = String(names);
            queue.push(waiter(name, log, controllers[each.signal]!.signal), each.end);
            if (each.end === 'back') model.push({ name, signal: each.signal });
            else model.unshift({ name, signal: each.signal });
          } else if (each.kind === 'shift') {
            queue.shift()?.granted(PASS);
            const first = model.shift();
            if (first) expected.push(first.name);
          } else {
            controllers[each.signal]!.abort('x');
            // Those that share a signal are told in the order in which they came, wherever they stand by then.
            const gone = model.filter((entry) => entry.signal === each.signal).map((entry) => entry.name);
            expected.push(...gone.sort((a, b) => Number(a) - Number(b)).map((name) => `${name}: x`));
            model = model.filter((entry) => entry.signal !== each.signal);
          }
          expect(queue.size).toBe(model.length);
          expect(log).toEqual(expected);
        }
      }),
    );
  });
});
