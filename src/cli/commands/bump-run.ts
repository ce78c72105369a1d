import { toEdits } from '../../check/convert.ts';
import { diff } from '../../check/diff.ts';
import type { ExitCode } from '../../check/exit-code.ts';
import { editText } from '../../check/fix-edits.ts';
import type { Edit } from '../../check/result.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { changesetsFor } from '../../compare/changesets.ts';
import { type BumpPlan, planBump } from '../../compare/plan-bump.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { bumpText } from '../../report/bump-text.ts';
import { groupBy } from '../../source/groups.ts';
import { createFile, writeText } from '../../source/write.ts';
import { lacksBase, printNotes, printProblems } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { BumpFlags } from './bump.ts';

/** `bump`: writes the versions that changes owe into the sources. */
export function runBump(flags: BumpFlags, io: Io): ExitCode {
  if (flags.base === undefined) throw lacksBase('bump');
  const watch = startStopwatch();
  const { comparison, inventory, problems, notes, opened } = diff({ ...readOptions(flags, io, watch), base: flags.base, env: io.env });
  printNotes(notes, io);
  printProblems(problems, io);
  // Without all contracts read, what is owed is a guess.
  if (!comparison || !inventory || problems.length > 0) return 2;
  const plan = planBump(comparison);
  const { tree } = opened.opened;
  const changesets = flags.changeset ? changesetsFor(comparison) : [];
  const missing = changesets.filter(({ file }) => !tree.has(file));
  if (!flags.dryRun) {
    writePlan(plan, inventory, tree.root);
    for (const { file, text } of missing) createFile(tree.root, file, text);
  }
  io.stdout.write(
    bumpText(
      plan,
      missing.map(({ file }) => file),
      { isDryRun: flags.dryRun ?? false, colors: colorsOn(io.stdout, io) },
    ),
  );
  if (flags.timing) printTiming(watch, io);
  return 0;
}

function writePlan(plan: BumpPlan, inventory: Inventory, root: string): void {
  const edits = plan.edits.flatMap((fix): readonly Edit[] => toEdits(fix, (span) => inventory.locate(span)).edits);
  for (const [file, ofFile] of groupBy(edits, (edit) => edit.file)) {
    const text = inventory.text(file);
    writeText(root, file, editText(text, ofFile), text);
  }
}
