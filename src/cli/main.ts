#!/usr/bin/env node
import { processIo } from './io.ts';
import { run } from './run.ts';
import { tuneForShortRun } from './runtime.ts';

tuneForShortRun();

// Only the exit code is set, and the process ends when all is written: `process.exit` would cut off a report that a slow pipe still takes.
const code = await run(process.argv.slice(2), processIo());
// Output that failed has set it already.
process.exitCode ??= code;
