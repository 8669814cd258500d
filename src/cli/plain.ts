/** Markdown as a terminal shows it: the words stay, the signs go. */
export function plain(markdown: string): string {
  return markdown
    .replace(/^> ?/gm, '')
    .replace(/\*{1,2}([^*\n]+)\*{1,2}/g, '$1')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s*\n(?![-*\d])\s*/g, ' ').trim())
    .join('\n\n')
    .trim();
}
