import { lackOfBase, problemOf } from '../check/problems.ts';
import type { Problem } from '../check/result.ts';
import { escapeTerminal } from '../report/escape.ts';
import { problemLines } from '../report/problems.ts';
import { styleOf } from '../report/style.ts';
import { SourceError } from '../source/tree.ts';
import { colorsOn, type Io } from './io.ts';

/** A command line that cannot be obeyed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | null;
  constructor(message: string, hint: string | null = null) {
    super(message);
    this.hint = hint;
  }
}

/** The error of a command line that asks for a comparison without a base. */
export function lacksBase(what: string): UsageError {
  const { message, hint } = lackOfBase(what);
  return new UsageError(message, hint);
}

/** Says on stderr why there is no result, and what to do. */
export function printFailure(error: unknown, io: Io): void {
  printProblems([problemOfThrown(error)], io);
}

export function printProblems(problems: readonly Problem[], io: Io): void {
  const style = styleOf(colorsOn(io.stderr, io));
  for (const problem of problems) io.stderr.write(`${problemLines(problem, style).join('\n')}\n`);
}

/** Says on stderr what is worth knowing of a result. */
export function printNotes(notes: readonly string[], io: Io): void {
  const style = styleOf(colorsOn(io.stderr, io));
  for (const note of notes) io.stderr.write(`${style.yellow(escapeTerminal(note))}\n`);
}

/** What was thrown, as a problem. What is neither a usage error nor a source error is a defect of the tool. */
function problemOfThrown(error: unknown): Problem {
  if (error instanceof UsageError) return problemOf(error.message, error.hint);
  if (error instanceof SourceError) return problemOf(error.message, error.hint, error.file);
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return problemOf(`Internal error: ${message}`, 'This is a defect of the tool, please report it.');
}
