import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

const BINARIES = ['redis-server', 'valkey-server'];

/** Describes tests once for each server that is on this machine. In CI Redis must be there. */
export function withServers(work: (binary: string) => void): void {
  const servers = BINARIES.filter((name) => spawnSync(name, ['--version']).status === 0);
  if (process.env['CI'] && !servers.includes('redis-server'))
    throw new Error('Expected redis-server to be there in CI.');
  if (servers.length > 0) describe.each(servers)('%s', work);
  else describe.skip('without redis-server, which is not on this machine', () => work('redis-server'));
}
