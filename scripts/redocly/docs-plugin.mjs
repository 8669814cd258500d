// What the rendered reference has beside the contract. A plugin of its own: lint and diff must see the contract as it is.
import { register } from 'node:module';

// Decorators share TypeScript modules with the static pages, and Redocly's process has no loader for it.
register('@oxc-node/core/esm', import.meta.url);
const [{ prose }, { samples }] = await Promise.all([
  import('./decorators/prose.mjs'),
  import('./decorators/samples.mjs'),
]);

// biome-ignore lint/style/noDefaultExport: Redocly loads the default export.
export default function docsPlugin() {
  return { id: 'docs', decorators: { oas3: { prose, samples } } };
}
