import { make } from './dom.ts';
import { type Found, find, KINDS, NAME, type SearchEntry } from './index.ts';

const MOST_SHOWN = 30;

/** A search by keyboard, whose index is loaded when it is first asked for: by a script, which pages from disk may load too. */
export function offerSearch(): void {
  const nav = document.querySelector<HTMLElement>('.site-header nav');
  const file = nav?.dataset['search'];
  if (!nav || !file) return;
  const base = document.body.dataset['base'] ?? '';
  const button = make('button', { type: 'button', className: 'search-open' }, 'Search ', make('kbd', {}, '/'));
  nav.append(button);
  let open: (() => void) | undefined;
  const show = (): void => {
    open ??= dialogOf(base, loaded(base + file));
    open();
  };
  button.addEventListener('click', show);
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input:not([type=radio]), textarea, select');
    const asked =
      event.key === '/'
        ? !typing && !event.ctrlKey && !event.metaKey
        : event.key === 'k' && (event.ctrlKey || event.metaKey);
    if (!asked) return;
    event.preventDefault();
    show();
  });
}

function loaded(path: string): Promise<readonly SearchEntry[]> {
  return new Promise((resolve, reject) => {
    const onload = () => resolve((globalThis as unknown as Record<string, readonly SearchEntry[]>)[NAME] ?? []);
    document.head.append(make('script', { src: path, onload, onerror: () => reject(new Error(path)) }));
  });
}

/** Makes the dialog, and returns what opens it. */
function dialogOf(base: string, index: Promise<readonly SearchEntry[]>): () => void {
  const input = make('input', {
    ...{ type: 'text', inputMode: 'search', role: 'combobox', autocomplete: 'off', spellcheck: false },
    ...{ 'aria-expanded': 'true', 'aria-controls': 'found', 'aria-autocomplete': 'list' },
    'aria-label': 'Search operations, fields and guides',
    placeholder: 'Operations, fields, guides, error codes',
  });
  const list = make('ul', { id: 'found', role: 'listbox', 'aria-label': 'Found' });
  const status = make('p', { role: 'status' });
  const dialog = make('dialog', { className: 'search', 'aria-label': 'Search' }, input, list, status);
  document.body.append(dialog);
  let at = 0;
  const mark = (to: number): void => {
    const options = [...list.children];
    at = options.length === 0 ? 0 : (to + options.length) % options.length;
    for (const [place, option] of options.entries()) option.setAttribute('aria-selected', String(place === at));
    const marked = options[at];
    marked?.scrollIntoView({ block: 'nearest' });
    if (marked) input.setAttribute('aria-activedescendant', marked.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const look = async (): Promise<void> => {
    const query = input.value;
    try {
      const found = find(await index, query, MOST_SHOWN);
      // What is typed meanwhile is looked for by a later call.
      if (query !== input.value) return;
      list.replaceChildren(...found.map((each, place) => optionOf(base, each, place)));
      const count = found.length < MOST_SHOWN ? found.length : `The best ${found.length}`;
      status.textContent = query.trim() === '' ? 'Type what you look for.' : `${count} found.`;
      mark(0);
    } catch {
      status.textContent = 'The index could not be loaded. The list of operations has everything.';
    }
  };
  input.addEventListener('input', look);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark(at + (event.key === 'ArrowDown' ? 1 : -1));
    }
    if (event.key === 'Enter') list.children[at]?.querySelector('a')?.click();
  });
  // A click beside it closes it, and so does one that leads to a place on the same page.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || (event.target as Element).closest('a')) dialog.close();
  });
  return () => {
    if (!dialog.open) dialog.showModal();
    input.select();
    void look();
  };
}

function optionOf(base: string, { entry, words }: Found, place: number): HTMLElement {
  const [kind, title, path, about] = entry;
  // A field is shown where it stands, by the browsers that look for text.
  const [word] = words;
  const hash = path.includes('#') ? '' : '#';
  const href = base + path + (word === undefined ? '' : `${hash}:~:text=${encodeURIComponent(word)}`);
  const more = [about, ...words].filter((each) => each !== '').join(' · ');
  const parts = Object.entries({ kind: KINDS[kind] ?? '', title, more });
  const spans = parts.map(([className, text]) => make('span', { className }, text));
  return make('li', { id: `found-${place}`, role: 'option' }, make('a', { href, tabIndex: -1 }, ...spans));
}
