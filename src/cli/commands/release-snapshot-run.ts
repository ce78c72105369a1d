import { resolve } from 'node:path';
import type { ExitCode } from '../../check/exit-code.ts';
import { list } from '../../check/list.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { SNAPSHOT_FILE, writeSnapshot } from '../../compare/snapshot.ts';
import { count } from '../../source/count.ts';
import { writeReport } from '../../source/outside.ts';
import { writeText } from '../../source/write.ts';
import { printProblems } from '../failure.ts';
import type { Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { ReleaseSnapshotFlags } from './release-snapshot.ts';

/** `release-snapshot`: writes down what is released. */
export function runReleaseSnapshot(flags: ReleaseSnapshotFlags, io: Io): ExitCode {
  const watch = startStopwatch();
  const { head, inventory, problems } = list({ ...readOptions(flags, io, watch), head: flags.head ?? null });
  printProblems(problems, io);
  // A snapshot that lacks contracts would make them look new, and owe nothing.
  if (!inventory || problems.length > 0) return 2;
  const text = writeSnapshot(inventory);
  if (flags.output === undefined) writeText(head.opened.tree.root, SNAPSHOT_FILE, text);
  else writeReport(resolve(io.cwd, flags.cwd ?? '.', flags.output), text);
  io.stderr.write(`Wrote ${count(inventory.contracts.length, 'contract')} to ${flags.output ?? SNAPSHOT_FILE}.\n`);
  if (flags.timing) printTiming(watch, io);
  return 0;
}
