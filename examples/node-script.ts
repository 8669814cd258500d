// Prints an integration without its credentials: `OCAMBA_TOKEN=… node node-script.js 1161`.
import { ApiError, ClientError, checkSettings, createHoodClient, redact } from 'ocamba-hood';

const [id] = process.argv.slice(2);
if (!id) {
  console.error('Usage: node node-script.js ID');
  process.exit(2);
}

const hood = createHoodClient({
  token: process.env['OCAMBA_TOKEN'],
  baseUrl: process.env['OCAMBA_BASE_URL'],
  deadlineMs: 60_000,
});

try {
  const integration = await hood.getIntegration({ id });
  console.log(JSON.stringify(redact('Integration', integration), null, 2));
  for (const { severity, message } of checkSettings(integration)) console.error(`${severity}: ${message}`);
} catch (error) {
  if (!(error instanceof ClientError)) throw error;
  console.error(error.message);
  if (error instanceof ApiError) console.error(error.body);
  process.exitCode = 1;
}
