import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { diagnosticAt, type PolicyDiagnostic } from '../diagnostic.ts';
import type { PolicyNode, PolicySource } from '../node.ts';
import { convertDocument } from './convert.ts';
import { readPlainYaml } from './plain.ts';

const require = createRequire(import.meta.url);

const MAX_BYTES = 1_000_000;
/** So many characters that nobody sees are told. */
const MAX_UNSEEN = 20;
/** Deepest nesting: the parser's own recursion ends the process far beyond. */
const MAX_DEPTH = 100;

export interface ParsedYaml {
  /** Null for an empty file and for one that cannot be read at all. */
  readonly root: PolicyNode | null;
  readonly diagnostics: readonly PolicyDiagnostic[];
}

/**
 * Reads a YAML file as data with positions. What stands in the way of one plain reading is refused: directives, tags,
 * merge keys, several documents, duplicate keys, cycles and bombs of aliases, files over 1 MB.
 */
export function parseYaml(source: PolicySource): ParsedYaml {
  const { text } = source;
  if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES) {
    return refused(source, `"${source.name}" is larger than 1 MB.`, 'Split it up with "extends".', 0, 0);
  }
  const plain = readPlainYaml(source);
  const { root, diagnostics } = plain ? { root: plain, diagnostics: [] } : parseWithLibrary(source);
  return { root, diagnostics: [...unseen(source), ...diagnostics] };
}

/** Characters that make a name or a comment look like another one: bidirectional controls and zero-width spaces. */
function unseen(source: PolicySource): readonly PolicyDiagnostic[] {
  const found = [...source.text.matchAll(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g)].slice(0, MAX_UNSEEN);
  return found.map(({ 0: character, index }) => {
    const code = `U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
    return diagnosticAt({ source, start: index, end: index + 1 }, 'error', `Here stands ${code}, which no reader sees.`, 'Remove it.');
  });
}

/** Reads with the YAML library alone: what the plain reader leaves, and what it is measured against. */
export function parseWithLibrary(source: PolicySource): ParsedYaml {
  // Loaded through `require`, because the caller is synchronous and the library costs 40 ms that most policies do not need.
  const yaml = require('yaml') as typeof Yaml;
  const tokens = tokenize(yaml, source.text);
  if (typeof tokens === 'number') {
    return refused(source, `"${source.name}" is nested deeper than ${MAX_DEPTH} levels.`, 'Write it flatter.', tokens, tokens + 1);
  }
  const composer = new yaml.Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent', keepSourceTokens: false, strict: true });
  const documents = [...composer.compose(tokens, true, source.text.length)];
  return convertDocument(yaml, source, documents);
}

/** The tokens of the text, or the offset at which it is nested too deep. */
function tokenize(yaml: typeof Yaml, text: string): Yaml.CST.Token[] | number {
  const parser = new yaml.Parser();
  const tokens: Yaml.CST.Token[] = [];
  for (const lexeme of new yaml.Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack also holds the document and the scalar being read.
    if (parser.stack.length > MAX_DEPTH + 2) return parser.offset;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function refused(source: PolicySource, message: string, hint: string, start: number, end: number): ParsedYaml {
  return { root: null, diagnostics: [diagnosticAt({ source, start, end }, 'error', message, hint)] };
}
