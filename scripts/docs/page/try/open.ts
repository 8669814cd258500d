import type { Part } from '../../try/part.ts';
import { make } from './dom.ts';

/** What the loaded files set. */
interface Loaded {
  readonly tryIt?: (part: Part) => HTMLElement;
  readonly tryItPart?: Part;
}

/** Puts a button where the page has room for the panel; what the panel needs is loaded once it is pressed. */
for (const place of document.querySelectorAll<HTMLElement>('.try-it')) {
  const open = make('button', { className: 'button', type: 'button', 'aria-expanded': 'false' }, 'Try it');
  const note = make(
    'p',
    {},
    'The client and an emulator of the API, both in this page: nothing is sent, and no token is needed.',
  );
  open.addEventListener('click', () => {
    open.disabled = true;
    void load(place.dataset).then(
      () => show(place),
      () => {
        open.disabled = false;
        note.textContent = 'This could not be loaded. Reload the page, and try again.';
      },
    );
  });
  place.append(open, note);
}

/** Scripts that are added run in their order; a module or a fetch would be refused in a page that is opened from disk. */
function load({ style = '', script = '', part = '' }: DOMStringMap): Promise<unknown> {
  const elements = [
    make('link', { rel: 'stylesheet', href: style }),
    ...[script, part].map((src) => make('script', { src, async: false })),
  ];
  const loaded = elements.map(
    (element) =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', resolve);
        element.addEventListener('error', reject);
      }),
  );
  document.head.append(...elements);
  return Promise.all(loaded);
}

function show(place: HTMLElement): void {
  const { tryIt, tryItPart } = globalThis as Loaded;
  if (!tryIt || !tryItPart) return;
  const heading = make('h2', { id: 'try-it', tabIndex: -1 }, 'Try it');
  place.replaceChildren(heading, place.querySelector('p')!, tryIt(tryItPart));
  heading.focus();
}
