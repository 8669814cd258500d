import { type Found, find, KINDS, NAME, type SearchEntry } from './index.ts';

const MOST_SHOWN = 30;

/** A search by keyboard, whose index is loaded when it is first asked for: by a script, which pages from disk may load too. */
export function offerSearch(): void {
  const nav = document.querySelector<HTMLElement>('.site-header nav');
  const file = nav?.dataset['search'];
  if (!nav || !file) return;
  const base = document.body.dataset['base'] ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'search-open';
  button.innerHTML = 'Search <kbd>/</kbd>';
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
    const script = document.createElement('script');
    script.src = path;
    script.onload = () => resolve((globalThis as unknown as Record<string, readonly SearchEntry[]>)[NAME] ?? []);
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  });
}

/** Makes the dialog, and returns what opens it. */
function dialogOf(base: string, index: Promise<readonly SearchEntry[]>): () => void {
  const dialog = document.createElement('dialog');
  dialog.className = 'search';
  dialog.setAttribute('aria-label', 'Search');
  dialog.innerHTML =
    '<input type="text" inputmode="search" role="combobox" aria-expanded="true" aria-controls="found" aria-autocomplete="list" aria-label="Search operations, fields and guides" placeholder="Operations, fields, guides, error codes" autocomplete="off" spellcheck="false"><ul id="found" role="listbox" aria-label="Found"></ul><p role="status"></p>';
  document.body.append(dialog);
  const [input, list, status] = [
    dialog.querySelector('input')!,
    dialog.querySelector('ul')!,
    dialog.querySelector('p')!,
  ];
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
  const item = document.createElement('li');
  item.id = `found-${place}`;
  item.setAttribute('role', 'option');
  const link = document.createElement('a');
  // A field is shown where it stands, by the browsers that look for text.
  const [word] = words;
  const hash = path.includes('#') ? '' : '#';
  link.href = base + path + (word === undefined ? '' : `${hash}:~:text=${encodeURIComponent(word)}`);
  link.tabIndex = -1;
  const part = (name: string, text: string): HTMLElement => {
    const element = document.createElement('span');
    element.className = name;
    element.textContent = text;
    return element;
  };
  link.append(
    part('kind', KINDS[kind] ?? ''),
    part('title', title),
    part('more', [about, ...words].filter((each) => each !== '').join(' · ')),
  );
  item.append(link);
  return item;
}
