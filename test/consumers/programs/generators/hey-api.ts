import { client } from './made/client.gen.js';
import { getIntegration, type Integration, listIntegrations } from './made/index.js';

const [base] = process.argv.slice(2);
client.setConfig({ baseUrl: base!, auth: () => 'any' });
const { data: one }: { data: Integration } = await getIntegration({ path: { id: '1161' }, throwOnError: true });
const { data } = await listIntegrations({ query: { type: 'sms', page: [1, 20] }, throwOnError: true });
console.log(one.name, data.items.length);
