import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Span } from '../source/span.ts';
import type { Change, Comparison, ContractDiff } from './change.ts';

/** What stands around the comparison in the document. */
export interface DiffDocument {
  readonly tool: { readonly name: string; readonly version: string };
  /** Full commit id. */
  readonly base: string;
  /** Full commit id, or `working tree`. */
  readonly head: string;
}

export interface PlaceJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface SideJson extends Pick<PlaceJson, 'file' | 'line'> {
  readonly version: string | null;
  readonly stability: string | null;
}

export interface ChangeJson extends Omit<Change, 'words' | 'origin' | 'originSide' | 'base' | 'head'> {
  readonly origin: PlaceJson | null;
  readonly base: PlaceJson | null;
  readonly head: PlaceJson | null;
}

export interface ContractDiffJson extends Pick<
  ContractDiff,
  'kind' | 'key' | 'status' | 'renamedTo' | 'requiredBump' | 'actualBump' | 'requiredVersion' | 'satisfied'
> {
  readonly base: SideJson | null;
  readonly head: SideJson | null;
  readonly changes: readonly ChangeJson[];
}

export interface DiffJson extends DiffDocument {
  readonly schemaVersion: 1;
  readonly contracts: readonly ContractDiffJson[];
}

/** `diff --format json`: described by `schemas/diff.schema.json`. */
export function diffToJson(comparison: Comparison, document: DiffDocument): DiffJson {
  const { tool, base, head } = document;
  return { schemaVersion: 1, tool: { name: tool.name, version: tool.version }, base, head, contracts: contractsToJson(comparison) };
}

/** The contracts alone, as `check --format json` lists them under `changes`. */
export function contractsToJson(comparison: Comparison): readonly ContractDiffJson[] {
  return comparison.contracts.map((diff) => contractToJson(diff, diff.baseInventory ?? comparison.base, comparison.head));
}

function contractToJson(diff: ContractDiff, base: Inventory, head: Inventory): ContractDiffJson {
  const { kind, key, status, renamedTo, requiredBump, actualBump, requiredVersion, satisfied } = diff;
  return {
    kind,
    key,
    status,
    renamedTo,
    base: diff.base && sideToJson(diff.base, base),
    head: diff.head && sideToJson(diff.head, head),
    requiredBump,
    actualBump,
    requiredVersion,
    satisfied,
    changes: diff.changes.map((change) => changeToJson(change, base, head)),
  };
}

function sideToJson(contract: Contract, inventory: Inventory): SideJson {
  const { version, stability, file, call } = contract;
  return {
    version: version.state === 'known' ? String(version.value) : null,
    stability: stability.state === 'known' ? stability.value : null,
    file,
    line: inventory.locate(call).line,
  };
}

function changeToJson(change: Change, base: Inventory, head: Inventory): ChangeJson {
  const { id, class: changeClass, direction, path, before, after, message, review, witness, origin, originSide } = change;
  return {
    id,
    class: changeClass,
    direction,
    path,
    before,
    after,
    message,
    review,
    witness: witness && { value: witness.value, acceptedBy: witness.acceptedBy, rejectedBy: witness.rejectedBy },
    origin: placeToJson(origin, originSide === 'base' ? base : head),
    base: placeToJson(change.base, base),
    head: placeToJson(change.head, head),
  };
}

function placeToJson(span: Span | null, inventory: Inventory): PlaceJson | null {
  if (!span) return null;
  const { file, line, column } = inventory.locate(span);
  return { file, line, column };
}
