import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The room of a file: the entry of the package, which apps load, is one with all of the core. */
const ROOMS = ['src/openapi', 'src/testing', 'src/verify', 'src/evidence', 'src/cli', 'src/hood', 'src', 'scripts'];

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path);
    return /\.(ts|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** What each file imports of this project, types included. */
const imports = new Map(
  ['src', 'scripts'].flatMap(filesIn).map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier!);
    return [file, specifiers] as const;
  }),
);

const importedBy = (file: string): string[] =>
  imports
    .get(file)!
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(ROOT, join(ROOT, dirname(file), specifier)));

const roomOf = (file: string): string => ROOMS.find((room) => file.startsWith(`${room}/`))!;

function reachable(from: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const pending = [...from];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file) || !imports.has(file)) continue;
    seen.add(file);
    pending.push(...importedBy(file));
  }
  return seen;
}

test('no file imports itself by way of others, types included', () => {
  const circles = [...imports.keys()].filter((file) => reachable(importedBy(file)).has(file));
  expect(circles).toEqual([]);
});

test('a folder of the core imports what its first file says, and the others of the core it leaves alone', () => {
  const core = ['client', 'options', 'request', 'layers', 'limiter', 'answer', 'common'];
  const said = (folder: string): string[] => {
    const first = filesIn(`src/${folder}`).sort()[0]!;
    const [, head] = /^((?:\/\/.*\n)+)/.exec(readFileSync(join(ROOT, first), 'utf8'))!;
    const [, names] = /Imports\s([^.]+)\./.exec(head!.replaceAll('\n// ', ' '))!;
    return names!.split(', ').filter((name) => core.includes(name));
  };
  const taken = (folder: string): string[] =>
    filesIn(`src/${folder}`)
      .flatMap(importedBy)
      .map((file) => file.split('/')[1]!)
      .filter((name) => name !== folder && core.includes(name));
  const of = (names: (folder: string) => string[]) =>
    Object.fromEntries(core.map((folder) => [folder, [...new Set(names(folder))].sort()]));
  expect(of(said)).toEqual(of(taken));
});

test('no file has more than 200 lines', () => {
  const long = [...imports.keys()].filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 201);
  expect(long).toEqual([]);
});

test('the model of a document is pure: nothing of Node, nothing but the types of the table from outside', () => {
  const outside = [...imports].flatMap(([file, specifiers]) =>
    roomOf(file) === 'src/openapi'
      ? specifiers
          .filter((each) => !each.startsWith('./') && each !== '../contract.ts')
          .map((each) => `${file}: ${each}`)
      : [],
  );
  expect(outside).toEqual([]);
});

test('the entry of the package does not reach it', () => {
  expect([...reachable(['src/index.ts'])].filter((file) => roomOf(file) === 'src/openapi')).toEqual([]);
});

test('nor what lets processes share a limit, which has an entry of its own', () => {
  const shared = /^src\/(cluster|redis)\//;
  expect([...reachable(['src/index.ts'])].filter((file) => shared.test(file))).toEqual([]);
  expect([...reachable(['src/redis/index.ts'])].some((file) => shared.test(file))).toBe(true);
});

test('what judges a contract reads nothing and asks nobody', () => {
  const judging = [...imports.keys()].filter((file) => roomOf(file) === 'src/verify');
  const rooms = new Set([...reachable(judging)].map(roomOf));
  expect([...rooms].sort()).toEqual(['src', 'src/openapi', 'src/testing', 'src/verify']);
  const outside = [...reachable(judging)].flatMap((file) => imports.get(file)!.filter((each) => !each.startsWith('.')));
  // A table of formats, which is as pure.
  expect(outside).toEqual(['ajv-formats/dist/formats.js']);
});

/** What is made to run in a page: an operation is tried there with the client, of the emulator. */
const inPage = (file: string): boolean => /^scripts\/docs\/(page|try)\//.test(file);

test('scripts take from src only the model, the types of the table, how a parameter is written, a value within bounds, and what checks a contract', () => {
  const taken = [...imports.keys()]
    .filter((file) => roomOf(file) === 'scripts' && !inPage(file))
    .flatMap((file) => importedBy(file).filter((each) => each.startsWith('src/') && roomOf(each) !== 'src/openapi'))
    .filter((each) => roomOf(each) !== 'src/verify' && roomOf(each) !== 'src/evidence');
  // A client and its errors are for `verify` alone, which calls the API.
  expect([...new Set(taken)].sort()).toEqual([
    'src/client/client.ts',
    'src/common/errors.ts',
    'src/contract.ts',
    'src/request/serialize.ts',
    'src/testing/sample.ts',
  ]);
});

test('what runs in a page knows no API and no command; that it knows nothing of Node, its types say', () => {
  const pages = [...imports.keys()].filter((file) => file.startsWith('scripts/docs/page/'));
  expect([...reachable(pages)].filter((file) => /^src\/(hood|cli)\/|^src\/index/.test(file))).toEqual([]);
  expect(pages.length).toBeGreaterThan(0);
});
