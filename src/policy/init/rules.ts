import type { Contract } from '../../contracts/contract.ts';
import type { FoundCodeowners } from '../codeowners/find.ts';
import { presets } from '../presets.generated.ts';
import type { FindingsByRule } from './init.ts';
import type { Section } from './write.ts';

/** A rule that reports on more contracts than both of these is no rule of the repository yet; what fewer have is for the baseline. */
const MAX_CONTRACTS_SHARE = 0.1;
const MIN_CONTRACTS = 2;
/** CODEOWNERS says something about the owners of contracts when it covers more of their files than this. */
const MIN_COVERED_SHARE = 0.5;

/**
 * Keys that are no dotted ones are listed by name, so their rule has nothing to report. Without `static-contract`, hiding a value is a
 * way round every rule: what it reports today is for the baseline.
 */
const SETTLED_OTHERWISE = ['key-format', 'static-contract'];

/** Rules that are left off, each with its reason, and those that the repository is ready for. */
export function inferRules(
  contracts: readonly Contract[],
  findings: FindingsByRule,
  codeowners: FoundCodeowners | null,
  handles: ReadonlyMap<string, string>,
): Section {
  const lines: string[] = [];
  const notes: string[] = [];
  for (const rule of enabledRules()) {
    const reported = reportedOn(findings, rule);
    if (SETTLED_OTHERWISE.includes(rule) || reported <= Math.max(MIN_CONTRACTS, contracts.length * MAX_CONTRACTS_SHARE)) continue;
    const share = `${reported} of ${contracts.length} contracts (${Math.round((100 * reported) / contracts.length)} %)`;
    lines.push(`${rule}: off # would report on ${share}`);
    notes.push(`"${rule}" is left off: it would report on ${share}.`);
  }
  const agree = codeownersAgree(contracts, codeowners, handles, reportedOn(findings, 'codeowners-agree'));
  return { name: 'rules', lines: [...lines, ...agree.lines], comments: agree.comments, notes };
}

function enabledRules(): readonly string[] {
  // The preset is data of our own, checked against the schema in tests.
  const preset = presets.get('recommended') as { readonly rules: Readonly<Record<string, unknown>> };
  return Object.keys(preset.rules).filter((rule) => preset.rules[rule] !== 'off');
}

function reportedOn(findings: FindingsByRule, rule: string): number {
  return new Set((findings.get(rule) ?? []).map(({ contract }) => contract && `${contract.kind} ${contract.key ?? ''}`)).size;
}

function codeownersAgree(
  contracts: readonly Contract[],
  found: FoundCodeowners | null,
  handles: ReadonlyMap<string, string>,
  reported: number,
): Pick<Section, 'lines' | 'comments'> {
  if (!found || contracts.length === 0) return { lines: [], comments: [] };
  const files = [...new Set(contracts.map(({ file }) => file))];
  const covered = files.filter((file) => (found.codeowners.ownersOf(file)?.owners.length ?? 0) > 0).length;
  const share = `${covered} of ${files.length} files with contracts (${Math.round((100 * covered) / files.length)} %)`;
  if (covered <= files.length * MIN_COVERED_SHARE)
    return { lines: [], comments: [`codeowners-agree stays off: ${found.file} covers ${share}.`] };
  if (handles.size === 0 || reported > contracts.length * MAX_CONTRACTS_SHARE) {
    return {
      lines: [],
      comments: [
        `? Which handles in ${found.file} belong to which team? Give teams their "codeowners", then switch codeowners-agree on. It covers ${share}.`,
      ],
    };
  }
  return { lines: [`codeowners-agree: warn # ${found.file} covers ${share}`], comments: [] };
}
