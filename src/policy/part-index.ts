import { addTo } from '../source/groups.ts';
import { memoize } from '../source/memoize.ts';
import type { PolicyPart } from './resolved.ts';
import type { Subject } from './selector.ts';

/**
 * Finds the conditional parts that match a subject, in their order. A part is looked up by what its globs of keys write out before the first
 * star, else by what its globs of files do, so that hundreds of overrides cost hardly more than the few that match.
 */
export function indexParts(parts: readonly PolicyPart[]): (subject: Subject) => readonly number[] {
  const byKey = new Map<string, number[]>();
  const byFile = new Map<string, number[]>();
  for (const [index, { isUnconditional, compiled }] of parts.entries()) {
    if (isUnconditional) continue;
    const { keyPrefixes, folders } = compiled;
    for (const prefix of new Set(keyPrefixes ?? folders)) addTo(keyPrefixes ? byKey : byFile, prefix, index);
  }

  /** Those that ask for the file and for no key; contracts share files. */
  const inFile = memoize((file: string) => lookUp(byFile, file, '/').filter((index) => parts[index]!.compiled.matchesFile(file)));

  return (subject) => {
    const withKey = subject.key === null ? [] : lookUp(byKey, subject.key, '.');
    return [...inFile(subject.file), ...withKey.filter((index) => parts[index]!.compiled.matchesFile(subject.file))]
      .filter((index) => parts[index]!.compiled.matchesContract(subject))
      .sort((a, b) => a - b);
  };
}

/** The parts under the empty prefix, under every prefix of whole segments, and under the text itself, each once. */
function lookUp(index: ReadonlyMap<string, readonly number[]>, text: string, separator: string): readonly number[] {
  if (index.size === 0) return [];
  const found = new Set(index.get(''));
  for (let at = text.indexOf(separator); at !== -1; at = text.indexOf(separator, at + 1))
    for (const part of index.get(text.slice(0, at)) ?? []) found.add(part);
  for (const part of index.get(text) ?? []) found.add(part);
  return [...found];
}
