import { withoutEscapes } from './escaped-letters.ts';

/** `import(/* chunk *\/ './x')` among them. */
const SPECIFIER = /(?:from|(?:import|require)\s*\(?)\s*(?:\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/\s*)*['"`]([^'"`\n]+)['"`]/g;

/** What a text may import, by its look alone: what stands in comments and strings counts, too. */
export function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(SPECIFIER)].map((match) => withoutEscapes(match[1] ?? ''));
}
