// Connects an account to Twilio: checks the settings before anything is created, reads back what was, and changes its name.
// Run it with OCAMBA_TOKEN, and ACCOUNT_SID, AUTH_TOKEN and PHONE_NUMBER of Twilio, in the environment.
import { checkSettings, createHoodClient, filter, redact } from 'ocamba-hood';

const { ACCOUNT_SID = '', AUTH_TOKEN = '', PHONE_NUMBER = '', OCAMBA_TOKEN, OCAMBA_BASE_URL } = process.env;
const hood = createHoodClient({ token: OCAMBA_TOKEN, ...(OCAMBA_BASE_URL && { baseUrl: OCAMBA_BASE_URL }) });

let provider: string | undefined;
const settings = { account_sid: ACCOUNT_SID, auth_token: AUTH_TOKEN, default_phone_number: PHONE_NUMBER };
for await (const each of hood.listProviders.items()) {
  if (each.name !== 'twilio') continue;
  // A misspelt key would be dropped without a word.
  const findings = checkSettings(settings, each);
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join(' '));
  provider = each.id;
  break;
}
if (provider === undefined) throw new Error('The account cannot use Twilio.');

const body = { name: 'Alerts', provider_id: provider, settings };
await hood.validateIntegration({ body });
const { id } = await hood.createIntegration({ body });
console.log('created', redact('Integration', await hood.getIntegration({ id })));

await hood.updateIntegration({ id, body: { name: 'Alerts by SMS' } });
for await (const { name, type } of hood.listIntegrations.items({ type: filter.eq('sms'), fields: ['name', 'type'] })) {
  console.log(name, type);
}
