import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import php from 'highlight.js/lib/languages/php';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';
import { escapeHtml } from './text.ts';

const LANGUAGES = { bash, http, javascript, json, php, typescript, yaml };
const NAMES: Readonly<Record<string, keyof typeof LANGUAGES>> = {
  ...{ bash: 'bash', sh: 'bash', shell: 'bash', http: 'http', json: 'json', jsonc: 'json', php: 'php' },
  ...{ javascript: 'javascript', js: 'javascript', mjs: 'javascript' },
  ...{ typescript: 'typescript', ts: 'typescript', yaml: 'yaml', yml: 'yaml' },
};
for (const [name, language] of Object.entries(LANGUAGES)) highlighter.registerLanguage(name, language);

/** A highlighter's time grows with the text, and nobody reads the colours of a text this long. */
const MOST_CHARACTERS = 50_000;

/** Code as HTML, with its words marked where the language is known. */
export function highlight(code: string, language: string): string {
  const known = Object.hasOwn(NAMES, language) ? NAMES[language] : undefined;
  if (known === undefined || code.length > MOST_CHARACTERS) return escapeHtml(code);
  return highlighter.highlight(code, { language: known, ignoreIllegals: true }).value;
}
