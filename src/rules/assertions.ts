import type { Assertion } from '../policy/assertions.ts';
import { compileSelector, subjectOf } from '../policy/selector.ts';
import { contains } from '../source/span.ts';
import { defineRule, type FileRule, type RuleMeta } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { breachOf } from './support/demands.ts';
import { siteOfItem, valueAt } from './support/value-at.ts';

/** The messages of all of them. */
export const ASSERTION_MESSAGES: RuleMeta['messages'] = {
  breach: '{{value}} of {{contract}} {{says}} (demanded by the assertion "{{id}}" of the policy).',
  own: '{{message}} ({{value}} of {{contract}} {{says}}.)',
};

/** Whether a rule is an assertion of a policy. */
export function isAssertion({ policy }: Pick<RuleMeta, 'policy'>): boolean {
  return policy.includes('assert');
}

/** The rules that a policy's `assert` entries make, one an entry: file rules like all others, without code of their own. */
export function assertionRules(assertions: readonly Assertion[]): readonly FileRule[] {
  return assertions.map(assertionRule);
}

function assertionRule(assertion: Assertion): FileRule {
  const isSelected = compileSelector(assertion.select);
  return defineRule({
    id: assertion.id,
    area: 'policy',
    scope: 'file',
    // Descriptions end without a full stop, which is added where one is shown as a sentence.
    description: assertion.message?.replace(/\.$/, '') ?? `${assertion.value} is as the policy demands`,
    messages: ASSERTION_MESSAGES,
    policy: ['assert'],
    check(contract, { report }) {
      // What is no object that can be read is reported by `static-contract`.
      if (!contract.spec || !isSelected(subjectOf(contract))) return;
      const found = valueAt(contract, assertion.value);
      const breach = breachOf(found, assertion);
      if (!breach) return;
      const { message, id, value } = assertion;
      const data = { value, contract: nameOf(contract), says: breach.says };
      const at = breach.item ? siteOfItem(contract, breach.item, found.site) : found.site;
      const origin = breach.item?.value.span ?? (found.state === 'absent' ? null : found.value.span);
      report({
        messageId: message === null ? 'breach' : 'own',
        data: message === null ? { ...data, id } : { ...data, message },
        contract,
        at,
        subject: value,
        related: origin === null || contains(at, origin) ? [] : [{ span: origin, message: 'The value is written here.' }],
      });
    },
  });
}
