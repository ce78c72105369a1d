import type * as Yaml from 'yaml';

/** A mistake of YAML's grammar in plain words. */
export interface GrammarMistake {
  readonly range: readonly [start: number, end: number];
  readonly message: string;
  readonly hint: string | null;
}

interface Wording {
  readonly of: RegExp;
  readonly message: (match: RegExpExecArray) => string;
  readonly hint?: string;
}

const QUOTE = /^Missing closing (['"])quote/;
const FLOW = /^Flow (sequence|map) in block collection must be sufficiently indented and end with a (.)/;

/** What the library says, in the words of who writes a policy. */
const WORDINGS: readonly Wording[] = [
  { of: QUOTE, message: () => 'The quote that begins here is not closed.' },
  {
    of: FLOW,
    message: ([, kind, closer]) => `The ${kind === 'map' ? 'map' : 'list'} that begins here is not closed: "${closer}" is missing.`,
  },
  {
    of: /^All (mapping|sequence|collection) items must start at the same column/,
    message: () => 'This line is indented otherwise than the entries that it stands among.',
    hint: 'Indent entries of one map or list alike.',
  },
  {
    of: /^Implicit map keys need to be followed by map values/,
    message: () => 'A name stands here without a value.',
    hint: 'Write "name: value".',
  },
  { of: /^Implicit keys need to be on a single line/, message: () => 'A name and its colon must stand on one line.' },
  {
    of: /^Nested mappings are not allowed in compact mappings/,
    message: () => 'A second "name: value" begins on the line of the first.',
    hint: 'Put it on a line of its own; text with ": " in it needs quotes.',
  },
  {
    of: /^Unexpected (?:flow-map-end|flow-seq-end) token in YAML stream: "(.)"/,
    message: ([, closer]) => `This "${closer}" closes nothing.`,
  },
  {
    of: /^Unexpected scalar at node end/,
    message: () => 'Text follows on a value that has ended.',
    hint: "Put all of it in quotes; in single quotes, a quote is written twice: 'it''s'.",
  },
  {
    of: /^Block collections are not allowed within flow collections/,
    message: () => 'Entries in brackets are not parted by a comma.',
    hint: 'Write a comma between them.',
  },
];

/** The line that git writes where a conflict begins. */
const CONFLICT = /^<{7} .+$/m;

/** The mistakes of a file's grammar; of those that only follow from another one, that one alone is told. */
export function grammarMistakes(yaml: typeof Yaml, text: string, documents: readonly Yaml.Document.Parsed[]): readonly GrammarMistake[] {
  const conflict = documents.some(({ errors }) => errors.length > 0) ? CONFLICT.exec(text) : null;
  if (conflict) {
    const range = [conflict.index, conflict.index + conflict[0].length] as const;
    const hint = 'Resolve it, and remove the lines that git has written.';
    return [{ range, message: 'Here stands a conflict of a merge that is not resolved.', hint }];
  }
  const mistakes: GrammarMistake[] = [];
  let previous: Yaml.YAMLParseError | null = null;
  for (const document of documents) {
    for (const error of document.errors) {
      if (previous && followsFrom(error, previous)) continue;
      previous = error;
      const range = openedBy(yaml, document, error, text) ?? error.pos;
      mistakes.push({ range, ...words(error, text) });
    }
  }
  return mistakes;
}

/** What is not closed makes the rest of the file a part of it. */
function followsFrom({ pos, message }: Yaml.YAMLParseError, previous: Yaml.YAMLParseError): boolean {
  if (QUOTE.test(previous.message)) return true;
  return FLOW.test(message) ? FLOW.test(previous.message) : pos[0] === previous.pos[0];
}

function words(error: Yaml.YAMLParseError, text: string): Omit<GrammarMistake, 'range'> {
  if (error.code === 'TAB_AS_INDENT') return { message: sentence(error.message), hint: 'Indent with spaces.' };
  if (error.code === 'BAD_SCALAR_START')
    return { message: sentence(error.message), hint: `Put the text in quotes: '${text.charAt(error.pos[0])}…'.` };
  for (const { of, message, hint } of WORDINGS) {
    const match = of.exec(error.message);
    if (match) return { message: message(match), hint: hint ?? null };
  }
  return { message: sentence(error.message), hint: null };
}

/** Where that begins which is not closed: the library tells where it gave up. */
function openedBy(
  yaml: typeof Yaml,
  document: Yaml.Document.Parsed,
  { message }: Yaml.YAMLParseError,
  text: string,
): readonly [number, number] | null {
  const quote = QUOTE.exec(message)?.[1];
  const closer = FLOW.exec(message)?.[2];
  if (quote === undefined && closer === undefined) return null;
  let start: number | null = null;
  yaml.visit(document, (_, node) => {
    if (!yaml.isNode(node) || !node.range) return;
    const [from, to] = node.range;
    if (quote !== undefined && yaml.isScalar(node) && text[from] === quote && (to - from < 2 || text[to - 1] !== quote)) start = from;
    if (closer !== undefined && yaml.isCollection(node) && node.flow && text[from] === OPENERS[closer] && text[to - 1] !== closer)
      start = from;
  });
  return start === null ? null : [start, start + 1];
}

const OPENERS: Readonly<Record<string, string>> = { ']': '[', '}': '{' };

/** The first line of what the library says: the others show the place. */
function sentence(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
