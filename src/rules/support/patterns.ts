import { compilePattern } from '../../policy/pattern.ts';
import { compileGlob, type Glob } from '../../source/glob.ts';

/**
 * Whether a policy's pattern is found in `text`. As in JSON Schema a pattern that must match all of it says so with `^` and `$`.
 * Patterns are checked when the policy is loaded: one that does not compile never comes here.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  return typeof compiled !== 'string' && compiled.matches(text);
}

const globs = new Map<string, Glob>();

/** Whether a path matches a glob. */
export function matchesPath(glob: string, path: string): boolean {
  return cached(glob, '/').matches(path);
}

/** Whether a dotted key matches a glob: `billing.*` is one segment, `billing.**` any number. */
export function matchesKey(glob: string, key: string): boolean {
  return cached(glob, '.').matches(key);
}

/** Whether a tag, owner or label matches a glob, in which `*` stands for anything. */
export function matchesName(glob: string, name: string): boolean {
  return cached(glob, '').matches(name);
}

function cached(glob: string, separator: '/' | '.' | ''): Glob {
  const id = separator + glob;
  let compiled = globs.get(id);
  if (!compiled) globs.set(id, (compiled = compileGlob(glob, separator)));
  return compiled;
}
