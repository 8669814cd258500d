import type { Validator } from '../../src/contract.ts';

export function judgeBy(schemas: Readonly<Record<string, object>>): (key: string, items?: string) => Validator;
