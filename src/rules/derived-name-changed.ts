import type { Comparison, ContractDiff } from '../compare/change.ts';
import { versionText } from '../compare/version.ts';
import {
  derivedNameOf,
  FACET_TITLES,
  FACETS,
  isPinUnreadable,
  pinnedName,
  transportsInUse,
  type WireFacet,
} from '../compare/wire-names.ts';
import type { Contract } from '../contracts/contract.ts';
import { contains } from '../source/span.ts';
import type { Fix } from './finding.ts';
import { type BaseRule, defineRule } from './rule.ts';
import { nameOf, valueOf } from './support/contracts.ts';
import { quoted } from './support/fixes.ts';
import { insertProperty } from './support/insertions.ts';
import { joined } from './support/text.ts';

export const derivedNameChanged: BaseRule = defineRule({
  id: 'derived-name-changed',
  area: 'version',
  scope: 'base',
  description: 'A version that rises does not rename what clients call, because names on the wire in use are pinned',
  messages: {
    renamed:
      'The version of {{contract}} went from {{from}} to {{version}}, and that renames its {{names}}. Pin the name in transport, so that clients still find it.',
    pin: 'Pin the {{title}} "{{name}}".',
  },
  policy: ['transports'],
  hasSuggestions: true,
  check(comparison, context) {
    for (const diff of comparison.contracts) {
      const { base, head } = diff;
      const renamed = renamedNames(diff, comparison);
      if (!base || !head || renamed.length === 0) continue;
      context.report({
        messageId: 'renamed',
        data: {
          contract: nameOf(head),
          from: String(valueOf(base.version) ?? ''),
          version: String(valueOf(head.version) ?? ''),
          names: joined(renamed.map(({ facet, from, to }) => `${FACET_TITLES[facet.field]} from "${from}" to "${to}"`)),
        },
        contract: head,
        at: head.version.site,
        suggestions: renamed.flatMap(({ facet, from }) => {
          const fix = pin(head, facet, from, comparison);
          return fix ? [{ messageId: 'pin', data: { title: FACET_TITLES[facet.field], name: from }, fix }] : [];
        }),
      });
    }
  },
});

interface RenamedName {
  readonly facet: WireFacet;
  readonly from: string;
  readonly to: string;
}

/** Derived names of transports in use that the version alone renamed. A renamed key is a change of its own. */
function renamedNames({ base, head, renamedTo }: ContractDiff, comparison: Comparison): readonly RenamedName[] {
  if (!base || !head || renamedTo !== null || base.kind !== head.kind || versionText(base.version) === versionText(head.version)) return [];
  const inUse = transportsInUse(comparison.base, comparison.basePolicy.for(base));
  return FACETS.flatMap((facet) => {
    if (!inUse.has(facet.transport) || pinnedName(base, facet) !== undefined || pinnedName(head, facet) !== undefined) return [];
    if (isPinUnreadable(head, facet)) return [];
    const from = derivedNameOf(base, facet);
    const to = derivedNameOf(head, facet);
    return from !== null && to !== null && from !== to ? [{ facet, from, to }] : [];
  });
}

/** Adds the pin where the contract is written out in its own call. */
function pin(head: Contract, { transport, field }: WireFacet, name: string, { head: inventory }: Comparison): Fix | undefined {
  const { spec, call, file } = head;
  if (!spec || !contains(call, spec.span) || spec.open) return undefined;
  const text = inventory.text(file);
  const value = quoted(name, text.slice(head.key.site.start, head.key.site.end));
  const section = spec.properties.get('transport');
  if (!section) {
    const last = [...spec.properties.values()].at(-1);
    return (
      last && insertProperty(text, spec.span, { key: last.key, value: last.span }, `transport: { ${transport}: { ${field}: ${value} } }`)
    );
  }
  if (section.value.kind !== 'object' || section.value.open || !contains(call, section.value.span)) return undefined;
  const own = section.value.properties.get(transport);
  const object = own ? own.value : section.value;
  if (object.kind !== 'object' || object.open || !contains(section.value.span, object.span)) return undefined;
  const last = [...object.properties.values()].at(-1);
  const added = own ? `${field}: ${value}` : `${transport}: { ${field}: ${value} }`;
  return insertProperty(text, object.span, last ? { key: last.key, value: last.span } : null, added);
}
