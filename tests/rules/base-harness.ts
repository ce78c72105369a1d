import { editText } from '../../src/check/fix-edits.ts';
import type { Edits } from '../../src/check/result.ts';
import { runRules } from '../../src/check/run-rules.ts';
import { compare } from '../../src/compare/compare.ts';
import type { Inventory } from '../../src/contracts/inventory.ts';
import { readInventory } from '../../src/contracts/read.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith, type PolicyPatch } from '../support/policy.ts';

export type Files = Readonly<Record<string, string>>;

/** A finding in the words of a test. What a finding does not have is left out. */
export interface SeenFinding {
  /** `error src/mail.ts:5:39 '1.0.0'`: the severity, the place, and the text there; on which side, where that is the base. */
  readonly at: string;
  readonly message: string;
  readonly subject?: string;
  readonly related?: readonly string[];
  /** The files after the fix: only those that differ. */
  readonly fix?: Files;
  readonly suggestions?: readonly { readonly message: string; readonly output: Files }[];
}

export interface Options {
  readonly policy?: PolicyPatch;
  readonly headPolicy?: PolicyPatch;
  readonly today?: string;
  /** The files of the last release. */
  readonly release?: Files;
}

/** Runs a rule over a change of sources, as `check` does, and gives all that it found. */
export function runBaseRule(rule: Rule, base: Files, head: Files, options: Options = {}): readonly SeenFinding[] {
  const policy = policyWith(options.policy);
  const headPolicy = options.headPolicy ? policyWith(options.headPolicy) : policy;
  const { today = '2026-06-15' } = options;
  const [before, after] = [base, head].map((files) => readInventory(memoryTree(files), policy.read));
  if (!before || !after || before.problems.length + after.problems.length > 0) throw new Error('The sources cannot be read.');
  const releases = options.release ? [{ inventory: readInventory(memoryTree(options.release), policy.read), package: null }] : [];
  const comparison = compare({ base: before, head: after, basePolicy: policy, headPolicy, today, releases });
  const { findings, problems } = runRules({ inventory: after, policy, rules: [rule], today, comparison });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return findings.map((finding) => {
    const isOfBase = finding.about !== null && !after.contracts.includes(finding.about);
    const side = isOfBase ? before : after;
    const related = finding.related.map(({ file, line, column, message }) => `${file}:${String(line)}:${String(column)} ${message}`);
    return {
      at: `${finding.severity} ${finding.file}:${String(finding.line)}:${String(finding.column)} ${textAt(side, finding)}${isOfBase ? ' at the base' : ''}`,
      message: finding.message,
      ...(finding.subject !== null && { subject: finding.subject }),
      ...(related.length > 0 && { related }),
      ...(finding.fix && { fix: outputs(finding.fix, head) }),
      ...(finding.suggestions.length > 0 && {
        suggestions: finding.suggestions.map(({ message, fix }) => ({ message, output: outputs(fix, head) })),
      }),
    };
  });
}

function textAt(
  inventory: Inventory,
  { file, line, column, endLine, endColumn }: { file: string; line: number; column: number; endLine: number; endColumn: number },
): string {
  const lines = inventory
    .text(file)
    .split('\n')
    .slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines.map((text, index) => text.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined)).join('\n');
}

function outputs(fix: Edits, files: Files): Files {
  const changed = new Set(fix.edits.map(({ file }) => file));
  return Object.fromEntries(
    [...changed].map((file) => [
      file,
      editText(
        files[file] ?? '',
        fix.edits.filter((edit) => edit.file === file),
      ),
    ]),
  );
}
