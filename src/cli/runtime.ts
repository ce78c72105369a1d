import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 that this process is short: most code runs once or twice. Compiling it for speed took a third of the processor time and
 * gained nothing; what runs often is still compiled, later. And the room for new objects, of which a syntax tree makes many that
 * stay, is not enlarged in small steps that each copy them.
 */
export function tuneForShortRun(): void {
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--semi-space-growth-factor=16');
}
