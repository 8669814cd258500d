import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { watchFiles } from '../../../scripts/generate/watch.ts';
import { scratch } from './support.ts';

const folder = scratch('watch');
afterAll(folder.remove);

test('a file that was not known before is watched, wherever it is, and nothing is made twice of the same', async () => {
  mkdirSync(join(folder.path, 'parts'));
  const all = [join(folder.path, 'first'), join(folder.path, 'parts', 'second')];
  for (const file of all) writeFileSync(file, 'old');
  let files = all.slice(0, 1);
  const seen: string[] = [];
  const run = async (): Promise<ReadonlyMap<string, string>> => {
    const texts = all.map((file) => readFileSync(file, 'utf8'));
    seen.push(texts.join(' '));
    if (seen.length === 3) throw new Error('The end.');
    files = all;
    // Once when all is quiet, once in the middle of a run.
    if (seen.length === 1) setImmediate(() => writeFileSync(all[1]!, 'new'));
    else writeFileSync(all[1]!, 'newer');
    return new Map(all.map((file, index) => [file, createHash('sha256').update(texts[index]!).digest('hex')]));
  };
  await expect(watchFiles(() => files, run)).rejects.toThrow('The end.');
  expect(seen).toEqual(['old old', 'old new', 'old newer']);
});
