// `npm start`: one typed call, against the emulator, or with --live against the API itself. Shows what came, without the
// credentials in it.
import { examples } from '#generated/examples.ts';
import { ApiError, ClientError, type ClientEvent, createHoodClient, redact } from '../src/index.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';

const live = process.argv.includes('--live');
const unknown = process.argv.slice(2).find((argument) => argument !== '--live');
if (unknown !== undefined) fail('Usage: npm start [-- --live]', 2);
if (live && !process.env['OCAMBA_TOKEN']) fail('Set OCAMBA_TOKEN to call the API itself, or leave out --live.', 2);

const server = live ? undefined : await listen(createEmulator(), { port: 0 });
const { id } = examples.getIntegration['200'];
const sent: ClientEvent[] = [];
try {
  const hood = createHoodClient({
    token: server ? 'any-token-will-do' : process.env['OCAMBA_TOKEN'],
    baseUrl: server ? server.url : process.env['OCAMBA_BASE_URL'],
    onEvent: (event) => event.type === 'sent' && sent.push(event),
  });
  const started = performance.now();
  const integration = await hood.getIntegration({ id });
  const milliseconds = Math.round(performance.now() - started);
  console.log(JSON.stringify(redact('Integration', integration), null, 2));
  const window = hood.rateLimits()[0]?.server;
  const left = window ? `${window.remaining} of ${window.limit} requests left` : 'no word of the limit';
  const attempts = `${sent.length} ${sent.length === 1 ? 'attempt' : 'attempts'}`;
  console.log(`\n${server ? 'The emulator' : 'The API'} answered in ${milliseconds} ms, ${attempts}, ${left}.`);
} catch (error) {
  if (!(error instanceof ClientError)) throw error;
  process.exitCode = 1;
  console.error(error.message, error instanceof ApiError ? error.body : '');
} finally {
  await server?.close();
}

function fail(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}
