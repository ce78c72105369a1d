import { stageColumn } from '../compare/stage.ts';
import { semanticVersion } from '../compare/version.ts';
import type { Contract, Emit } from '../contracts/contract.ts';
import { catalogId } from '../policy/catalogs.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { judged, knownItems, nameOf } from './support/contracts.ts';

export const stabilityDependency: RepositoryRule = defineRule({
  id: 'stability-dependency',
  area: 'stability',
  scope: 'repo',
  description: 'A stable contract emits no experimental event, and a live one no deprecated event',
  messages: {
    early:
      '{{contract}} is "{{stage}}" and emits "{{event}}", which is "{{eventStage}}" and may still change. Raise the stability of the event, or lower that of the {{kind}}.',
    deprecated: '{{contract}} is "{{stage}}" and emits "{{event}}", which is deprecated. Emit its replacement.',
  },
  policy: ['stability.stages'],
  check(inventory, context) {
    const events = new Map<string, Contract>();
    const idOf = (contract: Contract, key: string, version: string | number): string =>
      JSON.stringify([catalogId(contract, context.policy.catalogs), key, semanticVersion(version) ?? `=${version}`]);
    for (const event of inventory.contracts) {
      if (event.kind !== 'event' || event.key.state !== 'known' || event.version.state !== 'known') continue;
      const id = idOf(event, event.key.value, event.version.value);
      // Of an event that is declared twice the first stands for both; `unique-contract` tells of the second.
      if (!events.has(id)) events.set(id, event);
    }
    for (const contract of judged(inventory.contracts, 'stability-dependency', context)) {
      if (contract.stability.state !== 'known') continue;
      const { stages } = context.policy.for(contract).stability;
      const seen = new Set<Contract>();
      for (const { value: emit } of knownItems(contract.emits)) {
        if (emit.key.state !== 'known' || emit.version.state !== 'known') continue;
        const event = events.get(idOf(contract, emit.key.value, emit.version.value));
        if (!event || event.stability.state !== 'known' || seen.has(event)) continue;
        seen.add(event);
        const messageId = judge(contract.stability.value, event.stability.value, stages);
        if (messageId === null) continue;
        const data = { contract: nameOf(contract), stage: contract.stability.value, event: emit.key.value };
        context.report({
          messageId,
          data: messageId === 'early' ? { ...data, eventStage: event.stability.value, kind: contract.kind } : data,
          contract,
          at: keyPlace(emit),
          subject: emit.key.value,
          related: [{ span: event.stability.origin, message: `"${emit.key.value}" is "${event.stability.value}" here.` }],
        });
      }
    }
  },
});

function judge(stage: string, eventStage: string, stages: readonly string[]): 'early' | 'deprecated' | null {
  if (stage === 'deprecated') return null;
  if (eventStage === 'deprecated') return 'deprecated';
  if (!stages.includes(stage) || !stages.includes(eventStage)) return null;
  return stageColumn(stage, stages) === 'stable' && stageColumn(eventStage, stages) === 'early' ? 'early' : null;
}

/** The key of an inline emit, else the reference. */
function keyPlace(emit: Emit): Emit['site'] {
  return emit.form === 'inline' ? emit.key.site : emit.site;
}
