import type { SourceTree } from '../source/tree.ts';
import { assembleParts, type Document } from './assemble.ts';
import { readAssertions } from './assertions.ts';
import { checkEnforced } from './check-enforced.ts';
import { checkFolders } from './check-folders.ts';
import { checkNames } from './check-names.ts';
import { checkReferences } from './check-references.ts';
import { type PolicyDiagnostic, sortDiagnostics } from './diagnostic.ts';
import { collectDocuments, type Collector } from './documents.ts';
import { findNestedPolicies, findRootPolicy } from './find.ts';
import { policyFrom } from './policy-from.ts';
import type { Policy } from './policy.ts';
import { resolveParts } from './resolve.ts';

export interface LoadOptions {
  /** Another file than the one at the root, relative to the root. */
  readonly file?: string | null;
  /** `YYYY-MM-DD`, UTC: decides about `becomesErrorOn`, dissolved teams and waivers. */
  readonly today: string;
  /** Ignores policy files: `recommended` alone. */
  readonly presetsOnly?: boolean;
  /**
   * Reads a file of an installed package, such as `node_modules/@acme/policy/package.json`, or gives null. Needed for `extends` with
   * packages where the tree does not hold `node_modules`, as it mostly does not.
   */
  readonly readPackageFile?: (path: string) => string | null;
  /** Takes a package in the version that is installed, whatever the policy pins: of a base, whose own version a change may have replaced. */
  readonly takesInstalled?: boolean;
}

export interface LoadedPolicy {
  /** Always a policy, with what is wrong left out; it must not judge when there are errors among the diagnostics. */
  readonly policy: Policy;
  /** All mistakes, sorted by file and position. */
  readonly diagnostics: readonly PolicyDiagnostic[];
}

/**
 * Loads the policy of a tree: `contracts-governance.yaml` at the root (or `.yml`), what it extends, and the policies of folders below.
 * Without a file, `recommended` applies.
 */
export function loadPolicy(tree: SourceTree, options: LoadOptions): LoadedPolicy {
  const collector: Collector = {
    tree,
    readPackageFile: options.readPackageFile ?? ((path) => (tree.has(path) ? tree.read(path) : null)),
    takesInstalled: options.takesInstalled ?? false,
    diagnostics: [],
    references: [],
    documents: [],
    visited: new Set(),
  };
  const root = options.presetsOnly ? null : findRootPolicy(tree, options.file ?? null, collector.diagnostics);
  collectDocuments(collector, root, findNested(collector, root, options));
  return finish(collector, root, options);
}

function findNested(collector: Collector, root: string | null, options: LoadOptions): (excluded: readonly string[]) => readonly string[] {
  if (options.presetsOnly) return () => [];
  return (excluded) => findNestedPolicies(collector.tree, root, excluded, collector.diagnostics);
}

function finish(collector: Collector, root: string | null, options: LoadOptions): LoadedPolicy {
  const documents: readonly Document[] = collector.documents;
  const { layers, parts } = assembleParts(documents);
  const assertions = readAssertions(parts);
  const resolved = resolveParts(layers, parts, assertions, options.today);
  collector.diagnostics.push(
    ...checkReferences({ references: collector.references, resolved, assertions }),
    ...checkNames(resolved),
    ...checkEnforced(resolved),
    ...checkFolders(documents, collector.tree),
  );
  const diagnostics = sortDiagnostics(collector.diagnostics);
  const hints = diagnostics.filter((diagnostic) => diagnostic.severity !== 'error');
  const policy = policyFrom({ file: root, resolved, assertions, hints });
  return { policy, diagnostics };
}
