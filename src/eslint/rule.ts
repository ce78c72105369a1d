import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import type { RuleFix, RuleFixer, RuleModule } from '@typescript-eslint/utils/ts-eslint';
import { docsUrl } from '../check/tool.ts';
import { ASSERTION_MESSAGES, isAssertion } from '../rules/assertions.ts';
import type { Fix } from '../rules/finding.ts';
import { fillingOf, type MessageData } from '../rules/message.ts';
import type { FileRule, RuleMeta } from '../rules/rule.ts';
import { fixWithin, judge } from './judge.ts';

/** The message of any rule where there is no verdict: an id that no rule has. */
const NO_VERDICT: string = 'no-verdict';

/** The rule that says why a text has no verdict: the first to see it, so that it is said once. */
const spokesmen = new WeakMap<object, string>();

function isSpokesman(text: object, rule: string): boolean {
  if (!spokesmen.has(text)) spokesmen.set(text, rule);
  return spokesmen.get(text) === rule;
}

export interface RuleDocs {
  readonly description: string;
}

/** A rule as ESLint knows it. Severity is all that its configuration says; everything else is in the policy. */
export type EslintRule = RuleModule<string, [], RuleDocs>;

/** Turns a rule into one of ESLint's. */
export function toEslintRule(rule: FileRule): EslintRule {
  return createEslintRule(rule, ({ id }) => id === rule.id);
}

/** The one rule that stands for all assertions of a policy: ESLint must know its rules before it knows the policy. */
export const assertions: EslintRule = createEslintRule(
  {
    id: 'assertions',
    area: 'policy',
    description: 'Contracts are as the assertions of the policy demand',
    messages: ASSERTION_MESSAGES,
    policy: ['assert'],
  },
  isAssertion,
);

/**
 * A rule that reports what some rules of ours find. The file's text is parsed by the engine: which parser ESLint uses makes no difference.
 * @param isReported whether the findings of a rule are reported by this one
 */
function createEslintRule(rule: RuleMeta, isReported: (rule: FileRule) => boolean): EslintRule {
  const createRule = RuleCreator<RuleDocs>(() => docsUrl(rule));
  const fill = (messageId: string, data: MessageData = {}): MessageData => fillingOf(rule.messages[messageId] ?? '', data);
  return createRule({
    name: rule.id,
    meta: {
      type: 'problem',
      docs: { description: rule.description },
      schema: [],
      messages: { ...rule.messages, [NO_VERDICT]: '{{problem}}' },
      ...(rule.fixable ? { fixable: 'code' as const } : {}),
      ...(rule.hasSuggestions ? { hasSuggestions: true } : {}),
    },
    defaultOptions: [],
    create(context) {
      return {
        Program() {
          const { sourceCode, filename, physicalFilename, cwd } = context;
          const { findings, problem } = judge(sourceCode, { filename, physicalFilename, text: sourceCode.text, cwd });
          if (problem && isSpokesman(sourceCode, rule.id)) {
            const { message, line, column } = problem;
            context.report({ messageId: NO_VERDICT, data: { problem: message }, loc: { line, column: column - 1 } });
          }
          for (const { rule: origin, report, location } of findings) {
            if (!isReported(origin)) continue;
            const fix = fixWithin(report.fix, location.file);
            context.report({
              messageId: report.messageId,
              data: fill(report.messageId, report.data),
              loc: {
                start: { line: location.line, column: location.column - 1 },
                end: { line: location.endLine, column: location.endColumn - 1 },
              },
              ...(fix && rule.fixable ? { fix: apply(fix) } : {}),
              ...(rule.hasSuggestions
                ? {
                    suggest: (report.suggestions ?? [])
                      .filter((suggestion) => fixWithin(suggestion.fix, location.file) !== null)
                      .map((suggestion) => ({
                        messageId: suggestion.messageId,
                        data: fill(suggestion.messageId, { ...report.data, ...suggestion.data }),
                        fix: apply(suggestion.fix),
                      })),
                  }
                : {}),
            });
          }
        },
      };
    },
  });
}

function apply(fix: Fix): (fixer: RuleFixer) => RuleFix[] {
  return (fixer) => fix.edits.map((edit) => fixer.replaceTextRange([edit.span.start, edit.span.end], edit.text));
}
