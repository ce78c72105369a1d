/** What the parser must not be given, because its recursion would overflow the native stack and end the whole process. */
export interface Refusal {
  readonly message: string;
  readonly offset: number;
}

/** Bytes of UTF-16 text; larger files are generated ones. */
const MAX_LENGTH = 5_000_000;
const MAX_DEPTH = 1_000;
/** Operators that nest to the right (`?:`, `=`, `=>`, prefixes, `if`, `else`): each costs the parser a frame of its stack. */
const MAX_NESTED_OPERATORS = 2_000;
/** Operators and member accesses that associate to the left, and operands in a row (`a as T as U`, modifiers). */
const MAX_CHAIN = 10_000;

const NESTING_WORDS = new Set([
  'if',
  'typeof',
  'void',
  'new',
  'delete',
  'await',
  'keyof',
  'extends',
  'for',
  'while',
  'with',
  'readonly',
  'infer',
  'unique',
  'yield',
]);
/** Words that go on with an operand, also one on the line before or one that ends with a brace. */
const CONTINUING_WORDS = new Set(['else', 'extends', 'in', 'instanceof', 'as', 'satisfies', 'is']);
const BEFORE_REGEX = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'delete',
  'void',
  'instanceof',
  'new',
  'throw',
  'yield',
  'await',
  'do',
  'else',
]);

interface Level {
  nested: number;
  chain: number;
  elses: number;
  readonly template: boolean;
}

const level = (template: boolean): Level => ({ nested: 0, chain: 0, elses: 0, template });

/**
 * Looks at text in one linear pass, without recursion, and refuses what is nested so deep that parsing it could crash.
 * It knows strings, templates, comments and (by what stands before the slash) regular expressions.
 */
export function refuseTooDeep(text: string): Refusal | null {
  if (text.length > MAX_LENGTH) return { message: `file is larger than ${MAX_LENGTH / 1_000_000} MB`, offset: 0 };
  if (isSmall(text)) return null;
  const scanned = scan(text);
  if (scanned !== 'unbalanced') return scanned;
  return scanRaw(text);
}

const NESTING = new RegExp(`\\b(?:else|${[...NESTING_WORDS].join('|')})\\b`, 'g');

