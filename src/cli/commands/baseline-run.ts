import { check } from '../../check/check.ts';
import type { ExitCode } from '../../check/exit-code.ts';
import { neverBaselined } from '../../check/known-findings.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { BASELINE_FILE, type BaselineEntry, formatBaseline, readBaseline, updateBaseline } from '../../policy/baseline.ts';
import { escapeTerminal } from '../../report/escape.ts';
import { rules } from '../../rules/index.ts';
import { count } from '../../source/count.ts';
import { openWorkingTree } from '../../source/working-tree.ts';
import { writeText } from '../../source/write.ts';
import { printProblems } from '../failure.ts';
import type { Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { BaselineFlags } from './baseline.ts';

/** `baseline`: says what is in the baseline and what of it is gone; with a flag, writes it anew. */
export function runBaseline(flags: BaselineFlags, io: Io): ExitCode {
  const stopwatch = startStopwatch();
  const options = readOptions(flags, io, stopwatch);
  // What a waiver hides is no business of the baseline: it would outlive the waiver.
  const result = check(options);
  // A baseline that cannot be read is what this command may have to write anew.
  const problems = result.problems.filter(({ file }) => file !== BASELINE_FILE || !flags.allowAdditions);
  printProblems(problems, io);
  if (problems.length > 0 || result.root === null) return 2;
  const { tree } = openWorkingTree(options.cwd);
  const never = neverBaselined(rules);
  const entries = readBaseline(tree, never).entries ?? [];
  const findings = result.findings.filter(({ status }) => status !== 'waived');
  const update = updateBaseline(entries, findings, { allowAdditions: flags.allowAdditions ?? false, neverBaselined: never });
  const kept = flags.prune ? update.entries : [...update.entries, ...update.removed];
  // Where there was none, an empty one would say nothing.
  const isChange = (flags.prune === true || flags.allowAdditions === true) && (kept.length > 0 || tree.has(BASELINE_FILE));
  const isWritten = isChange && writeText(result.root, BASELINE_FILE, formatBaseline(kept));
  io.stdout.write(`${report(entries, update, flags, isWritten ? kept : null).join('\n')}\n`);
  if (flags.timing) printTiming(stopwatch, io);
  return 0;
}

function report(
  before: readonly BaselineEntry[],
  { missing, added, removed }: ReturnType<typeof updateBaseline>,
  flags: BaselineFlags,
  written: readonly BaselineEntry[] | null,
): string[] {
  const gone = removed.map((entry) => `- ${entryText(entry)}`);
  const lines = [`${count(before.length, 'finding')} in the baseline, ${removed.length} of them mended.`];
  if (flags.prune && removed.length > 0) lines.push('', 'Taken out:', ...gone);
  if (!flags.prune && removed.length > 0) lines.push('', 'Mended, to be taken out with --prune:', ...gone);
  if (added.length > 0) lines.push('', 'Put in:', ...added.map((entry) => `+ ${entryText(entry)}`));
  if (missing.length > added.length)
    lines.push(`${count(missing.length, 'finding')} not in it; --allow-additions puts in what is missing.`);
  if (written) lines.push('', `Wrote ${BASELINE_FILE}: ${count(written.length, 'finding')}.`);
  return lines;
}

function entryText({ rule, contract, subject }: BaselineEntry): string {
  return escapeTerminal([rule, contract ?? 'repository', ...(subject === null ? [] : [subject])].join('  '));
}
