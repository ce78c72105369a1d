import type { Location } from '../source/span.ts';
import { lineOf, locatePlace, type PlaceInPolicy } from './node.ts';

/** What is wrong in a policy, a team file, a baseline or a waiver. */
export interface PolicyDiagnostic {
  readonly severity: 'error' | 'warn' | 'hint';
  readonly message: string;
  /** `Did you mean …?`, or what to do. */
  readonly hint: string | null;
  readonly location: Location | null;
  /** The line on which the location begins, for a frame; null where there is none. */
  readonly excerpt?: string | null;
}

/** Makes a diagnostic at a place of a policy file. */
export function diagnosticAt(
  at: PlaceInPolicy,
  severity: PolicyDiagnostic['severity'],
  message: string,
  hint: string | null = null,
): PolicyDiagnostic {
  return { severity, message, hint, location: locatePlace(at), excerpt: lineOf(at) };
}

/** Sorts by file and position; what has no place comes first. Equal diagnostics are given once. */
export function sortDiagnostics(diagnostics: Iterable<PolicyDiagnostic>): readonly PolicyDiagnostic[] {
  const unique = new Map([...diagnostics].map((diagnostic) => [JSON.stringify([diagnostic.location, diagnostic.message]), diagnostic]));
  return [...unique.values()].sort(compareDiagnostics);
}

function compareDiagnostics(a: PolicyDiagnostic, b: PolicyDiagnostic): number {
  if (!a.location || !b.location) return Number(b.location === null) - Number(a.location === null);
  if (a.location.file !== b.location.file) return a.location.file < b.location.file ? -1 : 1;
  return a.location.line - b.location.line || a.location.column - b.location.column || (a.message < b.message ? -1 : 1);
}
