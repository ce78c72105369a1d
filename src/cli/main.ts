#!/usr/bin/env node
import { lookAhead } from '../source/ahead.ts';
import { tuneForShortRun } from './runtime.ts';

tuneForShortRun();

const argv = process.argv.slice(2);
// Listing the repository takes git about as long as it takes to load what the command line needs.
if (/^(?:check|list)$/.test(argv[0] ?? '') && !argv.some((word) => /^--(?:cwd|head)/.test(word))) void lookAhead(process.cwd());
const [{ processIo }, { run }] = await Promise.all([import('./io.ts'), import('./run.ts')]);

// Only the exit code is set, and the process ends when all is written: `process.exit` would cut off a report that a slow pipe still takes.
process.exitCode = await run(argv, processIo());
