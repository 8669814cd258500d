/** The last choice in each group of tabs holds for all pages: a reader of one language does not choose it again. */
export function rememberTabs(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('.tabs input')) {
    if (recall(input.name) === input.value) input.checked = true;
    input.addEventListener('change', () => remember(input.name, input.value));
  }
}

/** A browser may refuse to store anything, above all for a page from disk. */
function recall(name: string): string | null {
  try {
    return localStorage.getItem(`docs-${name}`);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`docs-${name}`, value);
  } catch {
    // Then it is chosen on every page.
  }
}

/** What scrolls must be reached by keyboard, and only that. */
export function followScrolling(): void {
  const look = (element: Element): void => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const scrolls = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    if (scrolls) element.setAttribute('tabindex', '0');
    else element.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) look(target);
  });
  for (const element of document.querySelectorAll('pre, .table')) observer.observe(element);
}

/** Browsers that keep what is folded off paper are told to open it. */
export function openForPrint(): void {
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** The reference loads a module, which no browser takes from disk; there it says where to read instead. */
export function tellFromDisk(): void {
  if (location.protocol !== 'file:') return;
  for (const element of document.querySelectorAll<HTMLElement>('.from-disk')) element.hidden = false;
}
