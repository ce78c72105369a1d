import { wantsColors } from '../report/style.ts';

/** One of the two streams that a command writes to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal, or what `COLUMNS` says; of a pipe undefined, and then nothing is cut and no line broken. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** All that a command sees of the process it runs in. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Whether the report, or a note, gets colours. */
export function colorsOn(output: Output, io: Io): boolean {
  return wantsColors(output.isTerminal, io.env);
}

/** Obeys `--no-color` in all that is written, also of a command line that turns out to be wrong. */
export function withColorFlag(argv: readonly string[], io: Io): Io {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  return flags.includes('--no-color') ? { ...io, env: { ...io.env, FORCE_COLOR: undefined, NO_COLOR: '1' } } : io;
}

/**
 * The process's own streams. A reader that closes the pipe early (`| head`) ends the output, and is no error. Where a report cannot be
 * written (a full disk) the exit code is 2: nobody has seen a verdict.
 */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode = 2;
      if (stream === process.stdout) process.stderr.write(`error: The output cannot be written: ${error.message}\n`);
    });
  }
  return { cwd: currentFolder(), env: process.env, stdout: outputOf(process.stdout), stderr: outputOf(process.stderr) };
}

/** @throws {Error} when the folder is gone, for which Node.js has no words */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new Error('The current folder does not exist any more. Change to one that does.');
  }
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    columns: columnsOf(stream),
    write: (text) => void stream.write(text),
  };
}

function columnsOf(stream: NodeJS.WriteStream): number | undefined {
  // A pseudo-terminal that nobody looks at has 0.
  if (stream.isTTY) return stream.columns > 0 ? stream.columns : undefined;
  const wanted = Number(process.env['COLUMNS']);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : undefined;
}
