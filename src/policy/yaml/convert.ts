import type * as Yaml from 'yaml';
import { locate } from '../../source/span.ts';
import { diagnosticAt, type PolicyDiagnostic } from '../diagnostic.ts';
import type { PlaceInPolicy, PolicyEntry, PolicyNode, PolicySource } from '../node.ts';
import { grammarMistakes } from './grammar.ts';

/** Most nodes that all aliases of a file may stand for. */
const MAX_ALIASED_NODES = 10_000;
/** Beyond this the first mistakes are told, and that there are more. */
const MAX_PARSER_ERRORS = 100;

/** Errors after which the library still reads the rest as it was meant. */
const LOCAL_ERRORS: ReadonlySet<string> = new Set([
  'BAD_SCALAR_START',
  'BAD_DQ_ESCAPE',
  'BAD_ALIAS',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
]);

interface Conversion {
  readonly yaml: typeof Yaml;
  readonly source: PolicySource;
  readonly diagnostics: PolicyDiagnostic[];
  /** Anchored nodes with their size; null while the node is being read, so that an alias to it is a cycle. */
  readonly anchors: Map<string, { readonly node: PolicyNode; readonly size: number } | null>;
  nodes: number;
  aliased: number;
}

/** Turns the library's documents into nodes, and everything that a policy file must not contain into diagnostics. */
export function convertDocument(
  yaml: typeof Yaml,
  source: PolicySource,
  documents: readonly Yaml.Document.Parsed[],
): { root: PolicyNode | null; diagnostics: readonly PolicyDiagnostic[] } {
  const state: Conversion = { yaml, source, diagnostics: [], anchors: new Map(), nodes: 0, aliased: 0 };
  reportDirectives(state, documents[0]);
  const [first, second] = documents;
  const errors = documents.flatMap((document) => document.errors);
  const mistakes = grammarMistakes(yaml, source.text, documents);
  for (const { range, message, hint } of mistakes.slice(0, MAX_PARSER_ERRORS)) report(state, range, message, hint);
  const next = mistakes[MAX_PARSER_ERRORS];
  if (next) report(state, next.range, `${mistakes.length - MAX_PARSER_ERRORS} more mistakes of YAML's grammar follow.`, null);
  if (second && errors.length === 0) {
    const at = source.text.lastIndexOf('---', second.range[0]);
    report(
      state,
      [Math.max(at, 0), Math.max(at, 0) + 3],
      'The file holds several YAML documents.',
      'Keep one document to a file, and join files with "extends".',
    );
  }
  const contents = first?.contents;
  // After a mistake that misplaces what follows, only that mistake is told.
  const isMisread = errors.some(({ code }) => !LOCAL_ERRORS.has(code));
  const isEmpty = isMisread || !contents || (yaml.isScalar(contents) && contents.value === null && contents.source === '');
  return { root: isEmpty ? null : convert(state, contents), diagnostics: state.diagnostics };
}

function reportDirectives(state: Conversion, document: Yaml.Document.Parsed | undefined): void {
  if (!document) return;
  const { text } = state.source;
  const directive = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)/.exec(text);
  if (!directive?.[1]) return;
  const start = directive[0].length - directive[1].length;
  report(state, [start, start + directive[1].length], 'YAML directives are not read.', 'Remove the line. Policies are YAML 1.2.');
}

function convert(state: Conversion, node: Yaml.ParsedNode | Yaml.Node): PolicyNode {
  const { yaml } = state;
  state.nodes += 1;
  const at = placeOf(state, node);
  if (yaml.isAlias(node)) return resolveAlias(state, node, at);
  const anchor = 'anchor' in node ? node.anchor : undefined;
  const before = state.nodes;
  if (anchor !== undefined) state.anchors.set(anchor, null);
  const converted = convertValue(state, node, at);
  if (anchor !== undefined) state.anchors.set(anchor, { node: converted, size: 1 + state.nodes - before });
  return converted;
}

function convertValue(state: Conversion, node: Exclude<Yaml.Node, Yaml.Alias>, at: PlaceInPolicy): PolicyNode {
  const { yaml } = state;
  if (node.tag !== undefined) reportTag(state, at);
  if (yaml.isMap(node)) {
    const entries = convertEntries(state, node);
    return { kind: 'map', entries, at: node.flow ? at : endingWith(at, [...entries.values()].at(-1)?.value) };
  }
  if (yaml.isSeq(node)) {
    const items = node.items.map((item) => convert(state, asNode(state, item, at)));
    return { kind: 'list', items, at: node.flow ? at : endingWith(at, items.at(-1)) };
  }
  if (yaml.isScalar(node)) return convertScalar(node, at);
  return { kind: 'scalar', value: null, plain: true, at };
}

function convertScalar(node: Yaml.Scalar, at: PlaceInPolicy): PolicyNode {
  const { value } = node;
  const isPlain = node.type === 'PLAIN';
  const isSimple = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: isSimple ? value : String(value), plain: isPlain, at };
}

