import { isRecord } from '../../source/records.ts';
import type { PackageInfo } from './packages.ts';

/** Conditions of package exports that hold without being asked for; `types` never does. */
export const STANDARD_CONDITIONS: ReadonlySet<string> = new Set(['import', 'module', 'node', 'node-addons', 'bun', 'require', 'default']);
/** With those that a run-time can be told to take: they lead to the source where the output is not committed. */
const RUNTIME_CONDITIONS: ReadonlySet<string> = new Set([...STANDARD_CONDITIONS, 'development', 'production', 'source']);

/** A pattern of names, with what it leads to: of a package's `imports`, of a tsconfig's `paths`. */
export interface PathMapping {
  readonly pattern: string;
  readonly targets: readonly string[];
}

/** An exact name before a pattern, and of patterns the one with the longest prefix. */
export function byPrecision(a: string, b: string): number {
  if (a.includes('*') !== b.includes('*')) return a.includes('*') ? 1 : -1;
  return b.indexOf('*') - a.indexOf('*') || b.length - a.length;
}

/** The specifiers by which a package is imported whose last word may be none of the file's: those that its manifest lists. */
export function entrySpecifiers({ name, manifest }: PackageInfo): readonly string[] {
  if (name === null) return [];
  const declared = manifest['exports'];
  const subpaths = isRecord(declared) ? Object.keys(declared).filter((key) => key.startsWith('./') && !key.includes('*')) : [];
  return [name, ...subpaths.map((key) => name + key.slice(1))];
}

/** The targets that a package's `exports` or `imports` give for a subpath, in the order in which a run-time would try them. */
export function exportTargets(declared: unknown, subpath: string, conditions: ReadonlySet<string> = RUNTIME_CONDITIONS): readonly string[] {
  if (!isRecord(declared)) return subpath === '.' ? conditionTargets(declared, conditions) : [];
  // First, and cheap: packages have hundreds of subpaths.
  if (Object.hasOwn(declared, subpath)) return conditionTargets(declared[subpath], conditions);
  const keys = Object.keys(declared);
  const hasSubpaths = keys.some((key) => key.startsWith('.') || key.startsWith('#'));
  if (!hasSubpaths) return subpath === '.' ? conditionTargets(declared, conditions) : [];
  const best = keys
    .map((key) => ({ key, rest: key.includes('*') ? matchStar(key, subpath) : null }))
    .filter((match) => match.rest !== null)
    .sort((a, b) => byPrecision(a.key, b.key))[0];
  if (!best) return [];
  return conditionTargets(declared[best.key], conditions).map((value) => value.replaceAll('*', () => best.rest ?? ''));
}

function conditionTargets(value: unknown, allowed: ReadonlySet<string>): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => conditionTargets(one, allowed));
  if (!isRecord(value)) return [];
  // What `require` gives is taken where nothing else is: most code is written as ES modules, whatever it is built to.
  const conditions = Object.keys(value).filter((condition) => allowed.has(condition));
  const ordered = [
    ...conditions.filter((condition) => condition !== 'require'),
    ...conditions.filter((condition) => condition === 'require'),
  ];
  return ordered.flatMap((condition) => conditionTargets(value[condition], allowed));
}

/** What the star of a pattern stands for, or null where the pattern does not match. */
export function matchStar(pattern: string, text: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : null;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return null;
  return text.slice(before.length, text.length - after.length);
}
