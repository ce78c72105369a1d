import { loadPolicy, type LoadOptions } from '../../src/policy/load.ts';
import type { PolicyDiagnostic } from '../../src/policy/policy.ts';
import { memoryTree } from '../../src/source/memory.ts';

/** A diagnostic in the words of a test: `file:line:column-endLine:endColumn` and the exact text there. */
export interface SeenDiagnostic {
  readonly at: string | null;
  readonly text: string;
  readonly message: string;
  readonly hint: string | null;
}

export const today = '2026-06-15';

/** Loads the policy of some files and gives what is wrong. */
export function diagnosticsOf(
  files: Readonly<Record<string, string>> | string,
  options: Partial<LoadOptions> = {},
): readonly SeenDiagnostic[] {
  const sources = typeof files === 'string' ? { 'contracts-governance.yaml': files } : files;
  return loadPolicy(memoryTree(sources), { today, ...options }).diagnostics.map((diagnostic) => seen(diagnostic, sources));
}

/** Puts a diagnostic into the words of a test. */
export function seen({ message, hint, location }: PolicyDiagnostic, sources: Readonly<Record<string, string>>): SeenDiagnostic {
  if (!location) return { at: null, text: '', message, hint };
  const { file, line, column, endLine, endColumn } = location;
  const text = (sources[file] ?? '').replace(/^\uFEFF/, '');
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const from = (starts[line - 1] ?? 0) + column - 1;
  const to = (starts[endLine - 1] ?? 0) + endColumn - 1;
  return { at: `${file === 'contracts-governance.yaml' ? '' : file}:${line}:${column}`, text: text.slice(from, to), message, hint };
}
