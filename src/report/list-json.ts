import { TOOL } from '../check/tool.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { catalogOf } from '../policy/catalogs.ts';
import type { Catalog } from '../policy/policy.ts';
import { contractToJson } from './contract-json.ts';
import { jsonText } from './json-text.ts';

/** `list --format json`, described by `schemas/list.schema.json`. */
export function listJson(contracts: readonly Contract[], inventory: Inventory, catalogs: readonly Catalog[]): string {
  return jsonText({
    schemaVersion: 1,
    tool: TOOL,
    contracts: contracts.map((contract) => contractToJson(contract, inventory, catalogOf(contract, catalogs)?.name ?? null)),
  });
}
