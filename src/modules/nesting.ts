import { BEFORE_OPERAND, endOfComment, endOfLine, endOfRegex, endOfString, endOfTemplatePart, endOfWord, isInWord } from './lexemes.ts';

/** What the parser must not be given, because its recursion would overflow the native stack and end the whole process. */
export interface Refusal {
  readonly message: string;
  /** In characters from the beginning of the text. */
  readonly offset: number;
}

export const MAX_DEPTH = 1_000;
/** Operators that nest to the right (`?:`, `=`, `=>`, prefixes, `if`, `else`): each costs the parser a frame of its stack. */
export const MAX_NESTED_OPERATORS = 2_000;
/** Operators and member accesses that associate to the left, and operands in a row (`a as T as U`, modifiers). */
export const MAX_CHAIN = 10_000;

export const NESTING_WORDS: ReadonlySet<string> = new Set([
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

/** What stands for a word, string, template or regular expression that came last. */
const OPERAND = 'a';
const SPACE = 32;
const LINE_FEED = 10;

/** What stands in one pair of brackets, as far as it was gone over. */
interface Level {
  nested: number;
  chain: number;
  elses: number;
  /** Whether it is an expression in a template. */
  readonly isTemplate: boolean;
}

/** A text up to a place, without recursion. */
interface Scan {
  readonly text: string;
  at: number;
  current: Level;
  /** The current level, and those around it. */
  readonly levels: Level[];
  /** What nests in the levels around the current one. */
  nestedAround: number;
  /** The sign that came last, or `OPERAND`. */
  previous: string;
  /** The word that came last, or `` where it was anything else. */
  previousWord: string;
  /** Whether a line has begun since. */
  isOnNewLine: boolean;
}

/** Refuses text whose brackets or operators are nested too deep, or make too long a chain; where brackets do not match, it says that alone. */
export function refuseNested(text: string): Refusal | null | 'unbalanced' {
  const current = levelOf(false);
  const scan: Scan = { text, at: 0, current, levels: [current], nestedAround: 0, previous: '', previousWord: '', isOnNewLine: false };
  while (scan.at < text.length) {
    const code = text.charCodeAt(scan.at);
    if (code <= SPACE) {
      if (code === LINE_FEED) scan.isOnNewLine = true;
      scan.at++;
    } else if (isInWord(code)) passWord(scan);
    else if (!passOther(scan)) return 'unbalanced';
    const refusal = refusalOf(scan);
    if (refusal) return refusal;
  }
  return scan.levels.length === 1 ? null : 'unbalanced';
}

/** For text whose brackets do not match: every bracket counts, wherever it stands. */
export function refuseBrackets(text: string): Refusal | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '(' || char === '[' || char === '{') depth++;
    else if ((char === ')' || char === ']' || char === '}') && depth > 0) depth--;
    if (depth > MAX_DEPTH) return { message: `brackets are nested more than ${MAX_DEPTH} deep`, offset: at };
  }
  return null;
}

function refusalOf({ at, current: { nested, chain, elses }, levels, nestedAround }: Scan): Refusal | null {
  const offset = at - 1;
  if (levels.length > MAX_DEPTH) return { message: `brackets are nested more than ${MAX_DEPTH} deep`, offset };
  if (nestedAround + nested + elses > MAX_NESTED_OPERATORS)
    return { message: `more than ${MAX_NESTED_OPERATORS} operators are nested in one another`, offset };
  return chain > MAX_CHAIN ? { message: `a chain of more than ${MAX_CHAIN} operators or calls`, offset } : null;
}

/** Goes over what is neither space nor a word; false where it is a bracket that closes none. */
function passOther(scan: Scan): boolean {
  const { text, at } = scan;
  const char = text[at] as string;
  const next = char === '/' ? text[at + 1] : undefined;
  if (char === '"' || char === "'") passOperand(scan, endOfString(text, at));
  else if (char === '`') {
    if (scan.previous === OPERAND) scan.current.chain++;
    passTemplate(scan, at + 1);
  } else if (next === '/') scan.at = endOfLine(text, at);
  else if (next === '*') scan.at = endOfComment(text, at);
  else if (char === '/' && startsRegex(scan)) passOperand(scan, endOfRegex(text, at));
  else return passSign(scan, char);
  return true;
}

function passWord(scan: Scan): void {
  const { text, current, previous } = scan;
  const end = endOfWord(text, scan.at);
  const word = text.slice(scan.at, end);
  if (beginsStatement(scan, word)) {
    current.nested = 0;
    current.chain = 0;
    if (word !== 'else') current.elses = 0;
  } else if (previous === OPERAND) current.chain++;
  if (word === 'else') current.elses++;
  else if (NESTING_WORDS.has(word)) current.nested++;
  scan.isOnNewLine = false;
  passOperand(scan, end);
  scan.previousWord = word;
}

function passOperand(scan: Scan, end: number): void {
  scan.at = end;
  scan.previous = OPERAND;
  scan.previousWord = '';
}

/** Goes over the text of a template, to its end or into the expression in it. */
function passTemplate(scan: Scan, from: number): void {
  passOperand(scan, endOfTemplatePart(scan.text, from));
  if (!scan.text.startsWith('${', scan.at - 2)) return;
  openLevel(scan, true);
  scan.previous = '{';
}

function passSign(scan: Scan, char: string): boolean {
  const { current } = scan;
  scan.at++;
  scan.isOnNewLine = false;
  scan.previous = char;
  scan.previousWord = '';
  switch (char) {
    case '(':
    case '[':
    case '{':
      current.chain++;
      openLevel(scan, false);
      return true;
    case ')':
    case ']':
    case '}':
      if (!closeLevel(scan)) return false;
      if (current.isTemplate && char === '}') passTemplate(scan, scan.at);
      return true;
    case ',':
    case ';':
      current.nested = 0;
      current.chain = 0;
      return true;
    case '?':
    case '=':
    case '!':
    case '~':
    case ':':
    case '<':
      current.nested++;
      return true;
    default:
      current.chain++;
      return true;
  }
}

function levelOf(isTemplate: boolean): Level {
  return { nested: 0, chain: 0, elses: 0, isTemplate };
}

function openLevel(scan: Scan, isTemplate: boolean): void {
  scan.nestedAround += scan.current.nested + scan.current.elses;
  scan.current = levelOf(isTemplate);
  scan.levels.push(scan.current);
}

/** False where there is none to close. */
function closeLevel(scan: Scan): boolean {
  const around = scan.levels[scan.levels.length - 2];
  if (!around) return false;
  scan.levels.pop();
  scan.current = around;
  scan.nestedAround -= around.nested + around.elses;
  return true;
}

/** Whether a word stands at the beginning of a statement; without semicolons, on a line after one that ends with an operand. */
function beginsStatement({ previous, previousWord, isOnNewLine }: Scan, word: string): boolean {
  if (previous === ';') return true;
  if (previous === '}') return word === 'else' || !CONTINUING_WORDS.has(word);
  if (!isOnNewLine || CONTINUING_WORDS.has(word)) return false;
  if (previous === OPERAND) return !NESTING_WORDS.has(previousWord) && !BEFORE_OPERAND.has(previousWord);
  // What stands in the parentheses may be the head of a statement that nests.
  return (previous === ')' || previous === ']') && !NESTING_WORDS.has(word);
}

function startsRegex({ previous, previousWord }: Scan): boolean {
  if (previous === OPERAND) return BEFORE_OPERAND.has(previousWord);
  return previous !== ')' && previous !== ']' && previous !== '}';
}
