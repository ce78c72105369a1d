import type { PolicyDiagnostic } from './policy.ts';
import type { ResolvedPolicy } from './resolved.ts';

export function checkEnforced(_resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  return [];
}
