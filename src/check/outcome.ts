import type { Policy } from '../policy/policy.ts';
import type { Rule } from '../rules/rule.ts';
import { SourceError } from '../source/tree.ts';
import type { Head } from './head.ts';
import type { CheckResult, CheckSummary, Finding, JudgedContract, JudgedRule, Problem } from './result.ts';
import { docsUrl } from './tool.ts';

/** Counts findings by what became of them. */
export function summarise(contracts: number, findings: readonly Finding[]): CheckSummary {
  const summary = { contracts, error: 0, warn: 0, waived: 0, baseline: 0 };
  for (const { status, severity } of findings) {
    if (status === 'waived' || status === 'baseline') summary[status]++;
    else summary[severity]++;
  }
  return summary;
}

/** The rules that took part: on for some contract, or outside of all overrides. */
export function judgedRules(rules: readonly Rule[], policy: Policy, judged: readonly JudgedContract[], hasBase: boolean): JudgedRule[] {
  const on = new Set(judged.flatMap((contract) => contract.rules));
  return rules
    .filter((rule) => on.has(rule.id) || (policy.defaults.severity(rule.id) !== 'off' && (rule.scope !== 'base' || hasBase)))
    .map((rule) => ({
      id: rule.id,
      area: rule.area,
      description: rule.description,
      scope: rule.scope,
      severity: policy.defaults.severity(rule.id),
      docs: docsUrl(rule),
    }));
}

/** The result when nothing could be judged, in the same form as any other, so that every format can say so. */
export function withoutVerdict(problems: readonly Problem[], head: Head | null = null): CheckResult {
  return {
    root: head?.opened.tree.root ?? null,
    policy: { file: head?.policy.file ?? null, digest: head?.policy.digest ?? '', bootstrap: false },
    base: null,
    head: head?.opened.tree.revision ?? 'working tree',
    summary: summarise(0, []),
    findings: [],
    fixed: [],
    problems,
    comparison: null,
    notes: [],
    rules: [],
    contracts: [],
    newOnly: false,
    readText: (file) => (head === null ? null : textOf(head, file)),
  };
}

/** The text that a problem is about, null where it is the problem that it cannot be read. */
function textOf({ opened: { tree } }: Head, file: string): string | null {
  if (!tree.has(file)) return null;
  try {
    return tree.read(file);
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}
