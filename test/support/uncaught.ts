// A program that catches nothing: what it prints when a call fails is what a careless user's log shows.
import { createHoodClient } from '../../src/index.ts';
import { createEmulator, type Fault } from '../../src/testing/index.ts';

const emulator = createEmulator({ data: { Integration: [JSON.parse(process.env['TEST_INTEGRATION']!)] } });
emulator.fail(JSON.parse(process.env['TEST_FAULT']!) as Fault);
const hood = createHoodClient({ token: process.env['OCAMBA_TOKEN'], fetch: emulator.fetch, timeoutMs: 80, retries: 0 });
await hood.getIntegration({ id: process.env['TEST_ID']! });