const isOf = (chars: RegExp) => (code: number) => chars.test(String.fromCharCode(code));
const CODES = Array.from({ length: 0x80 }, (_, code) => code);
const BRACKETS = CODES.filter(isOf(/[([{]/));
const NESTED = CODES.filter(isOf(/[?=!~:<]/));
const IN_WORDS = CODES.filter(isOf(/\w/));
/** How often each character stands in a text. */
const counts = new Uint32Array(0x10000);
const total = (codes: readonly number[]): number => codes.reduce((sum, code) => sum + (counts[code] as number), 0);

/** Whether the text has too few brackets and operators to exceed any limit, however they are arranged. Counting is far cheaper than `scan`. */
function isSmall(text: string): boolean {
  const { length } = text;
  if (length <= MAX_DEPTH) return true;
  counts.fill(0, 0, CODES.length);
  for (let at = 0; at < length; at++) (counts[text.charCodeAt(at)] as number)++;
  // Something stands behind each word, and an operator is no part of one.
  const words = length - total(IN_WORDS);
  if (total(BRACKETS) > MAX_DEPTH || words > MAX_CHAIN) return false;
  const nested = total(NESTED);
  return nested + words <= MAX_NESTED_OPERATORS || nested + (text.match(NESTING)?.length ?? 0) <= MAX_NESTED_OPERATORS;
}

function scan(text: string): Refusal | null | 'unbalanced' {
  let current = level(false);
  const stack = [current];
  let nestedBelow = 0;
  let previous = '';
  let previousWord = '';
  let newline = false;
  const length = text.length;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      if (code === 10) newline = true;
      at++;
      continue;
    }
    const char = text[at] ?? '';
    if (isWordStart(code)) {
      const start = at;
      while (at < length && isWordPart(text.charCodeAt(at))) at++;
      const word = text.slice(start, at);
      if (beginsStatement(word, previous, previousWord, newline)) {
        current.nested = 0;
        current.chain = 0;
        if (word !== 'else') current.elses = 0;
      } else if (previous === 'a') current.chain++;
      if (word === 'else') current.elses++;
      else if (NESTING_WORDS.has(word)) current.nested++;
      newline = false;
      previous = 'a';
      previousWord = word;
    } else if (char === '"' || char === "'") {
      at = endOfString(text, at, char);
      previous = 'a';
      previousWord = '';
    } else if (char === '`') {
      if (previous === 'a') current.chain++;
      at = endOfTemplatePart(text, at + 1);
      if (text.startsWith('${', at - 2) && text[at - 1] === '{') {
        nestedBelow += current.nested + current.elses;
        current = level(true);
        stack.push(current);
        previous = '{';
      } else previous = 'a';
      previousWord = '';
    } else if (char === '/' && text[at + 1] === '/') {
      at = endOfLine(text, at);
    } else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? length : end + 2;
    } else if (char === '/' && startsRegex(previous, previousWord)) {
      at = endOfRegex(text, at);
      previous = 'a';
      previousWord = '';
    } else {
      at++;
      newline = false;
      if (char === '(' || char === '[' || char === '{') {
        nestedBelow += current.nested + current.elses;
        current.chain++;
        current = level(false);
        stack.push(current);
      } else if (char === ')' || char === ']' || char === '}') {
        const { template } = current;
        if (stack.length === 1) return 'unbalanced';
        stack.pop();
        current = stack[stack.length - 1] ?? level(false);
        nestedBelow -= current.nested + current.elses;
        if (template && char === '}') {
          at = endOfTemplatePart(text, at);
          if (text.startsWith('${', at - 2) && text[at - 1] === '{') {
            nestedBelow += current.nested + current.elses;
            current = level(true);
            stack.push(current);
            previous = '{';
            continue;
          }
          previous = 'a';
          previousWord = '';
          continue;
        }
      } else if (char === ',') {
        current.nested = 0;
        current.chain = 0;
      } else if (char === ';') {
        current.nested = 0;
        current.chain = 0;
      } else if (char === '?' || char === '=' || char === '!' || char === '~' || char === ':' || char === '<') current.nested++;
      else current.chain++;
      previous = char;
      previousWord = '';
    }
    if (stack.length > MAX_DEPTH) return { message: `brackets are nested more than ${MAX_DEPTH} deep`, offset: at - 1 };
    if (nestedBelow + current.nested + current.elses > MAX_NESTED_OPERATORS)
      return { message: `more than ${MAX_NESTED_OPERATORS} operators are nested in one another`, offset: at - 1 };
    if (current.chain > MAX_CHAIN) return { message: `a chain of more than ${MAX_CHAIN} operators or calls`, offset: at - 1 };
  }
  return stack.length === 1 ? null : 'unbalanced';
}

/** For text whose brackets do not match: every bracket counts, wherever it stands. */
function scanRaw(text: string): Refusal | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '(' || char === '[' || char === '{') depth++;
    else if ((char === ')' || char === ']' || char === '}') && depth > 0) depth--;
    if (depth > MAX_DEPTH) return { message: `brackets are nested more than ${MAX_DEPTH} deep`, offset: at };
  }
  return null;
}

/** Whether a word stands at the beginning of a statement; without semicolons, on a line after one that ends with an operand. */
function beginsStatement(word: string, previous: string, previousWord: string, newline: boolean): boolean {
  if (previous === ';') return true;
  if (previous === '}') return word === 'else' || !CONTINUING_WORDS.has(word);
  if (!newline || CONTINUING_WORDS.has(word)) return false;
  if (previous === 'a') return !NESTING_WORDS.has(previousWord) && !BEFORE_REGEX.has(previousWord);
  // What stands in the parentheses may be the head of a statement that nests.
  return (previous === ')' || previous === ']') && !NESTING_WORDS.has(word);
}

const isWordStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code > 127 || (code >= 48 && code <= 57);
const isWordPart = isWordStart;

function startsRegex(previous: string, previousWord: string): boolean {
  if (previous === 'a') return BEFORE_REGEX.has(previousWord);
  return previous !== ')' && previous !== ']' && previous !== '}';
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Strings end at their quote, or at the end of the line if it is missing. */
function endOfString(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return at + 1;
    else if (char === '\n') return at;
  }
  return text.length;
}

function endOfRegex(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '\n') return at;
    else if (char === '/' && !inClass) return at + 1;
  }
  return text.length;
}

/** After the closing backtick, or after the `${` that opens an expression. */
function endOfTemplatePart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '`') return at + 1;
    else if (char === '$' && text[at + 1] === '{') return at + 2;
  }
  return text.length;
}
