import { compileGlobs } from '../source/glob.ts';
import { folderOf } from '../source/paths.ts';
import type { SourceTree } from '../source/tree.ts';
import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { didYouMean } from './nearest.ts';
import { policySource } from './node.ts';

/** How a policy is named where the program names one. */
export const POLICY_FILE = 'contracts-governance.yaml';
export const POLICY_FILES: readonly string[] = [POLICY_FILE, 'contracts-governance.yml'];

/** Files at the root that are meant for a policy, and are not called so. */
const ALIKE = /^\.?contracts?[-_.]?governance(?:rc)?(?:\.[a-z.]+)?$/i;

/** The policy file at the root, or the one that was asked for. Null: none, and `recommended` applies. */
export function findRootPolicy(tree: SourceTree, asked: string | null, diagnostics: PolicyDiagnostic[]): string | null {
  if (asked !== null) {
    if (tree.has(asked)) return asked;
    const candidates = tree.files().filter((file) => /\.ya?ml$/.test(file));
    diagnostics.push({
      severity: 'error',
      message: `There is no policy file "${asked}".`,
      hint: didYouMean(asked, candidates) ?? 'Name one that is there and that git does not ignore.',
      location: null,
      excerpt: null,
    });
    return null;
  }
  const [first, second] = POLICY_FILES.filter((name) => tree.has(name));
  if (first && second)
    diagnostics.push(aboutFile(second, `"${first}" and "${second}" are both policies of one folder.`, 'Keep one of them.'));
  if (first) return first;
  const misnamed = tree.files().find((file) => ALIKE.test(file));
  if (misnamed !== undefined) diagnostics.push(aboutFile(misnamed, 'This file is not read.', `A policy is called ${POLICY_FILE}.`, 'hint'));
  return null;
}

/** Policies of folders, outer ones first. Those in excluded places, such as fixtures, are not in force. */
export function findNestedPolicies(
  tree: SourceTree,
  root: string | null,
  exclude: readonly string[],
  diagnostics: PolicyDiagnostic[],
): readonly string[] {
  const found = tree.files().filter((file) => file !== root && POLICY_FILES.some((name) => file.endsWith(`/${name}`)));
  if (found.length === 0) return [];
  const isExcluded = compileGlobs(exclude);
  const inForce = found
    .filter((file) => !isExcluded(file) && !file.split('/').includes('node_modules'))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
  const folders = new Map<string, string>();
  for (const file of inForce) {
    const other = folders.get(folderOf(file));
    if (other) diagnostics.push(aboutFile(file, `"${other}" and "${file}" are both policies of one folder.`, 'Keep one of them.'));
    else folders.set(folderOf(file), file);
  }
  return [...folders.values()];
}

function depthOf(file: string): number {
  return file.split('/').length;
}

/** A diagnostic about a file as a whole, at its first character. */
export function aboutFile(
  file: string,
  message: string,
  hint: string | null,
  severity: PolicyDiagnostic['severity'] = 'error',
): PolicyDiagnostic {
  return diagnosticAt({ source: policySource(file, file, ''), start: 0, end: 0 }, severity, message, hint);
}
