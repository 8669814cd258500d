import { getIntegration, type Integration, listIntegrations } from './made/client.js';

const [base] = process.argv.slice(2);
const { fetch } = globalThis;
// What it makes knows neither the server nor the credential.
globalThis.fetch = (path, init) => fetch(`${base}${path}`, init);
const headers = { authorization: 'Bearer any' };
const answer = await getIntegration('1161', {}, { headers });
if (answer.status !== 200) throw new Error(`Answered ${answer.status}.`);
const one: Integration = answer.data;
const list = await listIntegrations({ type: 'sms', page: [1, 20] }, { headers });
if (list.status !== 200) throw new Error(`Answered ${list.status}.`);
console.log(one.name, list.data.items.length);
