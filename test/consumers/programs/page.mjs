import * as hood from 'ocamba-hood';
import * as redis from 'ocamba-hood/redis';
import * as testing from 'ocamba-hood/testing';
import * as validators from 'ocamba-hood/validators';
import { story } from './story.mjs';

function refusedWithoutAsking() {
  try {
    hood.createHoodClient({ token: 'any' });
    return false;
  } catch (error) {
    return error.message.includes('dangerouslyAllowBrowser');
  }
}

const urls = { baseUrl: location.origin, redirectUrl: `${location.origin}/redirect` };
const result = refusedWithoutAsking()
  ? await story(hood, redis, testing, validators, urls).catch((error) => error.stack)
  : 'a token was taken in a browser without being told to';
await fetch('/result', { method: 'POST', body: result });
