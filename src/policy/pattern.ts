import { memoize } from '../source/memoize.ts';
import { patternEngine } from '../source/pattern-engine.ts';

/** A pattern of a policy, run in time linear in the text. */
export interface Pattern {
  readonly source: string;
  /** Whether the pattern is found in the text; anchors are the pattern's own business. */
  matches(text: string): boolean;
}

/**
 * Compiles a pattern with RE2's syntax (no lookaround, no back references), so that no pattern can hang the tool.
 * @returns the pattern, or why it is refused
 */
export const compilePattern: (source: string) => Pattern | string = memoize(compile);

/**
 * Whether a policy's pattern is found in `text`. As in JSON Schema a pattern that must match all of it says so with `^` and `$`.
 * Patterns are checked when the policy is loaded: one that does not compile never comes here.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  return typeof compiled !== 'string' && compiled.matches(text);
}

function compile(source: string): Pattern | string {
  if (source.length > 2000) return 'it is longer than 2000 characters';
  try {
    const regexp = patternEngine().compile(source);
    return { source, matches: (text) => regexp.matcher(text).find() };
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  }
}
