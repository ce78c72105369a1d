import type { Change } from '../../compare/change.ts';
import type { UnpaidChange } from '../../compare/unpaid.ts';
import { witnessText } from '../../compare/witness-text.ts';
import type { VersioningPolicy } from '../../policy/effective-policy.ts';
import type { Severity } from '../../policy/severity.ts';
import type { Related } from '../finding.ts';

const MOST_RELATED = 10;

/** The longest witness that is told; the value of a large model is in the report of the changes. */
const LONGEST_WITNESS = 200;

/** The gravest change with its proof, and how many more there are. */
export function told(owed: readonly UnpaidChange[]): string {
  const [first] = owed;
  const others = owed.length - 1;
  const more = others < 1 ? '' : others === 1 ? ' One more change is not paid.' : ` ${String(others)} more changes are not paid.`;
  return `${first ? withWitness(first.change) : ''}${more}`;
}

function withWitness(change: Change): string {
  const witness = witnessText(change, false);
  return witness === null || witness.length > LONGEST_WITNESS ? change.message : `${change.message} ${witness}.`;
}

/** What the policy makes of the gravest class that is not paid. */
export function severityOf(owed: readonly UnpaidChange[], { report }: VersioningPolicy): Severity {
  const severities = new Set(owed.map(({ countsAs }) => report.get(countsAs) ?? 'off'));
  return severities.has('error') ? 'error' : severities.has('warn') ? 'warn' : 'off';
}

/** Where the changes are at the head, each with its proof but the first, whose proof is told. What is gone at the head is only in the message. */
export function relatedTo(owed: readonly UnpaidChange[]): readonly Related[] {
  const related = owed.flatMap(({ change }, index): Related[] => {
    const span = change.origin && change.originSide !== 'base' ? change.origin : change.head;
    return span ? [{ span, message: index === 0 ? change.message : withWitness(change) }] : [];
  });
  return related.slice(0, MOST_RELATED);
}
