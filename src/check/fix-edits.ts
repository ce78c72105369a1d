import { applyEdits, type TextEdit } from '../source/edits.ts';
import { compareCodeUnits } from '../source/paths.ts';
import { lineStarts } from '../source/span.ts';
import type { Edit, Edits, Finding } from './result.ts';

/** Fixes that go together in one round, and the findings that they mend. */
export interface FixRound {
  readonly findings: readonly Finding[];
  /** By file, sorted by place. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
}

/**
 * Chooses the fixes of one round: of each finding its fix, or for the rules `suggestionsOf` its first suggestion.
 * A fix is taken whole or not at all; one that touches what another one changes waits for the next round.
 * The same replacement asked for by several findings (a shared constant) is made once.
 */
export function chooseFixes(findings: readonly Finding[], suggestionsOf: ReadonlySet<string>): FixRound {
  const chosen = new Map<string, Edit[]>();
  const mended: Finding[] = [];
  for (const finding of findings) {
    const fix = finding.fix ?? (suggestionsOf.has(finding.rule) ? (finding.suggestions[0]?.fix ?? null) : null);
    if (!fix || fix.edits.length === 0 || !fits(fix, chosen)) continue;
    for (const edit of fix.edits) {
      const ofFile = chosen.get(edit.file) ?? [];
      if (!ofFile.some((other) => isSame(other, edit))) ofFile.push(edit);
      chosen.set(edit.file, ofFile);
    }
    mended.push(finding);
  }
  const edits = [...chosen].sort(([a], [b]) => compareCodeUnits(a, b));
  return { findings: mended, edits: new Map(edits) };
}

function fits(fix: Edits, chosen: ReadonlyMap<string, readonly Edit[]>): boolean {
  const all = fix.edits.map((edit) => (chosen.get(edit.file) ?? []).find((other) => isSame(other, edit)) !== undefined);
  // Part of it made already, as part of another fix: whether the rest still belongs to it is for the next round to see.
  if (all.some(Boolean)) return all.every(Boolean);
  return fix.edits.every((edit) => (chosen.get(edit.file) ?? []).every((other) => isApart(edit, other)));
}

function isSame(a: Edit, b: Edit): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn && a.text === b.text;
}

/** Whether one ends before the other begins. Two that touch, such as insertions at one place, are not apart: their order would be a guess. */
function isApart(a: Edit, b: Edit): boolean {
  return endsBefore(a, b) || endsBefore(b, a);
}

function endsBefore(a: Edit, b: Edit): boolean {
  return a.endLine < b.line || (a.endLine === b.line && a.endColumn < b.column);
}

/** A file's text with edits applied. */
export function editText(text: string, edits: readonly Edit[]): string {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
  const plain = edits.map((edit): TextEdit => ({
    start: offset(edit.line, edit.column),
    end: offset(edit.endLine, edit.endColumn),
    text: edit.text,
  }));
  return applyEdits(text, plain);
}
