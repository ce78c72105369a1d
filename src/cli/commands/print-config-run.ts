import type { ExitCode } from '../../check/exit-code.ts';
import { type Head, openWithPolicy, readContracts } from '../../check/head.ts';
import { toRootPath } from '../../check/open.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { printConfig } from '../../policy/print-config.ts';
import { configText } from '../../report/config-text.ts';
import { keyOf } from '../../report/list-values.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import type { CommonOptions } from '../options.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';

/** `print-config`: the policy in force for a file or a contract, value by value. */
export function runPrintConfig(target: string, flags: CommonOptions, io: Io): ExitCode {
  const watch = startStopwatch();
  const head = openWithPolicy(readOptions(flags, io, watch));
  if (head.policyProblems.length > 0) {
    printProblems(head.policyProblems, io);
    return 2;
  }
  io.stdout.write(
    pagesOf(target, head, readContracts(head, watch), { colors: colorsOn(io.stdout, io), columns: io.stdout.columns }).join('\n'),
  );
  if (flags.timing) printTiming(watch, io);
  return 0;
}

/** A page for each contract of the key, or one for the file. */
function pagesOf(target: string, head: Head, inventory: Inventory, options: Parameters<typeof configText>[2]): readonly string[] {
  const { tree } = head.opened;
  const contracts = inventory.contracts.filter((contract) => keyOf(contract) === target);
  if (contracts.length > 0)
    return contracts.map((contract) =>
      configText(printConfig(head.policy, contract), `${contract.kind} ${target} in ${contract.file}`, options),
    );
  const file = toRootPath(tree.root, head.cwd, target);
  if (!tree.has(file)) {
    const keys = inventory.contracts.flatMap((contract) => keyOf(contract) ?? []);
    throw new UsageError(
      `There is no file and no contract "${target}".`,
      didYouMean(target, [...keys, ...tree.files()]) ?? 'Run `contracts-governance list` to see all contracts.',
    );
  }
  return [configText(printConfig(head.policy, file), file, options)];
}
