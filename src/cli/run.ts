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
    const names = program.commands.map((command) => command.name());
    await program.parseAsync([...commandLine(argv, names)], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printFailure(error, io);
    return 2;
  }
}

/** To commander `help nope` and `nope --help` ask for the help of all; here they are an unknown command as any other. */
function commandLine(argv: readonly string[], names: readonly string[]): readonly string[] {
  const [first = '', second = ''] = argv;
  if (first === 'help' && second === 'help') return ['help'];
  const command = first === 'help' ? second : first;
  return command === '' || command === 'help' || command.startsWith('-') || names.includes(command) ? argv : [command];
}
