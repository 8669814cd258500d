// Imported into every Node process of a measured run; each leaves a line when it ends.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    appendFileSync(process.env.CORPUS_USAGE, `${(userCPUTime + systemCPUTime) / 1e6} ${maxRSS / 1024}\n`);
  });
}
