import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import type { RuleFix, RuleFixer, RuleModule } from '@typescript-eslint/utils/ts-eslint';
import { docsUrl } from '../check/tool.ts';
import type { Fix } from '../rules/finding.ts';
import type { FileRule } from '../rules/rule.ts';
import { fixWithin, judge } from './judge.ts';

export interface RuleDocs {
  readonly description: string;
}

/** A rule as ESLint knows it. Severity is all that its configuration says; everything else is in the policy. */
export type EslintRule = RuleModule<string, [], RuleDocs>;

/** Turns a rule into one of ESLint's. The file's text is parsed by the engine: which parser ESLint uses makes no difference. */
export function toEslintRule(rule: FileRule): EslintRule {
  const createRule = RuleCreator<RuleDocs>(() => docsUrl(rule));
  return createRule({
    name: rule.id,
    meta: {
      type: 'problem',
      docs: { description: rule.description },
      schema: [],
      messages: { ...rule.messages },
      ...(rule.fixable ? { fixable: 'code' as const } : {}),
      ...(rule.hasSuggestions ? { hasSuggestions: true } : {}),
    },
    defaultOptions: [],
    create(context) {
      return {
        Program() {
          const { sourceCode, filename, cwd } = context;
          for (const { rule: id, report, location } of judge(sourceCode, filename, sourceCode.text, cwd)) {
            if (id !== rule.id) continue;
            const fix = fixWithin(report.fix, location.file);
            context.report({
              messageId: report.messageId,
              data: { ...report.data },
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
                        data: { ...report.data, ...suggestion.data },
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
