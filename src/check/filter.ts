import type { Finding } from './result.ts';

/**
 * Which findings are shown and counted. Nothing here changes what is read or judged. A contract belongs to a folder, and to an owner,
 * when it does at the base or at the head: a change does not take a contract out of sight by moving it, or giving it away.
 */
export interface FindingFilter {
  /** Files and folders relative to the root; empty: all. */
  readonly paths: readonly string[];
  readonly owners: readonly string[];
  readonly rules: readonly string[];
}

export function filterFindings(findings: readonly Finding[], { paths, owners, rules }: FindingFilter): readonly Finding[] {
  return findings.filter(
    ({ file, rule, contract, was }) =>
      (isBelow(file, paths) || (was !== null && isBelow(was.file, paths))) &&
      (rules.length === 0 || rules.includes(rule)) &&
      (owners.length === 0 || owners.some((owner) => contract?.owners.includes(owner) || was?.owners.includes(owner))),
  );
}

/** Whether `file` is one of `paths` or in one of them. No paths, or the root itself, are everything. */
export function isBelow(file: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
}
