import { type Comment, readComments } from './source-comments.ts';

/** A comment that keeps a linter from reporting what this tool finds. */
export interface SilencingComment {
  readonly start: number;
  readonly end: number;
  /** Ids of rules of this tool; null: all rules, whoever they are from. */
  readonly rules: readonly string[] | null;
}

const NAMESPACE = 'contracts-governance/';

/** Comments such as `eslint-disable-next-line contracts-governance/audit-coverage`, of ESLint and of oxlint, that silence rules of this tool. */
export function readSilencingComments(text: string): readonly SilencingComment[] {
  if (!/(?:es|ox)lint/.test(text)) return [];
  return readComments(text).flatMap((comment) => {
    const rules = silencedBy(comment, text);
    return rules !== null && rules.length === 0 ? [] : [{ start: comment.start, end: comment.end, rules }];
  });
}

/** Rules of this tool that a comment silences, none for other comments; null: all. */
function silencedBy({ start, end, isBlock }: Comment, text: string): readonly string[] | null {
  // What follows ` -- ` is the reason, as ESLint reads it.
  const [body = ''] = text.slice(start + 2, isBlock ? end - 2 : end).split(/\s-{2,}(?:\s|$)/);
  const directive = /^\s*(?:es|ox)lint(-disable(?:-next-line|-line)?)?(?:\s|$)/.exec(body);
  if (!directive) return [];
  const kind = directive[1];
  const rest = body.slice(directive[0].length);
  // Only those of a single line may be line comments.
  if (!isBlock && (kind === undefined || kind === '-disable')) return [];
  if (kind === undefined) return switchedOff(rest);
  const names = rest.split(',').flatMap((name) => name.trim() || []);
  return names.length === 0 ? null : names.filter((name) => name.startsWith(NAMESPACE)).map((name) => name.slice(NAMESPACE.length));
}

/** `eslint contracts-governance/audit-coverage: off`: a rule's severity for the whole file. */
function switchedOff(configuration: string): readonly string[] {
  return [...configuration.matchAll(/contracts-governance\/([\w-]+)["']?\s*:\s*\[?\s*(?:["']?off["']?|0)/g)].map(([, rule = '']) => rule);
}
