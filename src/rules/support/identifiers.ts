import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { isLeftTo } from './precedence.ts';
import { scriptsOf } from './scripts.ts';

/** Why text is not fit for an identifier, in the order in which it is judged. */
export type IdentifierDefect =
  | { readonly kind: 'hidden'; readonly characters: readonly string[] }
  | { readonly kind: 'lookalike'; readonly characters: readonly string[]; readonly plain: string }
  | { readonly kind: 'decomposed'; readonly composed: string }
  | { readonly kind: 'mixed'; readonly scripts: readonly string[]; readonly characters: readonly string[] };

/** Controls, format characters (bidirectional and zero-width among them), separators, unassigned and lone surrogates. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What makes an identifier look like another one, or null. Text of ASCII letters, digits and signs has no defect. */
export function identifierDefect(text: string): IdentifierDefect | null {
  if (/^[\x20-\x7e]*$/.test(text)) return null;
  const characters = [...new Set(text)];
  const unseen = characters.filter((character) => HIDDEN.test(character));
  if (unseen.length > 0) return { kind: 'hidden', characters: unseen };
  const lookalikes = characters.filter(isStyledAscii);
  if (lookalikes.length > 0) return { kind: 'lookalike', characters: lookalikes, plain: text.normalize('NFKC') };
  if (text.normalize('NFC') !== text) return { kind: 'decomposed', composed: text.normalize('NFC') };
  const scripts = scriptsOf(text);
  if (scripts.size < 2) return null;
  return { kind: 'mixed', scripts: [...scripts.keys()], characters: fewest([...scripts.values()]) };
}

/** Letters and signs that are ASCII in another dress: full-width, mathematical bold, no-break space. */
function isStyledAscii(character: string): boolean {
  return character > '\x7e' && /^[\x20-\x7e]$/.test(character.normalize('NFKC'));
}

/** The characters of the script that has the fewest: those that a reader would take for letters of the other. */
function fewest(groups: readonly (readonly string[])[]): readonly string[] {
  return groups.reduce((least, group) => (group.length <= least.length ? group : least));
}

/** `U+200B`, and the character itself where it can be seen. */
export function codePoint(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return HIDDEN.test(character) || /\s/u.test(character) ? code : `${code} (${character})`;
}

/** The text with every hidden character written as its code point: safe to show. */
export function revealed(text: string): string {
  return [...text].map((character) => (HIDDEN.test(character) ? `<${codePoint(character)}>` : character)).join('');
}

/** Whether `plain-identifiers` speaks for a name, so that the rules of form and vocabulary stay silent: one defect makes one finding. */
export function isLeftToPlainIdentifiers(text: string, effective: EffectivePolicy): boolean {
  return effective.severity('plain-identifiers') !== 'off' && identifierDefect(text) !== null;
}

/**
 * Whether `plain-identifiers` speaks for a name that misses another one because of its characters, and is at least as severe as `rule`.
 * A label with a hidden character is one defect, not two.
 */
export function isToldAsIdentifier(text: string, rule: string, effective: EffectivePolicy): boolean {
  return identifierDefect(text) !== null && isLeftTo('plain-identifiers', rule, effective);
}
