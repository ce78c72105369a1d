import { BASELINE_FILE, type BaselineEntry } from '../policy/baseline.ts';
import type { Severity } from '../policy/severity.ts';
import { nameOfWaiver, type WaiverOutcome } from '../policy/waivers/waivers.ts';
import { count } from '../source/count.ts';
import { type Location, lineStarts, locate } from '../source/span.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Unsigned } from './raw-finding.ts';
import type { Settled } from './settle.ts';
import { docsUrl } from './tool.ts';

/** The rule whose findings these are: what it says itself is about waivers that are void or hide nothing. */
const RULE = 'waivers';

interface Complaint {
  readonly severity: 'error' | 'warn';
  readonly message: string;
  readonly subject: string;
  readonly at: Location;
}

/** Waivers that end soon, and entries of the baseline whose finding is gone, or has never been there. */
export function hygieneFindings(
  expiring: WaiverOutcome<unknown>['expiring'],
  { stale, premature }: Pick<Settled, 'stale' | 'premature'>,
  tree: SourceTree,
  severity: Severity,
): readonly Unsigned[] {
  if (severity === 'off') return [];
  return [
    ...expiring.map(aboutExpiry),
    ...aboutEntries(stale, tree, 'is mended, but still in the baseline. Run "contracts-governance baseline --prune".'),
    ...aboutEntries(premature, tree, 'does not exist, and this change adds it to the baseline. Take it out.'),
  ].map((complaint) => ({
    rule: RULE,
    severity: severity === 'warn' ? 'warn' : complaint.severity,
    message: complaint.message,
    contract: null,
    was: null,
    subject: complaint.subject,
    ...complaint.at,
    side: 'head',
    related: [],
    fix: null,
    suggestions: [],
    docs: docsUrl({ id: RULE, policy: [] }),
    about: null,
    identity: null,
    unsignedParts: [],
  }));
}

function aboutExpiry({ waiver, daysLeft }: WaiverOutcome<unknown>['expiring'][number]): Complaint {
  const when = daysLeft === 0 ? 'today' : `in ${count(daysLeft, 'day')}, on ${waiver.expires}`;
  const message = `${nameOfWaiver(waiver)} by ${waiver.owner} ends ${when}. Mend what it hides, or renew it.`;
  return { severity: 'warn', message, subject: waiver.rule, at: waiver.location };
}

function aboutEntries(entries: readonly BaselineEntry[], tree: SourceTree, complaint: string): readonly Complaint[] {
  if (entries.length === 0) return [];
  const text = tree.read(BASELINE_FILE);
  const starts = lineStarts(text);
  return entries.map(({ fingerprint, rule, contract }) => {
    const quoted = JSON.stringify(fingerprint);
    const start = Math.max(0, text.lastIndexOf(quoted));
    return {
      severity: 'error',
      message: `The finding of "${rule}"${contract === null ? '' : ` on ${contract}`} ${complaint}`,
      subject: fingerprint,
      at: locate({ file: BASELINE_FILE, start, end: start + quoted.length }, starts),
    };
  });
}
