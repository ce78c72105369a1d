import type { ReadProblem } from '../contracts/inventory.ts';
import type { PolicyDiagnostic } from '../policy/diagnostic.ts';
import { SourceError } from '../source/tree.ts';
import type { Problem } from './result.ts';

/** A problem of a whole file, or of none. */
export function problemOf(message: string, hint: string | null, file: string | null = null): Problem {
  return { message, hint, file, line: null, column: null };
}

/** What compares with a base was asked for without one. */
export function lackOfBase(what: string): Problem {
  return problemOf(`${what} compares with a base, and there is none.`, 'Add --base, such as --base origin/main.');
}

/** A mistake in a policy, as a reason for having no verdict. */
export function problemOfDiagnostic({ message, hint, location, excerpt }: PolicyDiagnostic): Problem {
  return {
    message,
    hint,
    file: location?.file ?? null,
    line: location?.line ?? null,
    column: location?.column ?? null,
    ...(location && excerpt && { frame: { line: excerpt, endColumn: location.endLine === location.line ? location.endColumn : null } }),
  };
}

/** A file that may hold contracts and cannot be judged. */
export function problemOfFile({ message, hint, file, line, column }: ReadProblem): Problem {
  return { message, hint, file, line, column };
}

/**
 * A failure of the source as a problem.
 * @throws what is no such failure
 */
export function problemOfSource(error: unknown): Problem {
  if (!(error instanceof SourceError)) throw error;
  return problemOf(error.message, error.hint, error.file);
}
