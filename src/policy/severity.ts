import { nodeAt, type PolicyNode, textAt } from './node.ts';

export type Severity = 'error' | 'warn' | 'off';

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = { off: 0, warn: 1, error: 2 };

/** The severity of a rule under merged `rules`; of an assertion its own where `rules` does not name it. What nobody set is off. */
export function severityOf(
  rules: PolicyNode | undefined,
  assertions: ReadonlyMap<string, { readonly severity: Severity }>,
  rule: string,
  lesser: boolean,
  today: string,
): Severity {
  const setting = nodeAt(rules, rule);
  const severity = severityOfSetting(setting, today) ?? assertions.get(rule)?.severity ?? 'off';
  if (!lesser) return severity;
  const own = asSeverity(textAt(setting, 'lesser')) ?? severity;
  return SEVERITY_RANK[own] < SEVERITY_RANK[severity] ? own : severity;
}

/** The severity of one setting in its long form; null when it sets none. */
export function severityOfSetting(setting: PolicyNode | undefined, today: string): Severity | null {
  const becomesErrorOn = textAt(setting, 'becomesErrorOn');
  if (becomesErrorOn !== null && becomesErrorOn <= today) return 'error';
  return asSeverity(textAt(setting, 'severity'));
}

function asSeverity(text: string | null): Severity | null {
  return text === 'error' || text === 'warn' || text === 'off' ? text : null;
}
