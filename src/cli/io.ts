import { wantsColors } from '../report/style.ts';

/** One of the two streams that a command writes to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal; of a pipe undefined, and then nothing is cut. */
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

/** Whether the report, or a note, gets colours. `flag` is `--no-color`. */
export function colorsOn(output: Output, io: Io, flag: boolean | undefined): boolean {
  // The flag can only turn colours off: commander sets it to true when it was not given.
  return wantsColors(output.isTerminal, io.env, flag === false ? false : undefined);
}

/** The process's own streams. A reader that closes the pipe early (`| head`) ends the output, and is no error. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return { cwd: process.cwd(), env: process.env, stdout: outputOf(process.stdout), stderr: outputOf(process.stderr) };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
    write: (text) => void stream.write(text),
  };
}
