/**
 * Text from the repository (contracts, paths, refs, keys of YAML, messages of parsers) is data in every format.
 * Each function here makes it inert for one consumer.
 */

// Control and format characters (bidirectional and zero-width ones among them), line and paragraph separators, lone surrogates and the fillers
// that look like spaces: all that moves the cursor, hides text or turns its direction.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034f\u115f\u1160\u3164\uffa0]/gu;
/** What may be invisible, in a text of lines. To ask each character for its properties takes far longer. */
const NOT_PLAIN = /[^\n\x20-\x7e]+/g;
/** A joiner between two emoji is part of one glyph. */
const EMOJI_JOINER = /(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})/gu;

const NAMED = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
]);

/** Shows what is invisible as `\n`, `\u{202e}`. The result is one line. */
export function escapeInvisible(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return text;
  const shown = (character: string): string => NAMED.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  return text
    .split(EMOJI_JOINER)
    .map((part) => part.replace(INVISIBLE, shown))
    .join('\u200d');
}

/** What a CI system that reads its log takes for a command wherever it stands: GitHub `##[name]`, Azure `##vso[…]`, TeamCity `##teamcity[…]`. */
const LOG_COMMAND = /##(?=[\w.-]*\[)/g;

/** Shows what is invisible, and lets nothing be a command of a log, in whatever format it is printed. */
function escapeLog(text: string): string {
  return escapeInvisible(text).replace(LOG_COMMAND, String.raw`#\u{23}`);
}

/** For terminals and logs, in one line: no escape sequence, and no command of a log (GitHub takes `::name` at the start of a line too). */
export function escapeTerminal(text: string): string {
  return escapeLog(text).replace(/(^|\s)::/g, String.raw`$1\u{3a}:`);
}

/** A line for terminals, with its indentation. */
export function escapeIndented(line: string): string {
  const text = line.trimStart();
  return line.slice(0, line.length - text.length).replaceAll('\t', '  ') + escapeTerminal(text);
}

/**
 * For documents of JSON: the value stays the same, its text holds no invisible character and no log command.
 * Takes serialised JSON, in which none of these stand outside of strings.
 */
export function escapeJson(json: string): string {
  return json.replace(NOT_PLAIN, (part) => part.replace(INVISIBLE, unicodeEscapes)).replace(LOG_COMMAND, String.raw`\u0023#`);
}

function unicodeEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** Data of a GitHub workflow command. */
export function escapeCommandData(text: string): string {
  const visible = text.replace(INVISIBLE, (character) =>
    character === '\n' || character === '\r' ? character : escapeInvisible(character),
  );
  return visible.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a GitHub workflow command. */
export function escapeCommandProperty(text: string): string {
  return escapeCommandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const XML = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** Text and attributes of XML 1.0, which has no way to write most control characters. */
export function escapeXml(text: string): string {
  // U+FFFE and U+FFFF are no characters of XML either.
  return escapeInvisible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => XML.get(character) ?? character)
    .replace(LOG_COMMAND, '#&#35;');
}

const HTML = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/**
 * Running text in Markdown, also inside a table: no markup, no HTML, no link, no mention, no reference to an issue.
 * A zero-width space after `@`, `#` and the colon of a scheme keeps GitHub and GitLab from linking.
 */
export function escapeMarkdown(text: string): string {
  return escapeInvisible(text)
    .replace(/[&<>]/g, (character) => HTML.get(character) ?? character)
    .replace(/[\\`*_[\]|~$]/g, String.raw`\$&`)
    .replace(/(@(?=[\w-])|(?:#|\bGH-|\bwww)(?=[\w.])|:(?=\/\/))/gi, '$1&#8203;')
    .replace(/^(\s*)([-+](?=\s|$)|\d+(?=[.)](?:\s|$)))/, '$1&#8203;$2');
}

/** A code span in Markdown. Mentions in code are no mentions. */
export function markdownCode(text: string): string {
  const visible = escapeLog(text);
  if (visible.trim() === '') return '` `';
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = visible.startsWith('`') || visible.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${visible}${pad}${fence}`;
}

/** A code span in a cell of a Markdown table, where a bar ends the cell even in code. */
export function markdownCellCode(text: string): string {
  return markdownCode(text).replaceAll('|', String.raw`\|`);
}

/** The message of a SARIF result: nothing in it is a placeholder (`{0}`) or a link (`[text](target)`). */
export function escapeSarifMessage(text: string): string {
  return escapeInvisible(text)
    .replace(/\[(?=[^\]]*\]\()/g, String.raw`\[`)
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

/** A cell of CSV (RFC 4180), which no spreadsheet takes for a formula. */
export function escapeCsv(text: string): string {
  const visible = escapeLog(text);
  const inert = /^[=＝+＋\-－]|^[@＠].*[(!|]/.test(visible) ? `'${visible}` : visible;
  return /[",]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A path as a relative reference of a URI. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}
