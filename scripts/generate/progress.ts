/** Says what a run is doing, on a terminal and nowhere else; called without words, it takes them away. */
export function step(doing?: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${doing === undefined ? '' : `${doing} …`}`);
}
