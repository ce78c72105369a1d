// Preloaded into each measured process: writes its peak memory, in KiB, to a pipe of its own.
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
