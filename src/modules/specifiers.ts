import { escapeRegExp } from '../source/escape-regexp.ts';
import { withoutEscapes } from './escaped-letters.ts';

/** `import(/* chunk *\/ './x')` among them. */
const SPECIFIER = /(?:from|(?:import|require)\s*\(?)\s*(?:\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/\s*)*['"`]([^'"`\n]+)['"`]/g;

/** `createRequire(import.meta.url)`, by whatever name, and what it is called then. */
const MADE_REQUIRE = /[\w$]+(?:\s*\.\s*[\w$]+)*\s*\(\s*(?:import\.meta\.(?:url|filename)|__filename)\s*\)/g;
const RENAMED = /= require\b(?!\s*\()/;
const REQUIRE_NAME = /\b(?:const|let|var)\s+([\w$]+)[^=\n]*=\s*require\b(?!\s*\()/g;

/** A text in which functions that Node's `createRequire` makes, and others that are `require`, are called so. */
export function withPlainRequires(text: string): string {
  if (!text.includes('createRequire') && !RENAMED.test(text)) return text;
  const plain = text.replace(MADE_REQUIRE, 'require');
  const names = [...plain.matchAll(REQUIRE_NAME)].map(([, name = '']) => escapeRegExp(name));
  return names.length === 0 ? plain : plain.replace(new RegExp(`(?<![\\w$.])(?:${names.join('|')})(?=\\s*\\()`, 'g'), 'require');
}

/** What a text may import, by its look alone: what stands in comments and strings counts, too. */
export function specifiersIn(text: string): readonly string[] {
  return [...withPlainRequires(text).matchAll(SPECIFIER)].map((match) => withoutEscapes(match[1] ?? ''));
}
