import * as hood from 'ocamba-hood';
import * as redis from 'ocamba-hood/redis';
import * as testing from 'ocamba-hood/testing';
import * as validators from 'ocamba-hood/validators';
import { story } from './story.mjs';

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const [baseUrl, redirectUrl] = [searchParams.get('base'), searchParams.get('redirect')];
    return new Response(
      await story(hood, redis, testing, validators, { baseUrl, redirectUrl }).catch((error) => error.stack),
    );
  },
};
