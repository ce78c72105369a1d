import type { Inventory } from '../contracts/inventory.ts';
import { staleHints } from '../policy/stale.ts';
import { assertionRules } from '../rules/assertions.ts';
import { rules as shippedRules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { type Base, judgeWith, openBaseWithPolicy } from './base.ts';
import { compareSides } from './compare-sides.ts';
import { count } from './count.ts';
import { differenceOf } from './difference.ts';
import { filterProblems, ownerProblems } from './filter-problems.ts';
import { filterFindings } from './filter.ts';
import { type Head, hintText, openWithPolicy, readContracts, today } from './head.ts';
import { noContracts } from './no-contracts.ts';
import { opaqueParts } from './opaque.ts';
import { toRootPath } from './open.ts';
import type { CheckOptions } from './options.ts';
import { judgedRules, summarise, withoutVerdict } from './outcome.ts';
import { problemOfDiagnostic, problemOfFile, problemOfSource } from './problems.ts';
import type { CheckResult, Finding, Problem } from './result.ts';
import { startStopwatch } from './stopwatch.ts';
import { reachVerdicts, type Verdicts } from './verdicts.ts';

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
    return judge(head, { ...options, today: day, stopwatch: watch });
  } catch (error) {
    return withoutVerdict([problemOfSource(error)], head);
  }
}

type JudgeOptions = CheckOptions & Required<Pick<CheckOptions, 'today' | 'stopwatch'>>;

function judge(head: Head, options: JudgeOptions): CheckResult {
  const { stopwatch: watch } = options;
  const paths = (options.paths ?? []).map((path) => toRootPath(head.opened.tree.root, head.cwd, path));
  const wantsBase = options.base != null;
  const base = wantsBase
    ? watch.time('base', () => openBaseWithPolicy(head, options.base ?? true, options.today, options.env ?? {}))
    : null;
  const policyProblems = [...head.policyProblems, ...(base?.problems ?? [])];
  if (policyProblems.length > 0) return withoutVerdict(policyProblems, head);
  const { policy, bootstrap } = judgeWith(head.policy, base);
  const rules = [...shippedRules, ...assertionRules(policy.assertions)];
  const chosen = { paths, rules: options.rules ?? [] };
  const misspelt = filterProblems(chosen, rules, [head.opened.tree, ...(base?.opened.trees ?? [])]);
  if (misspelt.length > 0) return withoutVerdict(misspelt, head);
  const inventory = readContracts(head, watch, policy);
  const compared = base && watch.time('base', () => compareSides(base, head, inventory, policy, options.today));
  const verdicts = watch.time('rules', () =>
    reachVerdicts({
      side: { inventory, policy: head.policy },
      policy,
      base: base &&
        compared && {
          side: { inventory: compared.inventory, policy: base.ownPolicy },
          comparison: compared.comparison,
          hasPolicy: base.policy !== null,
        },
      rules,
      today: options.today,
      waivers: options.waivers ?? true,
    }),
  );
  const before =
    base && compared && (options.newOnly || options.withFixed)
      ? watch.time('base', () => verdictsOfBase(base, compared.inventory, options))
      : null;
  const difference = before && differenceOf(before.findings, verdicts.findings);
  const opaque = opaqueParts(head.opened.tree, base?.opened.trees ?? [], policy.read);
  const stale = staleHints(head.policy, inventory.contracts);
  const staleProblems = options.hintsAreProblems ? stale.map(problemOfDiagnostic) : [];
  const allContracts = [inventory, ...(compared?.inventories ?? [])].flatMap((side) => side.contracts);
  const findings = chooseFindings(verdicts.findings, difference?.added ?? null, options, paths);
  return {
    root: head.opened.tree.root,
    policy: { file: policy.file, digest: policy.digest, bootstrap },
    base: base?.opened.resolved.base ?? null,
    head: head.opened.tree.revision ?? 'working tree',
    summary: summarise(inventory.contracts.length, findings),
    findings,
    fixed: difference?.fixed ?? [],
    problems: [
      ...opaque.problems,
      ...inventory.problems.map(problemOfFile),
      ...(compared?.problems ?? []),
      ...staleProblems,
      ...verdicts.problems,
      ...emptyProblem(inventory, head, options),
      ...(allContracts.length === 0 ? [] : ownerProblems(options.owners ?? [], allContracts, policy.defaults.owners.directory)),
    ],
    comparison: compared?.comparison ?? null,
    notes: [
      ...opaque.notes,
      ...(compared?.notes ?? []),
      ...head.hints,
      ...(options.hintsAreProblems ? [] : stale.map(hintText)),
      ...(verdicts.expiring > 0 ? [`${count(verdicts.expiring, 'waiver')} will end soon.`] : []),
    ],
    rules: judgedRules(rules, policy, verdicts.judged, wantsBase),
    contracts: verdicts.judged,
    newOnly: options.newOnly ?? false,
    readText: (file, side) => textOf(side === 'base' ? (compared?.inventory ?? null) : inventory, file),
  };
}

/** What the base's own policy says of the base. */
function verdictsOfBase(base: Base, inventory: Inventory, options: JudgeOptions): Verdicts {
  const rules: readonly Rule[] = [...shippedRules, ...assertionRules(base.ownPolicy.assertions)];
  const side = { inventory, policy: base.ownPolicy };
  return reachVerdicts({ side, policy: base.ownPolicy, base: null, rules, today: options.today, waivers: options.waivers ?? true });
}

function chooseFindings(
  all: readonly Finding[],
  added: readonly Finding[] | null,
  options: JudgeOptions,
  paths: readonly string[],
): readonly Finding[] {
  const findings = options.newOnly && added ? added : all;
  return filterFindings(findings, { paths, owners: options.owners ?? [], rules: options.rules ?? [] });
}

function textOf(inventory: Inventory | null, file: string): string | null {
  return inventory?.tree.has(file) ? inventory.text(file) : null;
}

function emptyProblem(inventory: Inventory, { policy }: Head, options: CheckOptions): readonly Problem[] {
  const isEmpty = inventory.contracts.length === 0 && inventory.problems.length === 0;
  return isEmpty && !options.allowEmpty ? [noContracts(inventory.tree, policy, true)] : [];
}
