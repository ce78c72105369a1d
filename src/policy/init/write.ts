import { count } from '../../source/count.ts';

/** One section of the policy that `init` writes. */
export interface Section {
  readonly name: string;
  /** A value on the line of the name, in place of lines. */
  readonly inline?: string;
  /** Lines of YAML inside of it; none: the section is not written, only its comments. */
  readonly lines: readonly string[];
  /** Without `#`, above the section. Questions begin with `?`. */
  readonly comments: readonly string[];
  /** What to tell the person who ran `init`. */
  readonly notes?: readonly string[];
}

const WIDTH = 120;

/** Puts the sections together. */
export function writeSections(contracts: number, sections: readonly Section[]): string {
  const head = [
    '# yaml-language-server: $schema=./node_modules/contracts-governance/policies/policy.schema.json',
    `# Written by "contracts-governance init" from ${count(contracts, 'contract')}. Change what does not fit; comments that begin with "?" are questions.`,
    'version: 1',
    'extends: [recommended]',
  ];
  const blocks = sections
    .filter(({ inline, lines, comments }) => inline !== undefined || lines.length > 0 || comments.length > 0)
    .map(({ name, inline, lines, comments }) => [
      ...comments.flatMap((comment) => wrap(oneLine(comment))),
      ...(inline === undefined ? [] : [`${name}: ${inline}`]),
      ...(lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `  ${line}`)]),
    ]);
  return `${[head, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Breaks a comment at spaces. */
function wrap(comment: string): readonly string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of comment.split(' ')) {
    if (line.length + word.length + 1 > WIDTH && line !== '#') {
      lines.push(line);
      line = '#  ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Text of contracts in a comment must not begin a new line of YAML, nor hide one. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** A text as YAML writes it: plain where nothing else could be read, else in quotes. */
export function textOf(text: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  if (isPlain) return text;
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uD800-\uDFFF]/u.test(text) ? quoteWithEscapes(text) : `'${text.replaceAll("'", "''")}'`;
}

/** JSON is YAML; what JSON leaves as it is and people cannot see is written as a code. */
function quoteWithEscapes(text: string): string {
  return JSON.stringify(text).replace(/[^\x20-\x7E]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function listText(texts: readonly string[]): string {
  return `[${texts.map(textOf).join(', ')}]`;
}

/** A name by its letters and digits alone: names that differ in case and separators are alike. */
export function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
