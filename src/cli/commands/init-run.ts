import { check } from '../../check/check.ts';
import type { ExitCode } from '../../check/exit-code.ts';
import { type Head, openWithPolicy, readContracts } from '../../check/head.ts';
import { inferPolicyOf } from '../../check/infer.ts';
import { neverBaselined } from '../../check/known-findings.ts';
import { noContracts } from '../../check/no-contracts.ts';
import { problemOfFile } from '../../check/problems.ts';
import { startStopwatch, type Stopwatch } from '../../check/stopwatch.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { BASELINE_FILE, formatBaseline, updateBaseline } from '../../policy/baseline.ts';
import { defineImports, likelyForks } from '../../policy/define-imports.ts';
import { findRootPolicy, POLICY_FILE } from '../../policy/find.ts';
import { initText } from '../../report/init-text.ts';
import { rules } from '../../rules/index.ts';
import { count } from '../../source/count.ts';
import { targetBranch } from '../../source/repository.ts';
import type { SourceTree } from '../../source/tree.ts';
import { createFile } from '../../source/write.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { InitFlags } from './init.ts';

/** `init`: writes a policy that fits the repository, and a baseline of what it finds. Asks nothing and overwrites nothing. */
export function runInit(flags: InitFlags, io: Io): ExitCode {
  const watch = startStopwatch();
  const options = readOptions(flags, io, watch);
  const opened = openWithPolicy({ ...options, presetsOnly: true });
  const { tree } = opened.opened;
  if (!flags.dryRun) demandNone(tree);
  const { head, inventory } = readAnyContracts(opened, watch);
  const unread = inventory.problems.map(problemOfFile);
  const problems = inventory.contracts.length === 0 && unread.length === 0 ? [noContracts(tree, head.policy)] : unread;
  printProblems(problems, io);
  // What a file that cannot be read holds would be missing in the policy.
  if (problems.length > 0) return 2;
  const inferred = watch.time('policy', () => inferPolicyOf(head, inventory, options.today));
  if (flags.dryRun) {
    io.stdout.write(inferred.yaml);
    return 0;
  }
  createFile(tree.root, POLICY_FILE, inferred.yaml);
  const result = check(options);
  printProblems(result.problems, io);
  if (result.problems.length > 0) return 2;
  const { entries } = updateBaseline([], result.findings, { allowAdditions: true, neverBaselined: neverBaselined(rules) });
  if (entries.length > 0) createFile(tree.root, BASELINE_FILE, formatBaseline(entries));
  const written = [POLICY_FILE, ...(entries.length > 0 ? [`${BASELINE_FILE}, with ${count(entries.length, 'finding')} of today`] : [])];
  io.stdout.write(initText(inferred, written, targetBranch(head.opened.git), colorsOn(io.stdout, io)));
  if (flags.timing) printTiming(watch, io);
  return 0;
}

/** The contracts of a repository; where the framework's own packages make none, those of what looks like it under another name. */
function readAnyContracts(head: Head, watch: Stopwatch): { readonly head: Head; readonly inventory: Inventory } {
  const inventory = readContracts(head, watch);
  if (inventory.contracts.length > 0 || inventory.problems.length > 0) return { head, inventory };
  const { policy } = head;
  const { modules } = policy.read;
  const forks = likelyForks(defineImports(head.opened.tree, modules), modules);
  if (forks.length === 0) return { head, inventory };
  const withForks: Head = { ...head, policy: { ...policy, read: { ...policy.read, modules: [...modules, ...forks] } } };
  return { head: withForks, inventory: readContracts(withForks, watch) };
}

/** Nothing is overwritten, and what is found with a policy already there is not what `init` would see. */
function demandNone(tree: SourceTree): void {
  const policy = findRootPolicy(tree, null, []);
  const existing = policy ?? (tree.has(BASELINE_FILE) ? BASELINE_FILE : null);
  if (existing !== null)
    throw new UsageError(
      `"${existing}" exists already, and init overwrites nothing.`,
      'Delete it to have it written anew; --dry-run prints what init would write.',
    );
}
