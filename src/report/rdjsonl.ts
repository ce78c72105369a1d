import type { Edits, Finding, Problem } from '../check/result.ts';
import { TOOL } from '../check/tool.ts';
import { linesOf } from './code-frame.ts';
import { escapeInvisible, escapeJson } from './escape.ts';
import { isCounted, lineReader, type Lines, messageWithNote, placeAtHead } from './findings.ts';
import type { Reporter } from './options.ts';
import { problemText } from './problems.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Reviewdog's Diagnostic Format, one diagnostic a line. Its columns count bytes of UTF-8. */
export const rdjsonl: Reporter = (result) => {
  const lines = lineReader(result, linesOf);
  // An empty list reads as a pass, where there is no verdict.
  const diagnostics = [
    ...result.problems.flatMap((problem) => toObstacle(problem, lines)),
    ...result.findings.filter(isCounted).map((finding) => toDiagnostic(finding, lines)),
  ];
  return diagnostics.map((diagnostic) => `${escapeJson(JSON.stringify(diagnostic))}\n`).join('');
};

/** What is about no file has no place here. */
function toObstacle(problem: Problem, lines: Lines): object[] {
  const { file, line, column } = problem;
  if (file === null) return [];
  return [
    {
      message: escapeInvisible(problemText(problem)),
      location: { path: file, ...(line !== null && { range: { start: toBytes(file, { line, column: column ?? 1 }, lines) } }) },
      severity: 'ERROR',
      source: { name: TOOL.name },
      code: { value: 'no-verdict' },
    },
  ];
}

function toDiagnostic(finding: Finding, lines: Lines): object {
  const fixes = finding.fix ? [finding.fix, ...finding.suggestions.map(({ fix }) => fix)] : finding.suggestions.map(({ fix }) => fix);
  const suggestions = fixes.flatMap((fix) => toSuggestion(fix, finding.file, lines));
  return {
    message: escapeInvisible(messageWithNote(finding)),
    location: { path: finding.file, range: rangeOf(finding, placeAtHead(finding), lines) },
    severity: finding.severity === 'error' ? 'ERROR' : 'WARNING',
    source: { name: TOOL.name },
    code: { value: finding.rule, url: finding.docs },
    ...(suggestions.length > 0 && { suggestions }),
    ...(finding.related.length > 0 && {
      related_locations: finding.related.map((related) => ({
        message: escapeInvisible(related.message),
        location: { path: related.file, range: { start: toBytes(related.file, related, lines) } },
      })),
    }),
  };
}

/** A suggestion is one range: edits of one file become one, with the text between them. A fix in another file cannot be suggested here. */
function toSuggestion(fix: Edits, file: string, lines: Lines): object[] {
  const source = lines(file);
  const first = fix.edits[0];
  const last = fix.edits.at(-1);
  if (!first || !last || !source || fix.edits.some((edit) => edit.file !== file)) return [];
  let text = '';
  let at: Position = first;
  for (const edit of fix.edits) {
    text += textBetween(source, at, edit) + edit.text;
    at = { line: edit.endLine, column: edit.endColumn };
  }
  const whole = { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn };
  return [{ range: rangeOf({ file }, whole, lines), text }];
}

function textBetween(source: readonly string[], from: Position, to: Position): string {
  if (from.line === to.line) return (source[from.line - 1] ?? '').slice(from.column - 1, to.column - 1);
  const middle = source.slice(from.line, to.line - 1);
  return [(source[from.line - 1] ?? '').slice(from.column - 1), ...middle, (source[to.line - 1] ?? '').slice(0, to.column - 1)].join('\n');
}

function rangeOf({ file }: { readonly file: string }, place: Position & { endLine: number; endColumn: number }, lines: Lines): object {
  return { start: toBytes(file, place, lines), end: toBytes(file, { line: place.endLine, column: place.endColumn }, lines) };
}

function toBytes(file: string, { line, column }: Position, lines: Lines): Position {
  const before = lines(file)?.[line - 1]?.slice(0, column - 1);
  return { line, column: before === undefined ? column : Buffer.byteLength(before) + 1 };
}
