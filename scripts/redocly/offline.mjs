import { Socket } from 'node:net';

// Redocly fetches what documents name, `externalValue` included, before any rule or option can forbid it.
Socket.prototype.connect = function connect() {
  return this.destroy(new Error('Nothing is fetched.'));
};
