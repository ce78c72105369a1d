import { setFlagsFromString } from 'node:v8';

/** What makes V8 wait before it compiles for speed, by the major version of Node.js: V8 complains on stderr of a flag that it has not. */
const COMPILING_LATE: ReadonlyMap<string, readonly string[]> = new Map([
  ['20', ['--interrupt-budget=1000000']],
  ['22', ['--invocation-count-for-turbofan=40000', '--invocation-count-for-osr=10000']],
  ['24', ['--invocation-count-for-turbofan=40000', '--invocation-count-for-osr=10000']],
]);

/**
 * Tells V8 that this process is short: most code runs once or twice. Compiling it for speed took a third of the processor time and
 * gained nothing; what runs often is still compiled, later. And the room for new objects, of which a syntax tree makes many that
 * stay, is not enlarged in small steps that each copy them. A version that is not known is left as it is.
 */
export function tuneForShortRun(): void {
  const flags = COMPILING_LATE.get(process.versions.node.split('.')[0] ?? '');
  if (flags) for (const flag of [...flags, '--semi-space-growth-factor=16']) setFlagsFromString(flag);
}

/** The versions of Node.js that the manifest of the package asks for. It is not read for this: nothing may be loaded when loading has failed. */
const NODE_RANGE = '^20.19 || ^22.13 || >=24';
/** Of the major versions that are not taken as a whole, the least minor one. */
const LEAST_MINORS: ReadonlyMap<number, number> = new Map([
  [20, 19],
  [22, 13],
]);

/** A line that says so, where this may have failed since Node.js is too old for it; else nothing. */
export function nodeHint(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= 24 || minor >= (LEAST_MINORS.get(major) ?? Infinity)) return '';
  return `  This is Node.js ${version}, and contracts-governance needs ${NODE_RANGE}. Update Node.js.\n`;
}
