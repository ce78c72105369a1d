import { expandBraces, hasUnbalancedBrace, MAX_ALTERNATIVES } from './glob-braces.ts';

/**
 * Globs over paths, contract keys, tags and owners, matched in time linear in pattern times text:
 * a pattern of a policy, or a name in a contract, can never make the tool hang.
 *
 * `*` and `?` stay within a segment, `**` as a whole segment stands for any number of segments (none included,
 * but at the end one at least), `[a-z]` and `[!a-z]`
 * are classes, `{a,b}` are alternatives, `\` takes the next character literally. Names that begin with a dot are matched like others.
 * Brackets also stand for themselves, since frameworks name the files of parameters so: `app/[id]/**`.
 */
export interface Glob {
  readonly source: string;
  matches(text: string): boolean;
}

const MAX_LENGTH = 2000;

type Segment = string | Wildcards | typeof anySegments;
interface Wildcards {
  readonly tokens: readonly Token[];
  /** The same with brackets for brackets; null where there are none. */
  readonly bracketed: readonly Token[] | null;
  /** Of `name*.ext`, as most are: what stands before its one star and behind it. */
  readonly around: { readonly before: string; readonly behind: string } | null;
}
type Token = { readonly kind: 'text'; readonly char: string } | { readonly kind: 'any' } | { readonly kind: 'one' } | ClassToken;
interface ClassToken {
  readonly kind: 'class';
  readonly negated: boolean;
  readonly ranges: readonly (readonly [string, string])[];
}

const anySegments = Symbol('**');

/** Why a glob is refused, or null. */
export function globProblem(pattern: string): string | null {
  if (pattern === '') return 'it is empty';
  if (pattern.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (pattern.startsWith('!')) return 'negation is not supported';
  if (/(?<!\\)[@?*+!]\(/.test(pattern)) return 'extended groups such as +(…) are not supported';
  if (hasUnbalancedBrace(pattern)) return 'a brace is not closed';
  if (/\{[^{},]*\.\.[^{},]*\}/.test(pattern)) return 'ranges such as {1..3} are not supported';
  return expandBraces(pattern) === null ? `its braces stand for more than ${MAX_ALTERNATIVES} patterns` : null;
}

/** Compiles a glob; of one that `globProblem` refuses the result matches nothing. `separator` divides segments; the empty string: no segments. */
export function compileGlob(pattern: string, separator: '/' | '.' | '' = '/'): Glob {
  let compiled: readonly ((text: string) => boolean)[] | undefined;
  const compile = (): readonly ((text: string) => boolean)[] =>
    globProblem(pattern) === null ? (expandBraces(pattern) ?? []).map((alternative) => matcher(alternative, separator)) : [];
  return { source: pattern, matches: (text) => (compiled ??= compile()).some((matches) => matches(text)) };
}

/** The leading segments of a glob that are written out: everything that it matches is, or is below, this path. `''`: anything. */
export function literalPrefix(pattern: string, separator: '/' | '.' = '/'): string {
  const segments = pattern.split(separator);
  const first = segments.findIndex((segment) => /[*?[\]{}\\]/.test(segment));
  return segments.slice(0, first === -1 ? segments.length : first).join(separator);
}

/** Matches any of several globs. */
export function compileGlobs(patterns: readonly string[], separator: '/' | '.' | '' = '/'): (text: string) => boolean {
  const globs = patterns.map((pattern) => compileGlob(pattern, separator));
  return (text) => globs.some((glob) => glob.matches(text));
}

function matcher(pattern: string, separator: string): (text: string) => boolean {
  if (!/[*?[\]\\]/.test(pattern)) return (text) => text === pattern;
  // The usual `folder/**`: no need to look at segments.
  if (separator !== '' && pattern.endsWith(`${separator}**`) && !/[*?[\]\\]/.test(pattern.slice(0, -3))) {
    const folder = pattern.slice(0, -2);
    return (text) => text.length > folder.length && text.startsWith(folder);
  }
  const segments = splitSegments(pattern, separator).map(toSegment);
  // What is below a folder is at least one segment; the folder itself is none of it.
  if (segments.length > 1 && segments.at(-1) === anySegments) segments.push(toSegment('*'));
  if (separator === '') {
    const [only = ''] = segments;
    return only === anySegments ? () => true : (text) => matchesOne(only, text);
  }
  const needed = longestText(segments);
  return (text) =>
    text.includes(needed) && matchesSequence(segments, text.split(separator), (segment) => segment === anySegments, matchesOne);
}

/** The longest piece of text that whatever matches has in it: most paths lack it, and need not be taken apart. */
function longestText(segments: readonly Segment[]): string {
  const texts = segments.flatMap((segment): string | readonly string[] => {
    if (typeof segment === 'string') return segment;
    if (segment === anySegments || segment.bracketed) return [];
    return segment.tokens
      .map((token) => (token.kind === 'text' ? token.char : '\0'))
      .join('')
      .split('\0');
  });
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

function matchesOne(segment: Segment, text: string): boolean {
  if (segment === anySegments) return false;
  if (typeof segment === 'string') return segment === text;
  if (segment.around) {
    const { before, behind } = segment.around;
    return text.length >= before.length + behind.length && text.startsWith(before) && text.endsWith(behind);
  }
  return matchesTokens(segment.tokens, text) || (segment.bracketed !== null && matchesTokens(segment.bracketed, text));
}

function matchesTokens(tokens: readonly Token[], text: string): boolean {
  return matchesSequence(tokens, [...text], (token) => token.kind === 'any', matchesCharacter);
}

function matchesCharacter(token: Token, char: string): boolean {
  if (token.kind === 'text') return token.char === char;
  if (token.kind === 'class') return token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
  return token.kind === 'one';
}

/**
 * Wildcard matching by going back to the last star only. That is enough: an earlier star could only take more of what the
 * last one can take as well. So the time is at most pattern times text.
 */
export function matchesSequence<P, T>(
  pattern: readonly P[],
  text: readonly T[],
  isStar: (part: P) => boolean,
  matches: (part: P, item: T) => boolean,
): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const part = pattern[inPattern];
    if (part !== undefined && isStar(part)) {
      star = inPattern;
      starAt = at;
      inPattern += 1;
    } else if (part !== undefined && matches(part, text[at]!)) {
      at += 1;
      inPattern += 1;
    } else if (star !== -1) {
      starAt += 1;
      at = starAt;
      inPattern = star + 1;
    } else return false;
  }
  while (inPattern < pattern.length && isStar(pattern[inPattern]!)) inPattern += 1;
  return inPattern === pattern.length;
}

function splitSegments(pattern: string, separator: string): readonly string[] {
  if (separator === '') return [pattern];
  const segments: string[] = [];
  let segment = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') segment += char + pattern.charAt(++at);
    else if (char === '[') {
      const end = classEnd(pattern, at);
      segment += end === -1 ? char : pattern.slice(at, (at = end) + 1);
    } else if (char === separator) {
      segments.push(segment);
      segment = '';
    } else segment += char;
  }
  return [...segments, segment];
}

