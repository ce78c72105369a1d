import { compareSemantic, semanticVersion } from '../compare/version.ts';
import type { Contract, Read } from '../contracts/contract.ts';
import type { EffectivePolicy, StageRequirements } from '../policy/effective-policy.ts';
import { count } from '../source/count.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { isPlaceholder } from './support/placeholders.ts';
import { isLeftTo } from './support/precedence.ts';

export const stabilityRequirements: FileRule = defineRule({
  id: 'stability-requirements',
  area: 'stability',
  scope: 'file',
  description: 'A contract has what the policy demands of its stage',
  messages: {
    text: 'The {{field}} of {{contract}} has {{count}}, a contract that is "{{stage}}" needs at least {{min}}. Say more in meta.{{field}}.',
    scenarios: '{{contract}} has {{count}}, an operation that is "{{stage}}" needs at least {{min}}. Add to acceptance.scenarios.',
    examples: '{{contract}} has {{count}}, an operation that is "{{stage}}" needs at least {{min}}. Add to acceptance.examples.',
    audit:
      '{{contract}} emits events and audits nothing, a command that is "{{stage}}" needs an audit. Add the labels to sideEffects.audit.',
    released:
      'The version "{{version}}" of {{contract}} is below 1.0.0, a contract that is "{{stage}}" needs a released version. Release it as 1.0.0, or lower its stability.',
  },
  policy: ['stability.requirements'],
  check(contract, context) {
    const stage = contract.stability.state === 'known' ? contract.stability.value : null;
    const needs = stage === null ? undefined : context.effective.stability.requirements.get(stage);
    if (stage === null || !needs) return;
    const isAuditLeft = isLeftTo('audit-coverage', 'stability-requirements', context.effective);
    const isTextLeft = isLeftTo('complete-meta', 'stability-requirements', context.effective);
    const placeholders = isTextLeft ? context.effective.meta.placeholders : null;
    for (const { data, ...report } of unmet(contract, needs, isAuditLeft, placeholders)) {
      if (isLeftToKnownFields(report.subject, contract, 'stability-requirements', context.effective)) continue;
      if (report.messageId === 'released' && isLeftToValidVersion(contract, context.effective)) continue;
      context.report({ ...report, data: { contract: nameOf(contract), stage, ...data }, contract });
    }
  },
});

interface Unmet extends Omit<Report, 'contract'> {
  /** The path of the value that falls short. */
  readonly subject: string;
}

/** Whether a version is below 1.0.0 as a prerelease of it alone, in a stage that has none: the finding of `valid-version`. */
function isLeftToValidVersion({ version, stability }: Contract, effective: EffectivePolicy): boolean {
  if (version.state !== 'known' || stability.state !== 'known' || effective.versioning.prerelease.includes(stability.value)) return false;
  return /^1\.0\.0-/.test(String(version.value)) && isLeftTo('valid-version', 'stability-requirements', effective);
}

function* unmet(
  contract: Contract,
  needs: StageRequirements,
  isAuditLeft: boolean,
  placeholders: readonly string[] | null,
): Generator<Unmet> {
  const isOperation = contract.kind !== 'event';
  yield* shortText('description', contract.description, needs.description, placeholders);
  if (isOperation) {
    yield* shortText('goal', contract.goal, needs.goal, placeholders);
    yield* shortText('context', contract.context, needs.context, placeholders);
    yield* fewer('scenarios', 'acceptance scenario', contract.acceptance.scenarios, needs.scenarios);
    yield* fewer('examples', 'acceptance example', contract.acceptance.examples, needs.examples);
  }
  const { audit, emits, version } = contract;
  const auditsNothing = audit.state === 'absent' || (audit.state === 'known' && audit.value.length === 0);
  if (needs.audit && !isAuditLeft && auditsNothing && knownItems(emits).length > 0) {
    yield { messageId: 'audit', at: audit.site, subject: 'sideEffects.audit' };
  }
  const semantic = version.state === 'known' ? semanticVersion(version.value) : null;
  if (needs.released && semantic !== null && version.state === 'known' && compareSemantic(semantic, '1.0.0') < 0) {
    yield { messageId: 'released', data: { version: String(version.value) }, at: version.site, subject: 'meta.version' };
  }
}

/**
 * A text that is absent, empty or a placeholder is the finding of `complete-meta`.
 * @param placeholders null where that rule does not speak for them
 */
function* shortText(field: string, read: Read<string>, min: number, placeholders: readonly string[] | null): Generator<Unmet> {
  if (read.state !== 'known' || read.value.trim() === '') return;
  if (placeholders && isPlaceholder(read.value, field, placeholders)) return;
  const length = [...read.value.trim()].length;
  if (length >= min) return;
  yield {
    messageId: 'text',
    data: { field, count: count(length, 'character'), min: String(min) },
    at: read.site,
    subject: `meta.${field}`,
  };
}

function* fewer(field: 'scenarios' | 'examples', noun: string, list: Read<readonly Read<unknown>[]>, min: number): Generator<Unmet> {
  if (min === 0 || list.state === 'invalid' || list.state === 'unknown') return;
  if (list.state === 'known' && (list.value.length >= min || hasUnknown(list))) return;
  const amount = list.state === 'known' ? list.value.length : 0;
  yield {
    messageId: field,
    data: { count: amount === 0 ? `no ${noun}` : count(amount, noun), min: String(min) },
    at: list.site,
    subject: `acceptance.${field}`,
  };
}
