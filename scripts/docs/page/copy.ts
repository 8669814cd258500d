import { make } from './dom.ts';

/** How long a button says that it has copied. */
const SAID_MS = 1500;

/** A button for each block of code, which says what became of it to those who do not see it too. */
export function addCopyButtons(): void {
  for (const code of document.querySelectorAll('pre > code')) {
    const pre = code.parentElement!;
    const button = make('button', { type: 'button', className: 'copy', 'aria-live': 'polite' }, 'Copy');
    button.addEventListener('click', async () => {
      button.textContent = (await copy(code)) ? 'Copied' : 'Press Ctrl+C';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, SAID_MS);
    });
    const block = make('div', { className: 'code' });
    pre.replaceWith(block);
    block.append(pre, button);
  }
}

/** Where the clipboard is refused, as on a page from disk, the code is marked, so that a key copies it. */
async function copy(code: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}
