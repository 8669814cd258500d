import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { main } from '../../../scripts/diff.ts';
import { copyBookshop, ROOT, type Run, scratch } from '../generate/support.ts';
import { createPackage, diff } from './support.ts';

const folder = scratch('diff');
afterAll(folder.remove);

const bookshop = copyBookshop(folder.path);
const TEXT = readFileSync(bookshop, 'utf8');

/** The bookshop with some text replaced. */
function changed(name: string, ...replacements: readonly (readonly [string, string])[]): string {
  let text = TEXT;
  for (const [from, to] of replacements) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  const file = join(folder.path, name);
  writeFileSync(file, text);
  return file;
}

describe('npm run diff', () => {
  test('tells people what changed, where, and what to do', async () => {
    const file = changed('changed.yaml', ['default: 1 }', 'default: 2 }'], ['limit: 4', 'limit: 3']);
    const { code, out, err } = await diff([bookshop, file], folder.path);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(`Breaking (major)
  Window \`second\` of the limit of the API was 4 calls in 1 s, is 3 calls in 1 s. Met by \`GET /books\`, \`GET /books/{isbn}\` and 2 more.
    changed.yaml:24 /x-rate-limit/windows/0/limit
    To do: Update, so that the client paces itself by it; expect bulk work to take longer.
  \`default\` of parameter \`page\` of \`GET /books\` was 1, is 2.
    changed.yaml:44 /paths/~1books/get/parameters/1/schema/default
    To do: Give the old value where it is meant.

2 changes, major: after 2.3.0 comes at least 3.0.0. The version is 2.3.0: set \`info.version\` of the contract to 3.0.0.
`);
  });

  test('passes when the version was raised enough, and writes Markdown', async () => {
    const file = changed('raised.yaml', ['version: 2.3.0', 'version: 2.4.0'], ['name: Books\n', 'name: Books\n']);
    const added = readFileSync(file, 'utf8').replace(
      'stars: { type: integer, minimum: 1, maximum: 5',
      "late: { type: string, description: '<b>[x](y)' }\n        stars: { type: integer, minimum: 1, maximum: 5",
    );
    writeFileSync(file, added);
    expect(await diff([bookshop, file, '--format=markdown'])).toEqual({
      ...{ code: 0, err: '' },
      out: '### Added\n\n- Property `late` of `Review` was added. Met by `PUT /books/{isbn}/reviews`.\n',
    });
  });

  test('finds nothing in the same, written in another way', async () => {
    const inline = changed('inline.yaml', [
      'genre: { $ref: "#/components/schemas/Genre" }',
      'genre: { description: A kind of book; more may come., anyOf: [{ enum: [poetry, novel], type: string }, { type: string }], examples: [novel] }',
    ]);
    const { code, out } = await diff([bookshop, inline, '--format', 'json']);
    expect({ code, report: JSON.parse(out) }).toEqual({
      code: 0,
      report: { impact: 'none', nextVersion: '2.3.0', changes: [] },
    });
  });

  test('compares documents whose version is none that another could follow', async () => {
    const dated = changed('dated.yaml', ['version: 2.3.0', 'version: 2026-01']);
    const later = changed('later.yaml', ['version: 2.3.0', 'version: 2026-02'], ['limit: 4', 'limit: 3']);
    const { code, out, err } = await diff([dated, later]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('1 change, major. The version of the base, 2026-01, is none such as 1.2.3');
    const json = await diff([dated, dated, '--format', 'json']);
    expect(JSON.parse(json.out)).toEqual({ impact: 'none', nextVersion: null, changes: [] });
  });

  test('leaves nothing behind, not even where a document is broken', async () => {
    const temporary = scratch('diff-temporary');
    const env = { ...process.env, TMPDIR: temporary.path };
    const broken = changed('broken.yaml', ['#/components/schemas/BookList', '#/components/schemas/Lost']);
    const remote = changed('remote.yaml', ['#/components/schemas/BookList', 'https://elsewhere.example/x.yaml']);
    const [first, second] = [await diff([bookshop, broken], ROOT, env), await diff([bookshop, remote], ROOT, env)];
    expect([first.code, second.code]).toEqual([1, 1]);
    expect(first.err).toMatch(/Lost/);
    expect(first.err).not.toMatch(/^\s+at /m);
    expect(second.err).toMatch(/remote\.yaml:71:31 .*nothing is fetched/);
    expect(readdirSync(temporary.path)).toEqual(['package.json']);
    temporary.remove();
  });

  test.each([
    [['one', 'two', 'three'], /at most two contracts/],
    [['--format', 'html'], /text, json or markdown; got `html`/],
    [['--colour'], /--colour/],
    [['no such file'], /a file or a git revision of this repository, such as v1\.0\.0; got `no such file`/],
    [['--', '--output=x'], /a file or a git revision/],
    [['.'], /a file or a git revision/],
  ])('refuses %j', async (args, message) => {
    const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await main(args);
    const said = err.mock.calls.join('');
    expect({ code, printed: out.mock.calls }).toEqual({ code: 2, printed: [] });
    jest.restoreAllMocks();
    expect(said).toMatch(message);
    expect(said).toContain('Usage: npm run diff');
  });
});

describe('git revisions', () => {
  const clone = createPackage('diff-clone');
  afterAll(clone.remove);
  const here = (...args: string[]): Promise<Run> => clone.run('diff', ...args);

  test('the last released contract is compared with the working tree', async () => {
    const { git, edit } = clone;
    git('add', 'openapi');
    git('commit', '--quiet', '--message', 'First');

    const unreleased = await here();
    expect({ code: unreleased.code, out: unreleased.out }).toEqual({ code: 0, out: '' });
    expect(unreleased.err).toMatch(/^Nothing was released yet: there is no tag v\*/);

    git('tag', 'v2.3.0');
    edit('summary: List books', 'summary: List all books');
    git('commit', '--quiet', '--all', '--message', 'Second');
    git('tag', 'v2.10.0');
    edit('limit: 4', 'limit: 5');
    const [sinceLast, sinceFirst, committed] = await Promise.all([here(), here('v2.3.0'), here('v2.3.0', 'HEAD')]);
    expect({ code: sinceLast.code, err: sinceLast.err }).toEqual({ code: 1, err: '' });
    expect(sinceLast.out).toContain('openapi/openapi.yaml:24 /x-rate-limit/windows/0/limit');
    expect(sinceLast.out).not.toContain('summary');
    expect(sinceFirst.out).toContain('is "List all books"');
    expect(committed.out).toContain('HEAD:openapi/openapi.yaml:30');
    expect(committed.out).not.toContain('x-rate-limit');

    git('rm', '--quiet', '-r', '--cached', 'openapi');
    git('commit', '--quiet', '--message', 'Third');
    expect(await here('HEAD')).toMatchObject({ code: 1, err: expect.stringContaining('has no openapi/openapi.yaml') });
  }, 60_000);
});
