/** What people write into descriptions. All other words in angle brackets, such as `<id>`, are words, and so are scripts. */
const ELEMENTS =
  'a abbr b big blockquote br center cite code dd del details dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ' +
  'mark nobr ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var';
const NAMES = ELEMENTS.replaceAll(' ', '|');
const ELEMENT = new RegExp(`</?(?:${NAMES})(?:\\s[^<>]*)?/?>|<!--`, 'i');
/** An element's tag, or a sign that belongs to none. */
export const TAG = new RegExp(`<!--[\\s\\S]*?-->|</?(?:${NAMES})(?:\\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?/?>|[<>]`, 'gi');

export function hasHtml(text: string): boolean {
  return ELEMENT.test(text);
}
