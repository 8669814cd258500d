import { describe, expect, test } from '@jest/globals';
import { compareModels } from '../../../scripts/diff/document.ts';
import { POLICY } from '../../../scripts/diff/policy.ts';
import type { Json } from '../../../src/openapi/json.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import { readPairs } from './pairs.ts';

/** What is known to be judged otherwise than whoever made the pair expects, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'D-035-answer-string-const-to-string': 'The mapping of the discriminator still says the constant.',
};

describe('pairs of documents, on the wire', () => {
  test.each(readPairs())('$name: $expected', ({ name, expected, base, revision }) => {
    const found = compareModels(modelOf(base as Json), modelOf(revision as Json));
    const kinds = [...new Set(found.map(({ rule }) => POLICY[rule][0]))].filter((kind) => kind !== 'nothing');
    const wanted = name in OTHERWISE ? 'none' : expected;
    if (wanted === 'breaking') expect(kinds).toContain('breaking');
    else if (wanted === 'non-breaking') expect(kinds).not.toContain('breaking');
    else expect(kinds).toEqual(wanted === 'none' ? [] : ['docs']);
  });
});
