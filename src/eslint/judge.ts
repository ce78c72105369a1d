import { compileGlobs } from '../source/glob.ts';
import { createLocators, sign, toUnsigned } from '../check/raw-finding.ts';
import type { Policy } from '../policy/policy.ts';
import type { Fix, Report } from '../rules/finding.ts';
import { rules } from '../rules/index.ts';
import type { FileRule } from '../rules/rule.ts';
import type { Location } from '../source/span.ts';
import { hiddenBy } from './hidden.ts';
import { readText, type FileReading } from './session.ts';

/** A finding of one file, as ESLint takes it: an id and data instead of a text, offsets for fixes. */
export interface EditorFinding {
  readonly rule: string;
  readonly report: Report;
  readonly location: Location;
}

export const fileRules: readonly FileRule[] = rules.filter((rule) => rule.scope === 'file');

/** The last text judged of a file: all rules of one file share one analysis. */
const judged = new WeakMap<object, readonly EditorFinding[]>();

/**
 * The findings of all file rules for a text.
 * @param key an object that stands for this text; the same object gives the same findings without another analysis
 */
export function judge(key: object, filename: string, text: string, cwd: string): readonly EditorFinding[] {
  let findings = judged.get(key);
  if (!findings) judged.set(key, (findings = judgeText(filename, text, cwd)));
  return findings;
}

const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/;

function judgeText(filename: string, text: string, cwd: string): readonly EditorFinding[] {
  if (!SOURCE.test(filename) || /\.d\.[mc]?ts$/.test(filename)) return [];
  const reading = readText(filename, text, cwd);
  if (reading.inventory.contracts.length === 0 || !isJudged(reading)) return [];
  return collect(reading);
}

function isJudged({ policy, file }: FileReading): boolean {
  return compileGlobs(policy.read.include)(file) && !compileGlobs(policy.read.exclude)(file);
}

function collect({ tree, policy, inventory }: FileReading): readonly EditorFinding[] {
  const found: { readonly rule: FileRule; readonly report: Report }[] = [];
  for (const contract of inventory.contracts) {
    const effective = policy.for(contract);
    for (const rule of fileRules) {
      if (!isOn(policy, effective.severity(rule.id))) continue;
      rule.check(contract, {
        policy,
        effective,
        tree,
        today: new Date().toISOString().slice(0, 10),
        report: (report) => {
          const isLesser = rule.hasLesser === true && report.severity === 'warn';
          if (isOn(policy, effective.severity(rule.id, isLesser))) found.push({ rule, report });
        },
      });
    }
  }
  const locator = createLocators(inventory, null)(null);
  const byUnsigned = new Map(found.map((one) => [toUnsigned(one.rule, one.report, one.report.severity ?? 'error', locator), one]));
  const hidden = hiddenBy(policy, tree, inventory, sign([...byUnsigned.keys()], inventory, null));
  return [...byUnsigned].flatMap(([unsigned, { rule, report }]) =>
    hidden(unsigned) ? [] : [{ rule: rule.id, report, location: inventory.locate(report.at) }],
  );
}

/** ESLint's own configuration says which rules run. A policy file that turns a rule off is obeyed as well; a preset alone does not overrule ESLint. */
function isOn(policy: Policy, severity: string): boolean {
  return severity !== 'off' || policy.file === null;
}

/** A fix, where all of it lies in the file that is linted. */
export function fixWithin(fix: Fix | undefined, file: string): Fix | null {
  return fix && fix.edits.every((edit) => edit.span.file === file) ? fix : null;
}
