import type { PolicyDiagnostic } from '../../src/policy/diagnostic.ts';
import { loadPolicy, type LoadOptions } from '../../src/policy/load.ts';
import { memoryTree } from '../../src/source/memory.ts';
import type { Location } from '../../src/source/span.ts';

/** A diagnostic in the words of a test: `file:line:column` and the exact text there. */
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
  return { ...placeIn(sources[location?.file ?? ''] ?? '', location), message, hint };
}

/** A place as `file:line:column`, without the name of the root's policy, and the exact text there. */
export function placeIn(source: string, location: Location | null): Pick<SeenDiagnostic, 'at' | 'text'> {
  if (!location) return { at: null, text: '' };
  const { file, line, column, endLine, endColumn } = location;
  const text = source.replace(/^\uFEFF/, '');
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const from = (starts[line - 1] ?? 0) + column - 1;
  const to = (starts[endLine - 1] ?? 0) + endColumn - 1;
  return { at: `${file === 'contracts-governance.yaml' ? '' : file}:${line}:${column}`, text: text.slice(from, to) };
}

/** The place between the marks of a text such as `owners: { min: ‹-1› }`, as a diagnostic of the root's policy has it. */
export function markedPlace(marked: string): Pick<SeenDiagnostic, 'at' | 'text'> {
  const [before = '', text = ''] = marked.split(/[‹›]/);
  const lines = before.split('\n');
  return { at: `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`, text };
}
