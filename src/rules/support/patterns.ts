import picomatch from 'picomatch';
import { RE2JS } from 're2js';

const patterns = new Map<string, RE2JS>();

/** Whether a user's pattern is found in `text`, in time linear in its length. As in JSON Schema a pattern that must match all of it says so with `^` and `$`. */
export function matchesPattern(pattern: string, text: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = RE2JS.compile(pattern)));
  return compiled.matcher(text).find();
}

const globs = new Map<string, (text: string) => boolean>();

/** Whether a path matches a glob. */
export function matchesPath(glob: string, path: string): boolean {
  return matcher(glob)(path);
}

/** Whether a dotted key matches a glob: `billing.*` is one segment, `billing.**` any number. */
export function matchesKey(glob: string, key: string): boolean {
  return matcher(glob.replaceAll('.', '/'))(key.replaceAll('.', '/'));
}

function matcher(glob: string): (text: string) => boolean {
  let compiled = globs.get(glob);
  if (!compiled) globs.set(glob, (compiled = picomatch(glob, { dot: true })));
  return compiled;
}
