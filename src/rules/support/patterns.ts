import { compileGlob } from '../../source/glob.ts';
import { memoize } from '../../source/memoize.ts';

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