function convertEntries(state: Conversion, map: Yaml.YAMLMap): ReadonlyMap<string, PolicyEntry> {
  const entries = new Map<string, PolicyEntry>();
  for (const pair of map.items) {
    const at = placeOf(state, pair.key as Yaml.Node);
    const name = keyName(state, pair.key as Yaml.Node, at);
    const value = convert(state, asNode(state, pair.value, { ...at, start: at.end }));
    if (name === null) continue;
    const earlier = entries.get(name);
    if (earlier) {
      const { line } = locate({ file: '', ...earlier.key }, state.source.lineStarts());
      diagnose(state, at, `The key "${name}" stands here twice; the first is on line ${line}.`, 'Remove one of them.');
    } else entries.set(name, { key: at, value });
  }
  return entries;
}

function keyName(state: Conversion, key: Yaml.Node, at: PlaceInPolicy): string | null {
  const { yaml } = state;
  if (!yaml.isScalar(key)) {
    diagnose(state, at, 'A key must be a plain name.', 'Write the name itself, in quotes where it holds special characters.');
    return null;
  }
  if (key.tag !== undefined) reportTag(state, at);
  const isPlain = key.type === 'PLAIN';
  if (isPlain && key.source === '<<') {
    diagnose(state, at, 'Merge keys ("<<") are not read.', 'Write the values out, or share them through "extends".');
    return null;
  }
  return isPlain ? (key.source ?? '') : String(key.value);
}

function resolveAlias(state: Conversion, alias: Yaml.Alias, at: PlaceInPolicy): PolicyNode {
  const nothing: PolicyNode = { kind: 'scalar', value: null, plain: false, isRefused: true, at };
  const anchored = state.anchors.get(alias.source);
  if (anchored === undefined) {
    diagnose(
      state,
      at,
      `The alias "*${alias.source}" has no anchor before it.`,
      `Define it with "&${alias.source}", or put the text in quotes.`,
    );
    return nothing;
  }
  if (anchored === null) {
    diagnose(state, at, `The alias "*${alias.source}" stands inside of what it refers to.`, 'Write the value out.');
    return nothing;
  }
  const isFirstTooMany = state.aliased <= MAX_ALIASED_NODES;
  state.aliased += anchored.size;
  state.nodes += anchored.size;
  if (state.aliased <= MAX_ALIASED_NODES) return anchored.node;
  if (isFirstTooMany)
    diagnose(
      state,
      at,
      `The aliases stand for more than ${MAX_ALIASED_NODES} values.`,
      'Write the values out, or share them through "extends".',
    );
  return nothing;
}

function reportTag(state: Conversion, at: PlaceInPolicy): void {
  // The library's range begins after the tag: the tag is the last word with a `!` before it.
  const line = state.source.text.lastIndexOf('\n', at.start - 1) + 1;
  const before = /(![^\s,[\]{}]*)[ \t]*(?:&\S+[ \t]*)?$/.exec(state.source.text.slice(line, at.start));
  const start = before?.[1] === undefined ? at.start : line + before.index;
  const end = before?.[1] === undefined ? at.end : start + before[1].length;
  diagnose(state, { source: state.source, start, end }, 'YAML tags are not read.', 'Remove the tag; put text in quotes.');
}

function asNode(state: Conversion, value: unknown, at: PlaceInPolicy): Yaml.Node {
  if (state.yaml.isNode(value)) return value;
  const empty = new state.yaml.Scalar(null);
  empty.type = 'PLAIN';
  empty.range = [at.start, at.start, at.start];
  return empty;
}

function placeOf(state: Conversion, node: Yaml.Node | null): PlaceInPolicy {
  const [start, valueEnd] = node?.range ?? [0, 0];
  return { source: state.source, start, end: endOf(state.source.text, start, valueEnd) };
}

/** The library lets a block collection reach over the comments that follow it; for people it ends with its last value. */
function endingWith(at: PlaceInPolicy, last: PolicyNode | undefined): PlaceInPolicy {
  const end = last?.at.source === at.source ? last.at.end : at.end;
  return { ...at, end: end > at.start ? Math.min(end, at.end) : at.end };
}

/** Block collections and block texts end after their last line break; for people they end where their text ends. */
function endOf(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

function report(state: Conversion, [start, end]: readonly number[], message: string, hint: string | null): void {
  const from = Math.min(start ?? 0, state.source.text.length);
  diagnose(
    state,
    { source: state.source, start: from, end: Math.max(from, Math.min(end ?? from, state.source.text.length)) },
    message,
    hint,
  );
}

function diagnose(state: Conversion, at: PlaceInPolicy, message: string, hint: string | null): void {
  state.diagnostics.push(diagnosticAt(at, 'error', message, hint));
}
