import { join } from 'node:path';
import type { ExitCode } from '../../check/exit-code.ts';
import { type Head, openWithPolicy, readContracts } from '../../check/head.ts';
import { toRealPath } from '../../check/open.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { printConfig } from '../../policy/print-config.ts';
import { configJson, type ConfigInForce, configText } from '../../report/config-text.ts';
import { keyOf } from '../../report/list-values.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { PrintConfigFlags } from './print-config.ts';

/** `print-config`: the policy in force for a file or a contract, value by value. */
export function runPrintConfig(target: string, flags: PrintConfigFlags, io: Io): ExitCode {
  const watch = startStopwatch();
  const head = openWithPolicy(readOptions(flags, io, watch));
  if (head.policyProblems.length > 0) {
    printProblems(head.policyProblems, io);
    return 2;
  }
  const configs = configsOf(target, head, readContracts(head, watch));
  const style = { colors: colorsOn(io.stdout, io), columns: io.stdout.columns };
  io.stdout.write(
    flags.format === 'json' ? configJson(configs) : configs.map((config) => configText(config.entries, titleOf(config), style)).join('\n'),
  );
  if (flags.timing) printTiming(watch, io);
  return 0;
}

/** What is in force for each contract of the key, or for the file. */
function configsOf(target: string, { policy, opened, cwd }: Head, inventory: Inventory): readonly ConfigInForce[] {
  const contracts = inventory.contracts.filter((contract) => keyOf(contract) === target);
  if (contracts.length > 0) return contracts.map((contract) => ({ file: contract.file, contract, entries: printConfig(policy, contract) }));
  const { tree } = opened;
  const file = toRealPath(tree, cwd, target);
  if (!tree.has(file)) {
    const prefix = file === '' ? '' : `${file}/`;
    const inside = [...inventory.contracts.map((contract) => contract.file), ...tree.files()].find((name) => name.startsWith(prefix));
    if (inside !== undefined)
      throw new UsageError(`"${target}" is a folder.`, `Name a file in it, such as "${join(target, inside.slice(prefix.length))}".`);
    const keys = inventory.contracts.flatMap((contract) => keyOf(contract) ?? []);
    throw new UsageError(
      `There is no file and no contract "${target}".`,
      didYouMean(target, [...keys, ...tree.files()]) ?? 'Run `contracts-governance list` to see all contracts.',
    );
  }
  return [{ file, contract: null, entries: printConfig(policy, file) }];
}

function titleOf({ file, contract }: ConfigInForce): string {
  return contract ? `${contract.kind} ${keyOf(contract)} in ${file}` : file;
}
