import { hintText } from '../check/head.ts';
import { createLocators, sign, toUnsigned } from '../check/raw-finding.ts';
import { searchCandidates } from '../contracts/search/candidates.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { today } from '../policy/date.ts';
import type { Policy } from '../policy/policy.ts';
import type { Severity } from '../policy/severity.ts';
import { assertionRules } from '../rules/assertions.ts';
import type { Fix, Report } from '../rules/finding.ts';
import { rules } from '../rules/index.ts';
import type { FileRule } from '../rules/rule.ts';
import { compileGlobs } from '../source/glob.ts';
import { getOrMake, memoizeWeakly } from '../source/memoize.ts';
import { memoryTree } from '../source/memory.ts';
import type { Location } from '../source/span.ts';
import { SourceError } from '../source/tree.ts';
import { hiddenBy } from './hidden.ts';
import { isNameless, type LintedText, placeText, type PlacedText } from './session.ts';

/** A finding of one file, as ESLint takes it: an id and data instead of a text, offsets for fixes. */
export interface EditorFinding {
  readonly rule: FileRule;
  readonly report: Report;
  readonly location: Location;
}

/** Why a file has no verdict: the command line ends with exit code 2 for the same reason. */
export interface EditorProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface Judgement {
  readonly findings: readonly EditorFinding[];
  readonly problem: EditorProblem | null;
}

export const fileRules: readonly FileRule[] = rules.filter((rule) => rule.scope === 'file');

/** The file rules, and those of the policy's own. */
const rulesUnder: (policy: Policy) => readonly FileRule[] = memoizeWeakly(({ assertions }) => [
  ...fileRules,
  ...assertionRules(assertions),
]);

/** The last text judged of a file: all rules of one file share one analysis. */
const judged = new WeakMap<object, Judgement>();

/**
 * The findings of all file rules for a text.
 * @param key an object that stands for this text; the same object gives the same findings without another analysis
 */
export function judge(key: object, text: LintedText): Judgement {
  return getOrMake(judged, key, () => judgeText(text));
}

const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/;
const NOTHING: Judgement = { findings: [], problem: null };

function judgeText(linted: LintedText): Judgement {
  const { filename, text } = linted;
  if (!isNameless(filename) && (!SOURCE.test(filename) || /\.d\.[mc]?ts$/.test(filename))) return NOTHING;
  let placed: PlacedText;
  let inventory: Inventory;
  try {
    placed = placeText(linted);
    if (!isJudged(placed)) return NOTHING;
    inventory = placed.read();
  } catch (error) {
    // No repository can be opened around the file (git refuses it, a folder cannot be read).
    if (!(error instanceof SourceError)) throw error;
    const mayMatter = /define(?:Command|Query|Event)/.test(text);
    return mayMatter ? { findings: [], problem: atBeginning([error.message, error.hint]) } : NOTHING;
  }
  if (!mayHoldContracts(placed, inventory, linted)) return NOTHING;
  const problem = problemOf(placed, inventory);
  return problem ? { findings: [], problem } : { findings: collect(placed, inventory), problem: null };
}

function isJudged({ policy, file }: PlacedText): boolean {
  return compileGlobs(policy.read.include)(file) && !compileGlobs(policy.read.exclude)(file);
}

/** A file that cannot be parsed matters when its text looks like contracts. A text without a name may be in any language. */
function mayHoldContracts({ policy, file }: PlacedText, inventory: Inventory, { filename, text }: LintedText): boolean {
  if (inventory.problems.length === 0) return inventory.contracts.length > 0;
  return !isNameless(filename) && searchCandidates(memoryTree({ [file]: text }), policy.read).judged.length > 0;
}

/** As the command line, the editor gives no verdict by a policy with mistakes, and none on what it cannot read. */
function problemOf({ diagnostics }: PlacedText, inventory: Inventory): EditorProblem | null {
  const mistakes = diagnostics.filter(({ severity }) => severity === 'error');
  const [mistake] = mistakes;
  if (mistake) return atBeginning([hintText(mistake), mistakes.length > 1 ? `(And ${mistakes.length - 1} more.)` : null]);
  const [problem] = inventory.problems;
  if (!problem) return null;
  return { ...atBeginning([problem.message, problem.hint]), line: problem.line ?? 1, column: problem.column ?? 1 };
}

function atBeginning(sentences: readonly (string | null)[]): EditorProblem {
  return { message: ['No verdict:', ...sentences.filter((one) => one !== null)].join(' '), line: 1, column: 1 };
}

function collect(placed: PlacedText, inventory: Inventory): readonly EditorFinding[] {
  const { tree, policy } = placed;
  const found: { readonly rule: FileRule; readonly report: Report }[] = [];
  const isObeyed = hasPolicyFile(placed);
  // ESLint's own configuration says which rules run. A policy file that turns a rule off is obeyed as well; a preset alone does not overrule ESLint.
  const isOn = (severity: Severity): boolean => severity !== 'off' || !isObeyed;
  for (const contract of inventory.contracts) {
    const effective = policy.for(contract);
    for (const rule of rulesUnder(policy)) {
      if (!isOn(effective.severity(rule.id))) continue;
      rule.check(contract, {
        policy,
        effective,
        tree,
        today: today(),
        report: (report) => {
          const isLesser = rule.hasLesser === true && report.severity === 'warn';
          if (isOn(effective.severity(rule.id, isLesser))) found.push({ rule, report });
        },
      });
    }
  }
  const locator = createLocators(inventory, null)(null);
  const byUnsigned = new Map(found.map((one) => [toUnsigned(one.rule, one.report, one.report.severity ?? 'error', locator), one]));
  const hidden = hiddenBy(policy, tree, inventory, sign([...byUnsigned.keys()], inventory, null));
  return [...byUnsigned].flatMap(([unsigned, { rule, report }]) =>
    hidden(unsigned) ? [] : [{ rule, report, location: inventory.locate(report.at) }],
  );
}

/** Whether a policy file is about a file: the root's, or one of a folder that it is in. */
function hasPolicyFile({ policy, file }: PlacedText): boolean {
  return policy.file !== null || policy.resolved?.layers.some(({ folder }) => folder !== '' && file.startsWith(`${folder}/`)) === true;
}

/** A fix, where all of it lies in the file that is linted. */
export function fixWithin(fix: Fix | undefined, file: string): Fix | null {
  return fix && fix.edits.every((edit) => edit.span.file === file) ? fix : null;
}
