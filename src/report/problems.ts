import type { Problem } from '../check/result.ts';
import { escapeTerminal } from './escape.ts';
import type { Style } from './style.ts';
import { displayWidth } from './width.ts';

/** A problem and what to do about it, in one text. Messages of parsers end without a full stop. */
export function problemText({ message, hint }: Problem): string {
  if (hint === null) return message;
  return `${message}${/[.!?:]$/.test(message) ? '' : '.'} ${hint}`;
}

/** Why there is no verdict, for stderr. */
export function problemLines(problem: Problem, style: Style): string[] {
  const { message, hint, file, line, column } = problem;
  const place = file === null ? '' : `${[escapeTerminal(file), line, column].filter((part) => part !== null).join(':')}: `;
  // A stack trace of the tool's own has lines, which stay lines.
  const [first = '', ...rest] = message.split('\n').map(escapeTerminal);
  return [
    `${style.red('error:')} ${place}${first}`,
    ...rest.map((text) => `  ${text.trim()}`),
    ...frameLines(problem, style),
    ...(hint === null ? [] : [`  ${escapeTerminal(hint)}`]),
  ];
}

function frameLines({ frame, line, column }: Problem, style: Style): string[] {
  if (!frame || line === null || column === null) return [];
  const shown = (text: string): string => escapeTerminal(text.replaceAll('\t', '  '));
  const number = String(line);
  const before = displayWidth(shown(frame.line.slice(0, column - 1)));
  const marked = displayWidth(shown(frame.line.slice(column - 1, (frame.endColumn ?? frame.line.length + 1) - 1)));
  return [
    `    ${style.dim(`${number} |`)} ${shown(frame.line)}`,
    `    ${' '.repeat(number.length)} ${style.dim('|')} ${' '.repeat(before)}${style.red('^'.repeat(Math.max(1, marked)))}`,
  ];
}
