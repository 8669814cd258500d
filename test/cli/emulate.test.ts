import { expect, test } from '@jest/globals';
import { hood } from './support.ts';

test('serves the emulator, prints a line a request, and stops on Ctrl-C', async () => {
  let asked = false;
  let answer: unknown;
  const { code, out, err } = await hood(['emulate', '--no-limits'], {
    watch: (printed, kill) => {
      const [, url] = /^Listening on (\S+)\n/.exec(printed) ?? [];
      if (!url || asked) return;
      asked = true;
      const init = { headers: { authorization: 'Bearer hidden' } };
      void fetch(`${url}/v1/hood/integrations/1161?fields=id`, init)
        .then((response) => response.json())
        .then((json) => {
          answer = json;
          return fetch(`${url}/nowhere`, init);
        })
        .then(() => kill('SIGINT'));
    },
  });
  expect({ code, err, answer }).toEqual({ code: 0, err: '', answer: { id: '1161' } });
  expect(out.split('\n').slice(1)).toEqual([
    '200 GET /v1/hood/integrations/1161?fields=id getIntegration',
    expect.stringMatching(/^404 GET \/nowhere -: /),
    '',
  ]);
});

test('refuses a port that is none', async () => {
  for (const port of ['x', '65536', '']) {
    const run = await hood(['emulate', '--port', port]);
    expect([run.code, run.err]).toEqual([2, expect.stringContaining('Expected a number from 0 to 65535.')]);
  }
});

test('tells of the limits in the dialect that is asked for', async () => {
  let asked = false;
  let policy: string | null | undefined;
  const { code } = await hood(['emulate', '--rate-limit-headers', 'ietf'], {
    watch: (printed, kill) => {
      const [, url] = /^Listening on (\S+)\n/.exec(printed) ?? [];
      if (!url || asked) return;
      asked = true;
      void fetch(`${url}/v1/hood/integrations/1161`, { headers: { authorization: 'Bearer any' } })
        .then((response) => {
          policy = response.headers.get('ratelimit-policy');
          return response.text();
        })
        .then(() => kill('SIGINT'));
    },
  });
  expect({ code, policy }).toEqual({ code: 0, policy: '"burst";q=10;w=1, "steady";q=150;w=60' });
  const wrong = await hood(['emulate', '--rate-limit-headers', 'mine']);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('contract, ietf')]);
});
