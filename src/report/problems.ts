import type { Problem } from '../check/result.ts';
import { escapeTerminal } from './escape.ts';
import type { Style } from './style.ts';

/** Why there is no verdict, for stderr. */
export function problemLines({ message, hint, file, line, column }: Problem, style: Style): string[] {
  const place = file === null ? '' : `${[escapeTerminal(file), line, column].filter((part) => part !== null).join(':')}: `;
  // A stack trace of the tool's own has lines, which stay lines.
  const [first = '', ...rest] = message.split('\n').map(escapeTerminal);
  return [`${style.red('error:')} ${place}${first}`, ...rest.map((text) => `  ${text.trim()}`), ...(hint === null ? [] : [`  ${escapeTerminal(hint)}`])];
}
