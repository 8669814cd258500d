import { createHoodClient, type Integration } from 'ocamba-hood';
import { createEmulator } from 'ocamba-hood/testing';

async function main(): Promise<void> {
  const hood = createHoodClient({ token: 'any', fetch: createEmulator().fetch });
  const slim: Pick<Integration, 'id' | 'name'> = await hood.getIntegration({ id: '1161', fields: ['id', 'name'] });
  console.log(slim.name);
}
void main();
