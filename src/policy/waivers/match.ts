import { compileGlob, type Glob } from '../../source/glob.ts';
import { memoize } from '../../source/memoize.ts';
import { satisfiesRange } from '../../source/semver.ts';
import type { Waiver } from '../policy.ts';
import { splitWaivedContract } from '../validate-text.ts';

/** A contract as waivers name it; null: what cannot be read. */
export interface WaivableContract {
  readonly key: string | null;
  readonly version: string | null;
}

/** What waivers look at. */
export interface WaivableFinding {
  readonly rule: string;
  readonly contract: WaivableContract | null;
  readonly subject: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Of rules that compare with a base: the change that the finding is about. */
  readonly change?: WaivableChange | null;
}

export interface WaivableChange {
  /** Versions before and after; null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly ids: readonly string[];
}

/** Whether a waiver of the policy is about the contract, and the change, of a finding. */
export function waivedContract(waiver: Waiver, { contract, change }: WaivableFinding): boolean {
  if (!contract) return waiver.contract === '**';
  return namesContract(waiver, contract) && (!change || isSameChange(waiver, change));
}

/** Whether the change that a waiver speaks of may yet come to the contract: it is still in the version before. */
export function awaitsChange(waiver: Waiver, contract: WaivableContract): boolean {
  return contract.version === waiver.from && namesContract(waiver, contract);
}

function namesContract(waiver: Waiver, { key, version }: WaivableContract): boolean {
  const { keys, range } = splitWaivedContract(waiver.contract);
  return key !== null && globOf(keys).matches(key) && (range === null || isInRange(version, range));
}

const globOf = memoize((keys: string): Glob => compileGlob(keys, '.'));

function isInRange(version: string | null, range: string): boolean {
  if (version === null) return false;
  // A numeric version of older contracts is a major version.
  return satisfiesRange(/^\d+$/.test(version) ? `${version}.0.0` : version, range);
}

/** A waiver of a change holds for that change alone: what was added to it since is not waived. */
function isSameChange(waiver: Waiver, change: WaivableChange): boolean {
  if (waiver.from !== null && waiver.from !== change.from) return false;
  if (waiver.to !== null && waiver.to !== change.to) return false;
  return waiver.changes.length === 0 || change.ids.every((id) => waiver.changes.includes(id));
}
