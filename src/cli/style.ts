const CODES = { red: 31, yellow: 33, bold: 1 } as const;

/** Colour on a terminal, unless the environment asks for none. See no-color.org. */
export function colour(stream: NodeJS.WriteStream, name: keyof typeof CODES, text: string): string {
  const wanted = stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return wanted ? `\u001b[${CODES[name]}m${text}\u001b[0m` : text;
}
