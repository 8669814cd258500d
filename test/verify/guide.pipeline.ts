import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/index.ts';
import { listen } from '../../src/testing/node.ts';
import { ROOT, script } from '../scripts/generate/support.ts';

// The commands of the guide as they are written, with a server that does what the contract says in the place of the API.
const guide = readFileSync(join(ROOT, 'docs', 'checking-the-contract.md'), 'utf8');
const lines = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
const folder = mkdtempSync(join(tmpdir(), 'guide-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the commands of the guide run, and say what it says of them', async () => {
  await using server = await listen(createEmulator({ token: 'any' }));
  const env: NodeJS.ProcessEnv = { ...process.env, OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: server.url };
  mkdirSync(join(folder, 'openapi'));
  symlinkSync(join(ROOT, 'test'), join(folder, 'test'));
  writeFileSync(join(folder, 'openapi', 'openapi.yaml'), readFileSync(join(ROOT, 'openapi', 'openapi.yaml')));
  const url = `${server.url}/v1/hood/integrations/1161`;
  const response = await fetch(url, { headers: { authorization: 'Bearer any' } });
  const headers = [...response.headers].map(([name, value]) => ({ name, value }));
  const content = { size: 1, text: await response.text() };
  const entry = {
    startedDateTime: new Date().toISOString(),
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, headers, content },
  };
  writeFileSync(join(folder, 'traffic.har'), JSON.stringify({ log: { version: '1.2', entries: [entry] } }));
  const node = JSON.stringify(process.execPath);
  const ran: string[] = [];
  for (const line of lines) {
    // How it records is tested with the command itself.
    if (line.startsWith('npx redocly proxy --target ') && line.includes(' --har traffic.har')) continue;
    const command = line
      .replace('npx hood', `${node} ${JSON.stringify(join(ROOT, 'dist', 'cli.js'))}`)
      .replace('npm run verify --', `${node} ${JSON.stringify(join(ROOT, 'scripts', 'run.mjs'))} verify`);
    await promisify(execFile)('sh', ['-c', command], {
      cwd: folder,
      env: { ...env, GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    ran.push(line);
  }
  expect(ran.length).toBeGreaterThanOrEqual(6);
  const patched = readFileSync(join(folder, 'openapi', 'openapi.yaml'), 'utf8');
  expect(patched).toMatch(/x-source: verified \d{4}-\d\d-\d\d$/m);
  const lint = await script('lint', [join(folder, 'openapi', 'openapi.yaml')]);
  expect([lint.code, lint.err]).toEqual([0, '']);
  const report = JSON.parse(readFileSync(join(folder, 'openapi', 'verified.json'), 'utf8'));
  // The guide lists every key.
  for (const key of Object.keys(report)) expect(guide).toContain(`\`${key}\``);
  const keys = [...report.verdicts, ...report.marks].flatMap((each: object) => Object.keys(each));
  for (const key of new Set(keys)) expect(guide).toContain(`\`${key}\``);
}, 120_000);
