const ESCAPED_LETTER = /\\(?:u(?:\{0*|00)|x)([4-7][0-9a-fA-F])\}?/g;

/** A text with its letters as they are meant: `d\u0065fineCommand`. No one writes so in earnest, but bundled code is full of escapes. */
export function withPlainLetters(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPED_LETTER, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/g;

/** What stands between the quotes of a string, without escapes by number: `'./m\u006fdels'`. */
export function withoutEscapes(quoted: string): string {
  if (!quoted.includes('\\')) return quoted;
  return quoted.replace(ESCAPE, (whole, braced?: string, long?: string, short?: string) => {
    const code = parseInt(braced ?? long ?? short ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
