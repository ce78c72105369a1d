import { versionId, versionText } from '../compare/version.ts';
import type { Contract, Known } from '../contracts/contract.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { catalogOf } from './support/catalogs.ts';
import { judged } from './support/contracts.ts';
import { counted, joined } from './support/text.ts';

export const uniqueContract: RepositoryRule = defineRule({
  id: 'unique-contract',
  area: 'identity',
  scope: 'repo',
  description: 'Kind, key and version are declared once in a catalogue',
  messages: {
    twice:
      'The {{kind}} "{{key}}" is declared {{count}} in version {{versions}}. Keep one declaration and import it, or give the others a key or version of their own.',
  },
  policy: ['contracts.catalogs'],
  check(inventory, context) {
    const keys = new Map<string, Declaration[]>();
    for (const contract of judged(inventory.contracts, 'unique-contract', context)) {
      const version = versionId(contract);
      if (contract.key.state !== 'known' || contract.key.value === '' || version === null) continue;
      const id = JSON.stringify([catalogOf(contract, context.policy.catalogs), contract.kind, contract.key.value]);
      keys.set(id, [...(keys.get(id) ?? []), { contract, key: contract.key, version }]);
    }
    for (const declarations of keys.values()) {
      const repeated = declarations.filter(({ version }, index) =>
        declarations.some((other, place) => place !== index && other.version === version),
      );
      const [first, ...others] = repeated;
      if (!first) continue;
      const { contract, key } = first;
      const versions = [...new Set(repeated.map((declaration) => versionText(declaration.contract.version)))];
      context.report({
        messageId: 'twice',
        data: { kind: contract.kind, key: key.value, count: counted(repeated.length, 'time'), versions: joined(versions) },
        contract,
        at: key.site,
        subject: key.value,
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
