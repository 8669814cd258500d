import { configure, getIntegration, type Integration, listIntegrations } from './made/client.js';

const [base] = process.argv.slice(2);
configure({ serverUrl: base!, auth: { bearer: 'any' } });
const one: Integration = await getIntegration({ path: { id: '1161' } });
const { items } = await listIntegrations({ query: { type: 'sms', page: [1, 20] } });
console.log(one.name, items.length);
