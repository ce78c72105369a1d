import { compilePattern } from '../../policy/pattern.ts';
import { compileGlob } from '../../source/glob.ts';
import { memoize } from '../../source/memoize.ts';

/**
 * Whether a policy's pattern is found in `text`. As in JSON Schema a pattern that must match all of it says so with `^` and `$`.
 * Patterns are checked when the policy is loaded: one that does not compile never comes here.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  return typeof compiled !== 'string' && compiled.matches(text);
}

/** Whether a dotted key matches a glob: `billing.*` is one segment, `billing.**` any number. */
export function matchesKey(glob: string, key: string): boolean {
  return keyGlob(glob).matches(key);
}

/** Whether a tag, owner or label matches a glob, in which `*` stands for anything. */
export function matchesName(glob: string, name: string): boolean {
  return nameGlob(glob).matches(name);
}

const keyGlob = memoize((glob: string) => compileGlob(glob, '.'));
const nameGlob = memoize((glob: string) => compileGlob(glob, ''));
