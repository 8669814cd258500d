const hood = require('ocamba-hood');
const redis = require('ocamba-hood/redis');
const testing = require('ocamba-hood/testing');
const { listen } = require('ocamba-hood/testing/node');
const validators = require('ocamba-hood/validators');

const [baseUrl, redirectUrl] = process.argv.slice(2);
async function main() {
  if (!require('ocamba-hood/openapi.json').openapi) throw new Error('The document is missing.');
  const server = await listen(testing.createEmulator());
  await server.close();
  const { story } = await import('./story.mjs');
  console.log(await story(hood, redis, testing, validators, { baseUrl, redirectUrl }));
}
main();
