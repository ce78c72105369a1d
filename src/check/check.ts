import type { Inventory } from '../contracts/inventory.ts';
import { rulesUnder } from '../rules/index.ts';
import { judgeWith, openBaseWithPolicy } from './base.ts';
import { type Compared, compareSides } from './compare-sides.ts';
import { differenceOf } from './difference.ts';
import { filterProblems } from './filter-problems.ts';
import { filterFindings, type FindingFilter } from './filter.ts';
import { type Head, openWithPolicy, readContracts } from './head.ts';
import { toRealPath } from './open.ts';
import { type CheckOptions, settingsOf } from './options.ts';
import { judgedRules, summarise, withoutVerdict } from './outcome.ts';
import { problemOfSource } from './problems.ts';
import { remarksOn } from './remarks.ts';
import type { CheckResult } from './result.ts';
import { reachVerdicts, type VerdictOptions, type Verdicts } from './verdicts.ts';

/**
 * Judges the contracts of a repository by its policy. What could not be judged is among the problems, never a silent pass;
 * it throws only on defects of the tool.
 */
export function check(options: CheckOptions): CheckResult {
  const settings = settingsOf(options);
  let head: Head | null = null;
  try {
    head = openWithPolicy({ ...settings, willCompare: settings.base !== null });
    return checkHead(head, settings);
  } catch (error) {
    return withoutVerdict([problemOfSource(error)], head);
  }
}

function checkHead(head: Head, settings: Required<CheckOptions>): CheckResult {
  const { base: wanted, env, stopwatch, today, waivers } = settings;
  const { tree } = head.opened;
  const filter: FindingFilter = { ...settings, paths: settings.paths.map((path) => toRealPath(tree, head.cwd, path)) };
  const base = wanted === null ? null : stopwatch.time('base', () => openBaseWithPolicy(head, wanted, today, env));
  const policyProblems = [...head.policyProblems, ...(base?.problems ?? [])];
  if (policyProblems.length > 0) return withoutVerdict(policyProblems, head);
  const { policy, bootstrap } = judgeWith(head.policy, base);
  const rules = rulesUnder(policy);
  const misspelt = filterProblems(filter, rules, [tree, ...(base?.opened.trees ?? [])]);
  if (misspelt.length > 0) return withoutVerdict(misspelt, head);
  const inventory = readContracts(head, stopwatch, policy);
  const compared = base && stopwatch.time('base', () => compareSides({ base, head, inventory, policy, today }));
  const side = { inventory, policy: head.policy };
  const verdicts = stopwatch.time('rules', () =>
    reachVerdicts({ side, policy, base: compared && verdictBase(compared), rules, today, waivers }),
  );
  const difference =
    compared && (settings.newOnly || settings.withFixed)
      ? stopwatch.time('base', () => differenceOf(verdictsOnBase(compared, settings).findings, verdicts.findings))
      : null;
  const findings = filterFindings(settings.newOnly && difference ? difference.added : verdicts.findings, filter);
  return {
    root: tree.root,
    policy: { file: policy.file, digest: policy.digest, bootstrap },
    base: base?.opened.resolved.base ?? null,
    head: tree.revision ?? 'working tree',
    summary: summarise(inventory.contracts.length, findings),
    findings,
    fixed: difference?.fixed ?? [],
    ...remarksOn({ head, policy, inventory, compared, verdicts }, settings),
    comparison: compared?.comparison ?? null,
    rules: judgedRules(rules, policy, verdicts.judged, base !== null),
    contracts: verdicts.judged,
    newOnly: settings.newOnly,
    readText: (file, on) => textOf(on === 'base' ? (compared?.inventory ?? null) : inventory, file),
  };
}

function verdictBase({ base, inventory, comparison }: Compared): NonNullable<VerdictOptions['base']> {
  return { side: { inventory, policy: base.ownPolicy }, comparison, hasPolicy: base.policy !== null };
}

/** What the base's own policy says of the base. */
function verdictsOnBase({ base, inventory }: Compared, { today, waivers }: Required<CheckOptions>): Verdicts {
  const policy = base.ownPolicy;
  return reachVerdicts({ side: { inventory, policy }, policy, base: null, rules: rulesUnder(policy), today, waivers });
}

function textOf(inventory: Inventory | null, file: string): string | null {
  return inventory?.tree.has(file) ? inventory.text(file) : null;
}
