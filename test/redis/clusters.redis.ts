import { expect, test } from '@jest/globals';
import { Cluster } from 'ioredis';
import { createCluster } from 'redis';
import { redisCounter } from '../../src/redis/counter.ts';
import { freePort, RedisServer } from './server.ts';
import { withServers } from './with-servers.ts';

const SIGNAL = new AbortController().signal;
const SLOTS = 16_384;
/** So many accounts that each node has some. */
const ACCOUNTS = Array.from({ length: 24 }, (_, index) => `account ${index}`);

interface Nodes extends AsyncDisposable {
  readonly nodes: readonly RedisServer[];
}

withServers((binary) => {
  test('a cluster counts an account on one of its nodes, for clients of both makers', async () => {
    await using cluster = await clusterOf(binary, 3);
    const rootNodes = cluster.nodes.map(({ port }) => ({ host: '127.0.0.1', port }));
    const ioredis = new Cluster(rootNodes);
    const node = createCluster({ rootNodes: rootNodes.map((socket) => ({ socket })) });
    await node.connect();
    try {
      for (const account of ACCOUNTS) {
        const waits = [];
        for (const [index, client] of [ioredis, node, ioredis, node].entries()) {
          const wish = { id: String(index), windows: [{ limit: 3, intervalMs: 60_000 }], parallel: false };
          waits.push((await redisCounter(client, account, 'limits').reserve('C', wish, SIGNAL)).waitMs);
        }
        expect(waits.map((ms) => Math.round(ms / 60_000))).toEqual([0, 0, 0, 1]);
      }
      const sizes = await Promise.all(
        cluster.nodes.map(async (each) => Number(/\d+/.exec(await each.command('DBSIZE')))),
      );
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      expect(sizes.reduce((all, size) => all + size, 0)).toBe(2 * ACCOUNTS.length);
    } finally {
      ioredis.disconnect();
      node.destroy();
    }
  });
});

/** Nodes that know each other, each with its part of the slots. */
async function clusterOf(binary: string, count: number): Promise<Nodes> {
  const nodes: RedisServer[] = [];
  const ways: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ways[index] = String(await freePort());
    nodes[index] = await RedisServer.start(binary, '--cluster-enabled', 'yes', '--cluster-port', ways[index]!);
  }
  for (const [index, node] of nodes.entries()) {
    const [from, to] = [index, index + 1].map((part) => Math.floor((SLOTS * part) / count));
    await node.command('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to! - 1));
    await nodes[0]!.command('CLUSTER', 'MEET', '127.0.0.1', String(node.port), ways[index]!);
  }
  const isWhole = async (node: RedisServer) => {
    const said = await node.command('CLUSTER', 'INFO');
    return said.includes('cluster_state:ok') && said.includes(`cluster_known_nodes:${count}`);
  };
  while (!(await Promise.all(nodes.map(isWhole))).every(Boolean));
  return {
    nodes,
    [Symbol.asyncDispose]: async () => {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    },
  };
}
