import { createHoodClient } from 'ocamba-hood';

const hood = createHoodClient({ token: 'any' });
console.log((await hood.getIntegration({ id: '1161' })).name);