/** Compiles the wildcards of one segment: `*`, `?`, classes where asked for, and `\\` before a literal character. */
export function compileSegment(text: string, hasClasses: boolean): (segment: string) => boolean {
  if (text === '**') return () => true;
  const tokens = tokensOf(text, hasClasses);
  return (candidate) => matchesTokens(tokens, candidate);
}

function toSegment(text: string): Segment {
  if (text === '**') return anySegments;
  if (!/[*?[\]\\]/.test(text)) return text;
  const tokens = tokensOf(text, true);
  return { tokens, bracketed: tokens.some(({ kind }) => kind === 'class') ? tokensOf(text, false) : null, around: aroundStar(tokens) };
}

function aroundStar(tokens: readonly Token[]): Wildcards['around'] {
  const star = tokens.findIndex(({ kind }) => kind === 'any');
  const others = tokens.flatMap((token) => (token.kind === 'text' ? token.char : []));
  if (star === -1 || others.length !== tokens.length - 1) return null;
  return { before: others.slice(0, star).join(''), behind: others.slice(star).join('') };
}

function tokensOf(text: string, hasClasses: boolean): readonly Token[] {
  const tokens: Token[] = [];
  const chars = [...text];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at]!;
    const end = char === '[' && hasClasses ? classEnd(chars, at) : -1;
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'any') tokens.push({ kind: 'any' });
    } else if (char === '?') tokens.push({ kind: 'one' });
    else if (char === '\\') tokens.push({ kind: 'text', char: chars[++at] ?? '\\' });
    else if (end === -1) tokens.push({ kind: 'text', char });
    else tokens.push(toClass(chars.slice(at + 1, (at = end))));
  }
  return tokens;
}

/** The index of the `]` that closes the class opened at `start`, or -1. A `]` right after the opening is a member. */
function classEnd(chars: string | readonly string[], start: number): number {
  const first = chars[start + 1] === '!' || chars[start + 1] === '^' ? start + 2 : start + 1;
  for (let at = first + 1; at < chars.length; at += 1) if (chars[at] === ']') return at;
  return -1;
}

function toClass(body: readonly string[]): ClassToken {
  const negated = body[0] === '!' || body[0] === '^';
  const members = negated ? body.slice(1) : body;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const from = members[at]!;
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    ranges.push([from, isRange ? members[(at += 2)]! : from]);
  }
  return { kind: 'class', negated, ranges };
}
