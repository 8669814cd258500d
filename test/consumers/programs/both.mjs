// A program that has both builds in it, as happens when one of its packages requires and another imports.
import { createRequire } from 'node:module';
import * as esm from 'ocamba-hood';
import { createEmulator } from 'ocamba-hood/testing';
import { STORY } from './story.mjs';

const cjs = createRequire(import.meta.url)('ocamba-hood');
if (esm.ApiError === cjs.ApiError) throw new Error('There is only one build.');
const limiter = cjs.createLimiter();
for (const [mine, other] of [
  [esm, cjs],
  [cjs, esm],
]) {
  const emulator = createEmulator();
  emulator.fail({ kind: 'status', status: 400 });
  const hood = mine.createHoodClient({ token: 'any', fetch: emulator.fetch, rateLimit: { limiter } });
  const error = await hood.getIntegration({ id: '1' }).catch((reason) => reason);
  if (!(error instanceof other.ApiError) || !(error instanceof other.ClientError) || !other.isApiError(error)) {
    throw new Error('The other build does not know the error.');
  }
  if (error instanceof other.QueueError) throw new Error('The other build takes the error for any other.');
}
if (limiter.states().length !== 1) throw new Error('The limiter was not shared.');
console.log(STORY);
