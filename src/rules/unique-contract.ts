import { versionId, versionText } from '../compare/version.ts';
import type { Contract, Known } from '../contracts/contract.ts';
import { catalogId } from '../policy/catalogs.ts';
import { count } from '../source/count.ts';
import { groupBy } from '../source/groups.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { judged } from './support/contracts.ts';
import { joined } from './support/text.ts';

export const uniqueContract: RepositoryRule = defineRule({
  id: 'unique-contract',
  area: 'identity',
  scope: 'repo',
  description: 'Kind, key and version are declared once in a catalogue',
  messages: {
    twice:
      'The {{kind}} "{{key}}" is declared {{count}} in {{versions}}. Keep one declaration and import it, or give the others a key or version of their own.',
  },
  policy: ['contracts.catalogs'],
  check(inventory, context) {
    const declarations = judged(inventory.contracts, 'unique-contract', context).flatMap(toDeclaration);
    const keys = groupBy(declarations, ({ contract, key }) =>
      JSON.stringify([catalogId(contract, context.policy.catalogs), contract.kind, key.value]),
    );
    for (const sameKey of keys.values()) {
      const repeated = [...groupBy(sameKey, ({ version }) => version).values()].flatMap((same) => (same.length > 1 ? same : []));
      const [first, ...others] = repeated;
      if (!first) continue;
      const { contract, key } = first;
      const versions = [...new Set(repeated.map((declaration) => versionText(declaration.contract.version)))];
      context.report({
        messageId: 'twice',
        data: {
          kind: contract.kind,
          key: key.value,
          count: count(repeated.length, 'time'),
          versions: `${versions.length === 1 ? 'version' : 'versions'} ${joined(versions)}`,
        },
        contract,
        at: key.site,
        subject: key.value,
        parts: repeated.map((declaration) => ({ contract: declaration.contract, subject: versionText(declaration.contract.version) })),
        related: others.map((other) => ({
          span: other.key.site,
          message: `Declared here too, in version ${versionText(other.contract.version)}.`,
        })),
      });
    }
  },
});

interface Declaration {
  readonly contract: Contract;
  readonly key: Known<string>;
  readonly version: string;
}

/** None where key or version is missing or cannot be read. */
function toDeclaration(contract: Contract): readonly Declaration[] {
  const { key } = contract;
  const version = versionId(contract);
  return key.state === 'known' && key.value !== '' && version !== null ? [{ contract, key, version }] : [];
}
