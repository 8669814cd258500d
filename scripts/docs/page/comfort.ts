/** The last choice in each group of tabs holds for all pages: a reader of one language does not choose it again. */
export function rememberTabs(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('.tabs input')) {
    if (kept(input.name) === input.value) input.checked = true;
    input.addEventListener('change', () => kept(input.name, input.value));
  }
}

/** What is kept under a name, once a new value is. A browser may refuse, above all for a page from disk. */
function kept(name: string, value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(`docs-${name}`, value);
    return localStorage.getItem(`docs-${name}`);
  } catch {
    return null;
  }
}

/** What scrolls must be reached by keyboard, and only that. */
export function followScrolling(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = target;
      const scrolls = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
      if (scrolls) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
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
