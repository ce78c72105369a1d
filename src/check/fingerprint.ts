import { createHash } from 'node:crypto';
import type { Contract, ContractKind } from '../contracts/contract.ts';

/** What a finding is about, apart from where it stands. */
export interface Identity {
  readonly rule: string;
  readonly contract: Contract | null;
  readonly subject: string | null;
}

export interface Fingerprint {
  readonly value: string;
  /**
   * What the value would be if the key had one version instead of several, or the reverse.
   * A second version beside the first must not make known findings of the first look new.
   */
  readonly alias: string | null;
}

/**
 * Makes fingerprints from rule, kind, key (and major version only where the key has several), subject and an ordinal.
 * No line, path or text of a message is part of it: findings keep theirs when code moves.
 * Call it in the order of the findings: the ordinal tells equal ones apart.
 * @param base contracts that a comparison has beside those of the head. They count for themselves alone: a version that rises is no second version.
 */
export function fingerprinter(contracts: readonly Contract[], base: readonly Contract[] = []): (identity: Identity) => Fingerprint {
  const ofHead = majorsByKey(contracts);
  const ofBase = majorsByKey(base);
  const heads = new Set(contracts);
  const seen = new Map<string, number>();
  return ({ rule, contract, subject }) => {
    const kind = contract?.kind ?? null;
    const name = contract ? contractName(contract) : null;
    const known = contract ? ((heads.has(contract) ? ofHead : ofBase).get(identityOf(contract)) ?? []) : [];
    const major = contract ? majorOf(contract) : null;
    const withMajor = [rule, kind, name, major, subject];
    const withoutMajor = [rule, kind, name, null, subject];
    const isOneOfSeveral = known.length > 1;
    const parts = isOneOfSeveral ? withMajor : withoutMajor;
    const id = JSON.stringify(parts);
    const ordinal = seen.get(id) ?? 0;
    seen.set(id, ordinal + 1);
    const isOldest = major !== null && major === Math.min(...known);
    return {
      value: digest([...parts, ordinal]),
      alias: isOldest ? digest([...(isOneOfSeveral ? withoutMajor : withMajor), ordinal]) : null,
    };
  };
}

function majorsByKey(contracts: Iterable<Contract>): Map<string, number[]> {
  const majors = new Map<string, number[]>();
  for (const contract of contracts) {
    const major = majorOf(contract);
    if (major === null) continue;
    const id = identityOf(contract);
    const known = majors.get(id);
    if (!known) majors.set(id, [major]);
    else if (!known.includes(major)) known.push(major);
  }
  return majors;
}

function identityOf(contract: { readonly kind: ContractKind } & Contract): string {
  return JSON.stringify([contract.kind, contractName(contract)]);
}

/** The key; of a contract whose key cannot be read the name of its export. */
function contractName(contract: Contract): string | null {
  return contract.key.state === 'known' ? contract.key.value : contract.exportName;
}

function majorOf(contract: Contract): number | null {
  if (contract.version.state !== 'known') return null;
  const digits = /^v?(\d{1,9})(?!\d)/.exec(String(contract.version.value))?.[1];
  return digits === undefined ? null : Number(digits);
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}
