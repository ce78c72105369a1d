import { type DeclaredEvent, declaredEvents } from '../compare/declared-events.ts';
import { versionName } from '../compare/version.ts';
import type { Contract, Emit, Known } from '../contracts/contract.ts';
import { contains, type Span } from '../source/span.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { emittedEvents } from './support/audit-labels.ts';
import { judged, nameOf, valueOf } from './support/contracts.ts';
import { schemaDifferences, type SchemaDifference } from './support/schema-differences.ts';
import { listed } from './support/text.ts';

/** How many fields a message names of each sort of difference. */
const MAX_NAMED = 3;

export const eventPayload: RepositoryRule = defineRule({
  id: 'event-payload',
  area: 'events',
  scope: 'repo',
  description: "An inline payload means the same as that of the declared event of the event's key and version",
  messages: {
    differs:
      '{{contract}} emits "{{event}}" {{version}} with a payload that is not the one of the declared event: {{differences}}. Emit the declared event by reference, or make the two agree.',
  },
  policy: [],
  check(inventory, context) {
    const events = declaredEvents(inventory);
    for (const contract of judged(inventory.contracts, 'event-payload', context)) {
      for (const { emit, key } of emittedEvents(contract)) {
        const version = valueOf(emit.version);
        if (emit.form !== 'inline' || emit.payload === null || version === undefined) continue;
        const declared = (events.get(key.value) ?? []).filter(
          (event) => event.version === versionName(version) && event.contract.payload !== null,
        );
        const found = firstDiffering(contract, emit, declared);
        if (!found) continue;
        context.report({
          messageId: 'differs',
          data: { contract: nameOf(contract), event: key.value, version: versionName(version), differences: inWords(found.differences) },
          contract,
          at: placeOf(contract, emit, key),
          subject: key.value,
          related: [{ span: payloadPlace(found.event), message: 'The event is declared here.' }],
        });
      }
    }
  },
});

interface Difference {
  readonly event: DeclaredEvent;
  readonly differences: readonly SchemaDifference[];
}

/** Null when one of the declarations agrees. Of several that do not, that of the same package counts, else the first. */
function firstDiffering(contract: Contract, emit: Emit, declared: readonly DeclaredEvent[]): Difference | null {
  const { payload } = emit;
  if (payload === null) return null;
  const compared = declared.flatMap((event) =>
    event.contract.payload === null ? [] : [{ event, differences: schemaDifferences(payload, event.contract.payload) }],
  );
  if (compared.some(({ differences }) => differences.length === 0)) return null;
  return compared.find(({ event }) => event.contract.package === contract.package) ?? compared[0] ?? null;
}

/** The payload's expression in the contract's own file, else the entry. */
function placeOf(contract: Contract, emit: Emit, key: Known<string>): Span {
  const payload = emit.entry?.properties.get('payload')?.span;
  if (payload && contains(contract.call, payload)) return payload;
  return emit.site.file === contract.file ? emit.site : key.site;
}

function payloadPlace({ contract, key }: DeclaredEvent): Span {
  const payload = contract.spec?.properties.get('payload')?.span;
  return payload?.file === contract.file ? payload : key.site;
}

/** `"a" is missing; "b" and "c" are not in the event; "d" is ID instead of Int_unsecure`. */
function inWords(differences: readonly SchemaDifference[]): string {
  const missing = differences.flatMap(({ path, inline }) => (inline === null ? [path] : []));
  const foreign = differences.flatMap(({ path, declared }) => (declared === null ? [path] : []));
  const others = differences.filter(({ inline, declared }) => inline !== null && declared !== null);
  const parts = [
    missing.length > 0 ? `${listed(missing, MAX_NAMED)} ${missing.length === 1 ? 'is' : 'are'} missing` : null,
    foreign.length > 0 ? `${listed(foreign, MAX_NAMED)} ${foreign.length === 1 ? 'is' : 'are'} not in the event` : null,
    ...others
      .slice(0, MAX_NAMED)
      .map(({ path, inline, declared }) => `${path === '' ? 'it' : `"${path}"`} is ${inline ?? ''} instead of ${declared ?? ''}`),
    others.length > MAX_NAMED ? `${others.length - MAX_NAMED} more differ` : null,
  ];
  return parts.filter((part) => part !== null).join('; ');
}
