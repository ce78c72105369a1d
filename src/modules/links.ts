import type { ParseResult } from 'oxc-parser/src-js/bindings';

/** How a module is linked with others, as the parser says beside the tree. */
export interface Links {
  /** What it exports itself, types too. */
  readonly names: ReadonlySet<string>;
  readonly stars: readonly string[];
}

/** `export * from` and what stands for it in a file with escapes. The links cost more than to look. */
export const HAS_STARS: RegExp = /\bexport\s*(?:\/[/*]|\*)/;

/** `exports.x`, `module.exports`, `export =`: of these the parser's links say nothing. */
export const MAY_BE_COMMON_JS: RegExp = /\bexports\b|\bexport\s*=|\\u/;

/** What stands before a name that is exported where it is declared. */
const DECLARING = /\bexport\s+(?:(?:declare|abstract|async)\s+)*(?:const|let|var|class|enum|function|interface|namespace|type)\s+$/;

/** As much of it as is looked at. */
const DECLARATION_LENGTH = 60;

const SPACE = 0x20;

/** Whether a name is plainly declared and exported; where it stands in a comment, it need not be. */
export function isDeclared(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWord = text.charCodeAt(at - 1) <= SPACE && !/[\w$]/.test(text.charAt(at + name.length));
    if (isWord && DECLARING.test(text.slice(Math.max(0, at - DECLARATION_LENGTH), at))) return true;
  }
  return false;
}

/** What the parser says of a module beside its tree. */
export function readLinks({ module }: ParseResult): Links {
  const entries = module.staticExports.flatMap((statement) => statement.entries).sort((a, b) => a.start - b.start);
  return {
    names: new Set(entries.map(({ exportName: { kind, name } }) => (kind === 'Default' ? 'default' : (name ?? '')))),
    stars: entries.flatMap(({ importName, moduleRequest, isType }) =>
      importName.kind === 'AllButDefault' && moduleRequest && !isType ? moduleRequest.value : [],
    ),
  };
}
