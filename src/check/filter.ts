import type { Finding } from './result.ts';

/** Which findings are shown and counted. Nothing here changes what is read or judged. */
export interface FindingFilter {
  /** Files and folders relative to the root; empty: all. */
  readonly paths: readonly string[];
  readonly owners: readonly string[];
  readonly rules: readonly string[];
}

export function filterFindings(findings: readonly Finding[], { paths, owners, rules }: FindingFilter): readonly Finding[] {
  return findings.filter(
    (finding) =>
      isBelow(finding.file, paths) &&
      (rules.length === 0 || rules.includes(finding.rule)) &&
      (owners.length === 0 || owners.some((owner) => finding.contract?.owners.includes(owner))),
  );
}

/** Whether `file` is one of `paths` or in one of them. No paths, or the root itself, are everything. */
export function isBelow(file: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
}
