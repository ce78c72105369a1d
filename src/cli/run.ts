import { CommanderError } from 'commander';
import type { ExitCode } from '../check/exit-code.ts';
import { printFailure } from './failure.ts';
import { type Io, withColorFlag } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line (without `node` and the script) and gives its exit code. Never throws, never ends the process. */
export async function run(argv: readonly string[], given: Io): Promise<ExitCode> {
  const io = withColorFlag(argv, given);
  let code: ExitCode = 0;
  const program = createProgram(io, (outcome) => {
    code = outcome;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printFailure(error, io);
    return 2;
  }
}
