import { baselineFile, type BaselineEntry } from '../policy/baseline.ts';
import type { PolicyDiagnostic, Severity } from '../policy/policy.ts';
import type { WaiverOutcome, WaiverProblem } from '../policy/waivers.ts';
import type { SourceTree } from '../source/tree.ts';
import { type Location, lineStarts, locate } from '../source/span.ts';
import { count } from './count.ts';
import { fingerprinter } from './fingerprint.ts';
import type { Finding } from './result.ts';
import { docsUrl } from './tool.ts';

/** Findings about waivers and the baseline come after all others are known, so they are made here and not by a rule that runs. */
const RULE = 'waivers';

interface Complaint {
  readonly severity: 'error' | 'warn';
  readonly message: string;
  readonly subject: string | null;
  readonly at: Location;
}

export interface HygieneOptions {
  readonly waivers: Pick<WaiverOutcome<unknown>, 'problems' | 'expiring'>;
  /** Comments that were meant to be waivers and are void. */
  readonly voidComments: readonly PolicyDiagnostic[];
  readonly stale: readonly BaselineEntry[];
  readonly tree: SourceTree;
  /** Of the rule `waivers`. */
  readonly severity: Severity;
}

/** What is wrong with waivers and baseline themselves, as findings of the rule `waivers`. */
export function hygieneFindings({ waivers, voidComments, stale, tree, severity }: HygieneOptions): readonly Finding[] {
  if (severity === 'off') return [];
  const complaints = [...waivers.problems.map(aboutWaiver), ...waivers.expiring.map(aboutExpiry), ...voidComments.flatMap(aboutComment), ...aboutEntries(stale, tree)];
  const fingerprint = fingerprinter([]);
  return complaints.map((complaint) => ({
    rule: RULE,
    severity: severity === 'warn' ? 'warn' : complaint.severity,
    status: 'new',
    message: complaint.message,
    contract: null,
    subject: complaint.subject,
    ...complaint.at,
    related: [],
    fingerprint: fingerprint({ rule: RULE, contract: null, subject: complaint.subject }).value,
    alias: null,
    fix: null,
    suggestions: [],
    docs: docsUrl({ id: RULE, policy: [] }),
    waiver: null,
  }));
}

function aboutWaiver({ waiver, message }: WaiverProblem): Complaint {
  return { severity: 'error', message, subject: waiver.rule, at: waiver.location };
}

function aboutExpiry({ waiver, daysLeft }: WaiverOutcome<unknown>['expiring'][number]): Complaint {
  const when = daysLeft === 0 ? 'today' : `in ${count(daysLeft, 'day')}, on ${waiver.expires}`;
  const message = `The waiver of "${waiver.rule}" for "${waiver.contract}" by ${waiver.owner} ends ${when}. Mend what it hides, or renew it.`;
  return { severity: 'warn', message, subject: waiver.rule, at: waiver.location };
}

function aboutComment({ location, message, hint }: PolicyDiagnostic): readonly Complaint[] {
  return location ? [{ severity: 'error', message: hint === null ? message : `${message} ${hint}`, subject: null, at: location }] : [];
}

function aboutEntries(stale: readonly BaselineEntry[], tree: SourceTree): readonly Complaint[] {
  if (stale.length === 0) return [];
  const text = tree.read(baselineFile);
  const starts = lineStarts(text);
  return stale.map(({ fingerprint, rule, contract }) => {
    const quoted = JSON.stringify(fingerprint);
    const start = Math.max(0, text.lastIndexOf(quoted));
    return {
      severity: 'error',
      message: `The finding of "${rule}"${contract === null ? '' : ` on ${contract}`} is mended, but still in the baseline. Run "contracts-governance baseline --prune".`,
      subject: fingerprint,
      at: locate({ file: baselineFile, start, end: start + quoted.length }, starts),
    };
  });
}
