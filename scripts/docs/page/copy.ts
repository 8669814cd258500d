/** How long a button says that it has copied. */
const SAID_MS = 1500;

/** A button for each block of code, which says what became of it to those who do not see it too. */
export function addCopyButtons(): void {
  for (const pre of document.querySelectorAll('pre')) {
    const code = pre.querySelector('code');
    if (!code) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      button.textContent = (await copy(code)) ? 'Copied' : 'Press Ctrl+C';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, SAID_MS);
    });
    button.setAttribute('aria-live', 'polite');
    const block = document.createElement('div');
    block.className = 'code';
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
