import { withFault } from './broken.ts';
import type { Fault, FaultOptions } from './fault.ts';
import { refuseUnknown } from './known.ts';
import type { Routes } from './routes.ts';

interface Rule {
  readonly fault: Fault;
  readonly options: FaultOptions;
  seen: number;
  left: number;
}

/** The faults that are ordered, in their order. */
export class Faults {
  readonly #random: () => number;
  #rules: Rule[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Takes a fault that was checked. */
  add(fault: Fault, options: FaultOptions): () => void {
    const rule: Rule = { fault, options, seen: 0, left: options.times ?? Infinity };
    this.#rules.push(rule);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /**
   * Those that happen to one answer. Of the faults that take the answer's place only the first one does; it uses up
   * nothing of the others, so that one can be ordered after another.
   */
  draw(operation: string | undefined, status: number): Fault[] {
    const drawn: Fault[] = [];
    let replaced = false;
    let current = status;
    for (const rule of this.#rules) {
      const { fault, options } = rule;
      if (rule.left === 0 || (options.operation !== undefined && options.operation !== operation)) continue;
      if (fault.kind === 'headers' && fault.status !== undefined && fault.status !== current) continue;
      rule.seen += 1;
      if (rule.seen % (options.every ?? 1) !== 0) continue;
      if (options.probability !== undefined && this.#random() >= options.probability) continue;
      const replaces = fault.kind !== 'slow' && fault.kind !== 'headers';
      if (replaces && replaced) continue;
      replaced ||= replaces;
      if (fault.kind === 'status') current = fault.status;
      rule.left -= 1;
      drawn.push(fault);
    }
    return drawn;
  }
}

/** Refuses what would happen to no answer. */
export function checkFault(fault: Fault, options: FaultOptions, { operations }: Routes): void {
  checkKind(fault);
  checkOptions(options);
  const ids = operations.map(({ id }) => id);
  if (options.operation !== undefined && !ids.includes(options.operation))
    throw new TypeError(`Expected \`operation\` to be one of ${ids.join(', ')}.`);
}

function checkKind(fault: Fault): void {
  const expect = (right: boolean, what: string): void => {
    if (!right) throw new TypeError(`Expected ${what}.`);
  };
  // Done once for nothing, which finds an unknown kind, and headers that the platform refuses.
  withFault({ status: 200, headers: new Headers(), body: [], length: 0, done: () => undefined }, fault, 'GET');
  const { kind, status = kind === 'status' ? Number.NaN : 200 } = fault as { kind: string; status?: number };
  expect(
    Number.isInteger(status) && status >= 200 && status <= 599,
    '`status` of a fault to be an integer from 200 to 599',
  );
  const { latencyMs = 0, jitterMs = 0, bytes = 1 } = fault as { latencyMs?: number; jitterMs?: number; bytes?: number };
  const areTimes = latencyMs >= 0 && jitterMs >= 0 && latencyMs + jitterMs < 2 ** 31;
  expect(areTimes, '`latencyMs` and `jitterMs` to be milliseconds from 0, together less than 2^31');
  expect(Number.isInteger(bytes) && bytes > 0, '`bytes` of a fault to be a positive integer');
}

function checkOptions(options: FaultOptions): void {
  refuseUnknown('the options of `fail`', options, ['operation', 'times', 'every', 'probability']);
  const { times, every, probability } = options;
  for (const [name, value] of Object.entries({ times, every })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new TypeError(`Expected \`${name}\` to be a positive integer.`);
    }
  }
  if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
    throw new TypeError('Expected `probability` to be a number from 0 to 1.');
  }
}
