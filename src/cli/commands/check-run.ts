import { resolve } from 'node:path';
import { check } from '../../check/check.ts';
import { type ExitCode, exitCodeOf } from '../../check/exit-code.ts';
import type { CheckOptions } from '../../check/options.ts';
import { problemOfSource } from '../../check/problems.ts';
import type { CheckResult, Problem } from '../../check/result.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { shownNotes } from '../../report/notes.ts';
import type { ReportOptions } from '../../report/options.ts';
import { rules } from '../../rules/index.ts';
import { appendReport, writeReport } from '../../source/outside.ts';
import { lacksBase, printNotes, printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { createProgress } from '../progress.ts';
import { printTiming } from '../timing.ts';
import type { CheckFlags } from './check.ts';
import { type Destination, loadReporter, parseFormats } from './formats.ts';

/** `check`: judges, mends when asked to, writes the reports. */
export async function runCheck(paths: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  const cwd = resolve(io.cwd, flags.cwd ?? '.');
  const destinations = parseFormats(flags.format, io.env, cwd);
  demandSense(flags);
  const progress = createProgress(io);
  const stopwatch = startStopwatch(progress.show);
  const options: CheckOptions = {
    cwd,
    ...(flags.today !== undefined && { today: flags.today }),
    policy: flags.policy ?? null,
    base: flags.base ?? null,
    head: flags.head ?? null,
    newOnly: flags.newOnly ?? false,
    withFixed: destinations.some(({ format }) => format === 'markdown'),
    waivers: flags.waivers,
    allowEmpty: flags.allowEmpty ?? false,
    hintsAreProblems: flags.hints === 'error',
    paths,
    owners: flags.owner ?? [],
    rules: flags.rule ?? [],
    env: io.env,
    stopwatch,
  };
  const { result, notes } = await judge(options, flags).finally(progress.clear);
  for (const note of notes) io.stderr.write(`${note}\n`);
  const isChoice = [paths, flags.owner ?? [], flags.rule ?? []].some((chosen) => chosen.length > 0);
  const failures = await writeReports(flags.quiet ? withoutWarnings(result) : result, destinations, flags, isChoice, io);
  // The report for people has them itself; the others have no place for them.
  if (!destinations.some(({ format, file }) => format === 'stylish' && file === null)) printNotes(shownNotes(result.notes), io);
  printProblems([...result.problems, ...failures], io);
  if (flags.timing) printTiming(stopwatch, io);
  if (failures.length > 0) return 2;
  return exitCodeOf(result, { failOn: flags.failOn, maxWarnings: flags.maxWarnings ?? null });
}

/** Judges, and with `--fix` mends and judges again. */
async function judge(
  options: CheckOptions,
  flags: CheckFlags,
): Promise<{ readonly result: CheckResult; readonly notes: readonly string[] }> {
  const result = check(options);
  if (!flags.fix) return { result, notes: [] };
  const { fixAll } = await import('../fix.ts');
  return fixAll(result, () => check(options), new Set(flags.suggestions));
}

function demandSense(flags: CheckFlags): void {
  if (flags.newOnly && flags.base === undefined) throw lacksBase('--new-only');
  if (flags.fix && flags.head !== undefined)
    throw new UsageError('--fix writes files, and --head judges a revision.', 'Leave out one of them.');
  for (const rule of flags.suggestions ?? []) demandSuggestions(rule, flags.base !== undefined);
  if (flags.suggestions !== undefined && !flags.fix)
    throw new UsageError('--suggestions says what --fix applies, and --fix is missing.', 'Write --fix --suggestions <rule>.');
}

function demandSuggestions(id: string, hasBase: boolean): void {
  const rule = rules.find((one) => one.id === id);
  const suggesting = rules.filter((one) => one.hasSuggestions).map((one) => one.id);
  if (!rule)
    throw new UsageError(`There is no rule "${id}".`, didYouMean(id, suggesting) ?? `Rules with suggestions: ${suggesting.join(', ')}.`);
  if (rule.scope === 'base' && !hasBase) throw lacksBase(`"${id}"`);
  if (!rule.hasSuggestions) throw new UsageError(`"${id}" makes no suggestions.`, `Rules with suggestions: ${suggesting.join(', ')}.`);
}

/** `--quiet`: warnings count, but are not listed. */
function withoutWarnings(result: CheckResult): CheckResult {
  return { ...result, findings: result.findings.filter((finding) => finding.severity === 'error') };
}

/** Writes each report, also where another cannot be written, and gives the reasons of those that cannot. */
async function writeReports(
  result: CheckResult,
  destinations: readonly Destination[],
  flags: CheckFlags,
  isChoice: boolean,
  io: Io,
): Promise<readonly Problem[]> {
  const common = { failOn: flags.failOn, maxWarnings: flags.maxWarnings ?? null, isChoice };
  const failures: Problem[] = [];
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      failures.push(problemOfSource(error));
    }
  };
  for (const { format, file } of destinations) {
    const options: ReportOptions = {
      ...common,
      colors: file === null && colorsOn(io.stdout, io),
      columns: file === null ? io.stdout.columns : undefined,
    };
    const reporter = await loadReporter(format);
    const text = reporter(result, options);
    if (file === null) io.stdout.write(text);
    else attempt(() => writeReport(file, text));
    const summaryFile = io.env['GITHUB_STEP_SUMMARY'];
    if (format === 'github' && summaryFile) {
      const { stepSummary } = await import('../../report/markdown.ts');
      attempt(() => appendReport(summaryFile, stepSummary(result, options)));
    }
  }
  return failures;
}
