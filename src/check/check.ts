import { rules as shippedRules } from '../rules/index.ts';
import { assertionRules } from '../rules/assertions.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { filterFindings } from './filter.ts';
import { type Head, openWithPolicy, readContracts, today } from './head.ts';
import { toRootPath } from './open.ts';
import type { CheckOptions } from './options.ts';
import { NO_CONTRACTS, problemOfFile, problemOfSource } from './problems.ts';
import { judgedRules, summarise, withoutVerdict } from './outcome.ts';
import type { CheckResult, Problem } from './result.ts';
import { runRules } from './run-rules.ts';
import { toFinding } from './settle.ts';
import { startStopwatch } from './stopwatch.ts';

/**
 * Judges the contracts of a repository by its policy. What could not be judged is among the problems, never a silent pass;
 * it throws only on defects of the tool.
 */
export function check(options: CheckOptions): CheckResult {
  const watch = options.stopwatch ?? startStopwatch();
  const day = options.today ?? today();
  let head: Head | null = null;
  try {
    head = openWithPolicy({ ...options, today: day, willCompare: options.base != null, stopwatch: watch });
    if (head.policyProblems.length > 0) return withoutVerdict(head.policyProblems, head);
    const paths = (options.paths ?? []).map((path) => toRootPath(head?.opened.tree.root ?? '', head?.cwd ?? '', path));
    const inventory = readContracts(head, watch);
    const rules = [...shippedRules, ...assertionRules(head.policy.assertions)];
    const outcome = watch.time('rules', () => runRules({ inventory, policy: head!.policy, rules, today: day }));
    const findings = outcome.findings.map((finding) => toFinding(finding, 'new', null));
    const shown = filterFindings(findings, { paths, owners: options.owners ?? [], rules: options.rules ?? [] });
    return {
      root: head.opened.tree.root,
      policy: { file: head.policy.file, digest: head.policy.digest, bootstrap: false },
      base: null,
      head: head.opened.tree.revision ?? 'working tree',
      summary: summarise(inventory.contracts.length, shown),
      findings: shown,
      fixed: [],
      problems: [...inventory.problems.map(problemOfFile), ...outcome.problems, ...emptyProblem(inventory, options)],
      comparison: null,
      notes: head.hints,
      rules: judgedRules(rules, head.policy, outcome.judged, false),
      contracts: outcome.judged,
      newOnly: false,
      readText: textReader(inventory),
    };
  } catch (error) {
    return withoutVerdict([problemOfSource(error)], head);
  }
}

function emptyProblem(inventory: Inventory, options: CheckOptions): readonly Problem[] {
  return inventory.contracts.length === 0 && inventory.problems.length === 0 && !options.allowEmpty ? [NO_CONTRACTS] : [];
}

function textReader(inventory: Inventory): (file: string) => string | null {
  return (file) => (inventory.tree.has(file) ? inventory.text(file) : null);
}
