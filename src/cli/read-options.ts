import { resolve } from 'node:path';
import type { Stopwatch } from '../check/stopwatch.ts';
import { today } from '../policy/date.ts';
import type { Io } from './io.ts';
import type { CommonOptions } from './options.ts';

/** The options that every command takes, as the stages take them. */
export function readOptions(
  flags: CommonOptions,
  io: Io,
  stopwatch: Stopwatch,
): { readonly cwd: string; readonly today: string; readonly policy: string | null; readonly stopwatch: Stopwatch } {
  return { cwd: resolve(io.cwd, flags.cwd ?? '.'), today: flags.today ?? today(), policy: flags.policy ?? null, stopwatch };
}
