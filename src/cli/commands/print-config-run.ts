import { openWithPolicy, readContracts } from '../../check/head.ts';
import { toRootPath } from '../../check/open.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { printConfig } from '../../policy/print-config.ts';
import { configText } from '../../report/config-text.ts';
import { keyOf } from '../../report/list-values.ts';
import type { ExitCode } from '../../check/exit-code.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import type { CommonOptions } from '../options.ts';
import { readOptions } from '../read-options.ts';

/** `print-config`: the policy in force for a file or a contract, value by value. */
export function runPrintConfig(target: string, flags: CommonOptions, io: Io): ExitCode {
  const watch = startStopwatch();
  const head = openWithPolicy(readOptions(flags, io, watch));
  if (head.policyProblems.length > 0) {
    printProblems(head.policyProblems, io);
    return 2;
  }
  const { tree } = head.opened;
  const inventory = readContracts(head, watch);
  const colors = colorsOn(io.stdout, io);
  const contracts = inventory.contracts.filter((contract) => keyOf(contract) === target);
  if (contracts.length > 0) {
    const pages = contracts.map((contract) =>
      configText(printConfig(head.policy, contract), `${contract.kind} ${target} in ${contract.file}`, colors),
    );
    io.stdout.write(pages.join('\n'));
    return 0;
  }
  const file = toRootPath(tree.root, head.cwd, target);
  if (!tree.has(file)) {
    const keys = inventory.contracts.flatMap((contract) => keyOf(contract) ?? []);
    throw new UsageError(
      `There is no file and no contract "${target}".`,
      didYouMean(target, [...keys, ...tree.files()]) ?? 'Run `contracts-governance list` to see all contracts.',
    );
  }
  io.stdout.write(configText(printConfig(head.policy, file), file, colors));
  return 0;
}
