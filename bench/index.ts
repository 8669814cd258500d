import { benchGenerate } from './generate.ts';

/** Each prints what it measured. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  generate: benchGenerate,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `Expected names of benches, of ${Object.keys(BENCHES).join(', ')}; got ${unknown.join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(BENCHES)) await BENCHES[name]!();
}
