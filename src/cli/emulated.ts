import { createFetch } from '../testing/fetch.ts';
import type { Emulator, EmulatorOptions, RecordedRequest } from '../testing/types.ts';
import type { App } from './app.ts';

/** The emulator of the API, that tells of each request what became of it, without its secrets. */
export async function emulated(
  app: App,
  options: EmulatorOptions,
  tell: (record: RecordedRequest) => unknown,
): Promise<Emulator> {
  const { createEmulator } = await import('../testing/emulator.ts');
  const emulator = createEmulator({
    contract: app.document,
    maxRequests: 1,
    ...(app.handlers && { handlers: app.handlers }),
    ...options,
  });
  const exchange: typeof emulator.exchange = async (request) => {
    const answered = emulator.exchange(request);
    // Recorded when it comes; others may come before it is answered.
    const record = emulator.requests.at(-1)!;
    const reply = await answered;
    await tell(record);
    return reply;
  };
  return { ...emulator, exchange, fetch: createFetch(exchange) };
}
