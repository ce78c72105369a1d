import { MAX_CHAIN, MAX_DEPTH, MAX_NESTED_OPERATORS, NESTING_WORDS, refuseBrackets, refuseNested, type Refusal } from './nesting.ts';

/** Characters, in UTF-16; larger files are generated ones. */
const MAX_LENGTH = 5_000_000;

/**
 * Looks at text in one linear pass, without recursion, and refuses what is nested so deep that parsing it could crash.
 * It knows strings, templates, comments and (by what stands before the slash) regular expressions.
 */
export function refuseTooDeep(text: string): Refusal | null {
  if (text.length > MAX_LENGTH) return { message: `file is larger than ${MAX_LENGTH / 1_000_000} MB`, offset: 0 };
  if (isSmall(text)) return null;
  const refusal = refuseNested(text);
  return refusal === 'unbalanced' ? refuseBrackets(text) : refusal;
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

/** Whether the text has too few brackets and operators to exceed any limit, however they are arranged. Counting is far cheaper than reading. */
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
