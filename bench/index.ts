import { benchCall } from './call.ts';
import { benchCluster } from './cluster.ts';
import { benchDocs } from './docs.ts';
import { benchGenerate } from './generate.ts';
import { benchLarge } from './large.ts';
import { benchMakespan } from './pace.ts';
import { benchQueue } from './queue.ts';
import { benchShare } from './share.ts';
import { benchStart } from './start.ts';
import { benchTypes } from './types.ts';
import { benchWatch } from './watch.ts';

/** Each prints what it measured. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  generate: benchGenerate,
  call: benchCall,
  queue: benchQueue,
  makespan: benchMakespan,
  share: benchShare,
  cluster: benchCluster,
  start: benchStart,
  watch: benchWatch,
  types: benchTypes,
  docs: benchDocs,
  large: benchLarge,
};

/** What runs when none is named: the others take minutes of real time. */
const QUICK = ['generate', 'call', 'queue', 'start'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `Expected names of benches, of ${Object.keys(BENCHES).join(', ')}; got ${unknown.join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : QUICK) await BENCHES[name]!();
}
