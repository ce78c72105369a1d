import type { UnpaidChange } from '../../compare/unpaid.ts';
import type { Severity, VersioningPolicy } from '../../policy/policy.ts';
import type { Related } from '../finding.ts';

const MOST_RELATED = 10;

/** The gravest change, and how many more there are. */
export function told(owed: readonly UnpaidChange[]): string {
  const others = owed.length - 1;
  const more = others < 1 ? '' : others === 1 ? ' One more change is not paid.' : ` ${String(others)} more changes are not paid.`;
  return `${owed[0]?.change.message ?? ''}${more}`;
}

/** What the policy makes of the gravest class that is not paid. */
export function severityOf(owed: readonly UnpaidChange[], { report }: VersioningPolicy): Severity {
  const severities = new Set(owed.map(({ countsAs }) => report.get(countsAs) ?? 'off'));
  return severities.has('error') ? 'error' : severities.has('warn') ? 'warn' : 'off';
}

/** Where the changes are at the head. What is gone at the head is only in the message. */
export function relatedTo(owed: readonly UnpaidChange[]): readonly Related[] {
  const related = owed.flatMap(({ change }): Related[] => {
    const span = change.origin && change.originSide !== 'base' ? change.origin : change.head;
    return span ? [{ span, message: change.message }] : [];
  });
  return related.slice(0, MOST_RELATED);
}
