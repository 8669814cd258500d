import * as hood from 'ocamba-hood';
import document from 'ocamba-hood/openapi.json' with { type: 'json' };
import * as redis from 'ocamba-hood/redis';
import * as testing from 'ocamba-hood/testing';
import * as validators from 'ocamba-hood/validators';
import { story } from './story.mjs';

const [baseUrl, redirectUrl] = process.argv.slice(2);
if (!document.openapi) throw new Error('The document is missing.');
console.log(await story(hood, redis, testing, validators, { baseUrl, redirectUrl }));
