/** Parts of oxc-parser that it exports without types. */

declare module 'oxc-parser/src-js/bindings' {
  import type { EcmaScriptModule, OxcError, ParserOptions } from 'oxc-parser';
  /** With the tree as JSON. Each getter gives its value once. */
  export interface ParseResult {
    readonly program: string;
    readonly module: EcmaScriptModule;
    readonly errors: readonly OxcError[];
  }
  /** As `parseSync` of the package itself. */
  export function parseSync(file: string, text: string, options: ParserOptions): ParseResult;
}

declare module 'oxc-parser/src-js/wrap' {
  import type { Program } from 'oxc-parser';
  /** The tree of the JSON. */
  export function jsonParseAst(json: string): Program;
}

declare module 'oxc-parser/src-js/generated/visit/keys' {
  const keys: Readonly<Record<string, readonly string[]>>;
  export default keys;
}
