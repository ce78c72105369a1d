import { TOOL } from '../check/tool.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Catalog } from '../policy/policy.ts';
import { compileGlobs } from '../source/glob.ts';
import { contractToJson } from './contract-json.ts';
import { jsonText } from './json-text.ts';

/** `list --format json`, described by `schemas/list.schema.json`. */
export function listJson(contracts: readonly Contract[], inventory: Inventory, catalogs: readonly Catalog[]): string {
  const compiled = catalogs.map(({ name, files }) => ({ name, matches: compileGlobs(files) }));
  const catalogOf = (contract: Contract): string | null => compiled.find(({ matches }) => matches(contract.file))?.name ?? null;
  return jsonText({
    schemaVersion: 1,
    tool: TOOL,
    contracts: contracts.map((contract) => contractToJson(contract, inventory, catalogOf(contract))),
  });
}
