import { createHoodClient, type Integration, isApiError } from 'ocamba-hood';
import { createEmulator } from 'ocamba-hood/testing';
import { listen } from 'ocamba-hood/testing/node';
import { validators } from 'ocamba-hood/validators';

const emulator = createEmulator({ limits: false });
const server = await listen(emulator);
const hood = createHoodClient({ token: 'any', baseUrl: server.url, validate: validators });
const whole: Integration = await hood.getIntegration({ id: '1161' });
const slim: Pick<Integration, 'id' | 'name'> = await hood.getIntegration({ id: '1161', fields: ['id', 'name'] });
// @ts-expect-error: not a field
const wrong = hood.getIntegration({ id: '1161', fields: ['nam'] });
await wrong.catch(() => undefined);
// @ts-expect-error: not selected
slim.status;
emulator.fail({ kind: 'status', status: 400 });
try {
  await hood.getIntegration({ id: '1161' });
} catch (error) {
  if (!isApiError(error, 'getIntegration') || error.status !== 400) throw error;
  const message: string | undefined = error.body.message;
  if (message === undefined) throw error;
}
await server.close();
console.log(whole.id === slim.id ? whole.name : 'another integration');
