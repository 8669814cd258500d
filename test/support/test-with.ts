import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from '@jest/globals';

/** Where Chromium is, where it is. */
export const CHROMIUM: string | undefined = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));

/** A test that needs programs: without them it is skipped, and says so by its name; in CI it fails. */
export function testWith(
  ...programs: ('chromium' | 'php' | 'curl')[]
): (name: string, body: () => Promise<void>, timeout?: number) => void {
  const has = (program: 'chromium' | 'php' | 'curl'): boolean => {
    if (program === 'chromium') return CHROMIUM !== undefined;
    // PHP is no use here without its curl.
    const args = program === 'php' ? ['-r', "exit(extension_loaded('curl') ? 0 : 1);"] : ['--version'];
    return spawnSync(program, args).status === 0;
  };
  const missing = programs.filter((program) => !has(program));
  return (name, body, timeout) => {
    if (missing.length === 0) return test(name, body, timeout);
    const reason = `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
    if (process.env['CI'] !== 'true') return test.skip(`${name} (skipped: ${reason})`, body);
    test(name, () => {
      throw new Error(`In CI nothing is skipped, and ${reason}.`);
    });
  };
}
