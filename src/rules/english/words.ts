/**
 * The words of an identifier in lower case: `statusChanged`, `status_changed`, `status-changed` and `STATUS_CHANGED` are all `status`, `changed`.
 * Digits stand with the word before them.
 */
export function words(identifier: string): readonly string[] {
  return (identifier.match(/\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+\d*|\d+/gu) ?? []).map((word) => word.toLowerCase());
}

/** The singular of a word, well enough to compare two: `orders` and `order`, `policies` and `policy`, `boxes` and `box`. */
export function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (/[^su]s$/.test(word) && word.length > 3) return word.slice(0, -1);
  return word;
}
