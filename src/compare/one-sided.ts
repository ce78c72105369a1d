import type { Contract } from '../contracts/contract.ts';
import { catalogId } from '../policy/catalogs.ts';
import type { Policy } from '../policy/policy.ts';
import type { Change, ContractDiff } from './change.ts';
import { placelessChange } from './contract/change-builder.ts';
import { keyText } from './key-text.ts';
import type { CompareOptions } from './options.ts';
import type { FindReleased } from './released.ts';
import { judgeRemoval, mayBeRemoved, removalChangeId } from './removal-verdict.ts';
import { judgeVersion } from './version-verdict.ts';
import { versionText } from './version.ts';

/** What only one side has owes no bump: there is no version that could rise. */
const NO_BUMP = { requiredBump: 'none', actualBump: 'none', requiredVersion: null } as const;

/** A contract, or a version of one, that came. Where it was released before with other content, its version is reused. */
export function addedDiff(head: Contract, { base, basePolicy }: CompareOptions, released: FindReleased): ContractDiff {
  const others = versionsBeside(head, base.contracts, basePolicy);
  const name = `${keyText(head)} ${versionText(head.version)}`;
  const message =
    others.length > 0 ? `Version ${versionText(head.version)} was added beside ${others.join(', ')}.` : `The ${head.kind} was added.`;
  const change: Change = { ...placelessChange('contract-added', 'meta.key', message), after: name, head: head.key.site };
  const counterpart = released(head, null);
  const verdict =
    counterpart?.contract &&
    judgeVersion({
      base: counterpart.contract,
      head,
      changes: counterpart.changes,
      released: counterpart,
      policy: basePolicy.for(head),
      taken: new Set(),
    }).verdict;
  return {
    kind: head.kind,
    key: keyText(head),
    status: 'added',
    renamedTo: null,
    base: null,
    head,
    ...NO_BUMP,
    satisfied: true,
    changes: [change],
    ...(verdict && !verdict.isPaid && { verdict: { ...verdict, fault: 'reused' as const } }),
  };
}

/** A contract, or a version of one, that is gone. */
export function removedDiff(base: Contract, { head, basePolicy, today }: CompareOptions): ContractDiff {
  const remaining = versionsBeside(base, head.contracts, basePolicy);
  const removal = judgeRemoval(base, basePolicy.for(base), today, remaining);
  const name = `${keyText(base)} ${versionText(base.version)}`;
  const subject = remaining.length > 0 ? `Version ${versionText(base.version)}` : `The ${base.kind}`;
  const why = {
    undeprecated: 'without having been deprecated',
    'no-sunset': 'while deprecated with no sunset',
    'before-sunset': `before its sunset on ${removal.sunset ?? ''}`,
    'after-sunset': `after its sunset on ${removal.sunset ?? ''}`,
  }[removal.state];
  return {
    kind: base.kind,
    key: keyText(base),
    status: 'removed',
    renamedTo: null,
    base,
    head: null,
    ...NO_BUMP,
    satisfied: mayBeRemoved(removal),
    changes: [
      {
        ...placelessChange(removalChangeId(removal), 'meta.key', `${subject} was removed ${why}.`),
        before: name,
        base: base.key.site,
      },
    ],
    removal,
  };
}

/** The versions in which the contract's key is declared in its world and catalogue, each once. */
function versionsBeside(contract: Contract, contracts: readonly Contract[], { catalogs }: Policy): readonly string[] {
  const catalog = catalogId(contract, catalogs);
  const same = contracts.filter(
    (other) =>
      keyText(other) === keyText(contract) &&
      other.key.state === 'known' &&
      (other.kind === 'event') === (contract.kind === 'event') &&
      catalogId(other, catalogs) === catalog,
  );
  return [...new Set(same.map(({ version }) => versionText(version)))];
}
