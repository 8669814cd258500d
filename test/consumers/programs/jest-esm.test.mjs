import { createHoodClient } from 'ocamba-hood';
import { createEmulator } from 'ocamba-hood/testing';

test('a call and a retry', async () => {
  const emulator = createEmulator();
  emulator.fail({ kind: 'reset' }, { times: 1 });
  const hood = createHoodClient({ token: 'any', fetch: emulator.fetch });
  expect((await hood.getIntegration({ id: '1161' })).name).toBe('Example Integration');
  expect(emulator.requests).toHaveLength(2);
});
