import { lineOf, locatePlace, type PlaceInPolicy } from './node.ts';
import type { PolicyDiagnostic } from './policy.ts';

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
