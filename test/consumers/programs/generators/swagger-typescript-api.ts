import { Api, type Integration } from './made/client.js';

const [base] = process.argv.slice(2);
const { v1 } = new Api({ baseUrl: base!, baseApiParams: { headers: { authorization: 'Bearer any' } } });
const { data: one }: { data: Integration } = await v1.getIntegration('1161');
const { data } = await v1.listIntegrations({ type: 'sms' });
console.log(one.name, data.items.length);
