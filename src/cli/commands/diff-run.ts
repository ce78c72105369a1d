import { diff } from '../../check/diff.ts';
import type { ExitCode } from '../../check/exit-code.ts';
import { ownerProblems, pathProblems } from '../../check/filter-problems.ts';
import { isBelow } from '../../check/filter.ts';
import { toRealPath } from '../../check/open.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { TOOL } from '../../check/tool.ts';
import type { Comparison, ContractDiff } from '../../compare/change.ts';
import { diffToJson } from '../../compare/json.ts';
import { diffChangelog } from '../../report/diff-changelog.ts';
import { diffHuman } from '../../report/diff-human.ts';
import { diffMarkdown } from '../../report/diff-markdown.ts';
import { jsonText } from '../../report/json-text.ts';
import { shownList } from '../../report/list-values.ts';
import { count } from '../../source/count.ts';
import { lacksBase, printNotes, printProblems } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { DiffFlags } from './diff.ts';

/** `diff`: all that changed, what it owes and whether it is paid. */
export function runDiff(paths: readonly string[], flags: DiffFlags, io: Io): ExitCode {
  if (flags.base === undefined) throw lacksBase('diff');
  const watch = startStopwatch();
  const result = diff({ ...readOptions(flags, io, watch), base: flags.base, head: flags.head ?? null, env: io.env });
  const problems = [...result.problems];
  let hidden = 0;
  if (result.comparison) {
    const { head, base } = result.comparison;
    const below = paths.map((path) => toRealPath(head.tree, result.opened.cwd, path));
    const owners = flags.owner ?? [];
    const misnamed = [
      ...pathProblems(below, [head.tree.files(), base.tree.files()]),
      ...ownerProblems(owners, [...head.contracts, ...base.contracts], result.opened.policy.defaults.owners.directory),
    ];
    problems.push(...misnamed);
    const comparison = filtered(result.comparison, below, owners);
    hidden = misnamed.length > 0 ? 0 : result.comparison.contracts.length - comparison.contracts.length;
    // That nothing changed is not said where it is not known.
    const isSure = problems.length === 0 || comparison.contracts.length > 0 || flags.format === 'json';
    if (misnamed.length === 0 && isSure)
      io.stdout.write(textOf(comparison, { tool: TOOL, base: result.base, head: result.head }, flags, io));
  }
  printNotes([...result.notes, ...(hidden > 0 ? [hiddenNote(hidden)] : [])], io);
  printProblems(problems, io);
  if (flags.timing) printTiming(watch, io);
  return problems.length > 0 ? 2 : 0;
}

function hiddenNote(hidden: number): string {
  return `Only what was asked for is shown: ${count(hidden, 'other contract')} changed.`;
}

function filtered(comparison: Comparison, paths: readonly string[], owners: readonly string[]): Comparison {
  const isShown = ({ base, head }: ContractDiff): boolean =>
    [base, head].some(
      (contract) =>
        contract !== null &&
        isBelow(contract.file, paths) &&
        (owners.length === 0 || shownList(contract.owners).some((owner) => owners.includes(owner))),
    );
  return { ...comparison, contracts: comparison.contracts.filter(isShown) };
}

function textOf(comparison: Comparison, document: Parameters<typeof diffToJson>[1], flags: DiffFlags, io: Io): string {
  switch (flags.format) {
    case 'json':
      return jsonText(diffToJson(comparison, document));
    case 'markdown':
      return diffMarkdown(comparison);
    case 'changelog':
      return diffChangelog(comparison);
    case 'human':
      return diffHuman(comparison, { colors: colorsOn(io.stdout, io), columns: io.stdout.columns });
  }
}
