const ESCAPED_LETTER = /\\(?:u(?:\{0*|00)|x)([4-7][0-9a-fA-F])\}?/g;

/** A text with its letters as they are meant: `d\u0065fineCommand`. No one writes so in earnest, but bundled code is full of escapes. */
export function withPlainLetters(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPED_LETTER, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
