import type { ExportEntry } from './exports.ts';

/** What a module gives out that only re-exports: nothing of it need be parsed. */
export interface Barrel {
  readonly exports: ReadonlyMap<string, ExportEntry>;
  /** Sources of `export * from`, in order. */
  readonly stars: readonly string[];
}

const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const FROM = String.raw`\s*from\s*(?:'([^'\\\n]+)'|"([^"\\\n]+)")[ \t]*(?:;|(?=\r?\n|$))`;
const STAR = new RegExp(String.raw`export\s*\*${FROM}`, 'y');
const NAMED = new RegExp(String.raw`export\s*\{([\w$\s,]*)\}${FROM}`, 'y');
const TYPES = new RegExp(String.raw`export\s+type\s*(?:\*(?:\s*as\s+[\w$]+)?|\{[\w$\s,]*\})${FROM}`, 'y');
const SPECIFIER = /^(?:(type)\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?$/;

/**
 * Reads a module that consists of `export * from` and `export { … } from` alone, from first to last character; null for any other.
 * Repositories have hundreds of them, and each is parsed to find that a name goes through it, or does not.
 */
export function readBarrel(text: string): Barrel | null {
  const exports = new Map<string, ExportEntry>();
  const stars: string[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (match(BLANK); at < text.length; match(BLANK)) {
    const star = match(STAR);
    if (star) {
      stars.push(star[1] ?? star[2] ?? '');
      continue;
    }
    const named = match(NAMED);
    if (named) {
      if (!addNames(named[1] ?? '', named[2] ?? named[3] ?? '', exports)) return null;
      continue;
    }
    if (!match(TYPES)) return null;
  }
  return exports.size > 0 || stars.length > 0 ? { exports, stars } : null;
}

/** Adds what stands between the braces; false where that is anything unusual. */
function addNames(list: string, source: string, exports: Map<string, ExportEntry>): boolean {
  for (const part of list.split(',')) {
    const word = part.trim();
    if (word === '') continue;
    const [, type, imported, exported = imported] = SPECIFIER.exec(word) ?? [];
    // `type as x`, `type as as x`: a name, or the keyword?
    if (imported === undefined || exported === undefined || imported === 'type' || (type !== undefined && imported === 'as')) return false;
    if (type === undefined) exports.set(exported, { kind: 'from', source, imported });
  }
  return true;
}
