import type { Part } from '../../try/part.ts';
import { make } from '../dom.ts';

const ABOUT = 'The client and an emulator of the API, both in this page: nothing is sent, and no token is needed.';

/** Puts a button where the page has room for the panel; what the panel needs is loaded once it is pressed. */
for (const place of document.querySelectorAll<HTMLElement>('.try-it')) {
  const note = make('p', {}, ABOUT);
  const open = make('button', { className: 'button', type: 'button' }, 'Try it');
  open.addEventListener('click', async () => {
    open.disabled = true;
    try {
      await load(place.dataset);
      const { tryIt, tryItPart } = globalThis as unknown as { tryIt(part: Part): HTMLElement; tryItPart: Part };
      const heading = make('h2', { id: 'try-it', tabIndex: -1 }, 'Try it');
      place.replaceChildren(heading, note, tryIt(tryItPart));
      heading.focus();
    } catch {
      open.disabled = false;
      note.textContent = 'This could not be loaded. Reload the page, and try again.';
    }
  });
  place.append(open, note);
}

/** Scripts that are added run in their order; a module or a fetch would be refused in a page that is opened from disk. */
function load({ style = '', script = '', part = '' }: DOMStringMap): Promise<unknown> {
  const added = [
    make('link', { rel: 'stylesheet', href: style }),
    ...[script, part].map((src) => make('script', { src, async: false })),
  ];
  document.head.append(...added);
  return Promise.all(
    added.map(
      (element) => new Promise((resolve, reject) => Object.assign(element, { onload: resolve, onerror: reject })),
    ),
  );
}
