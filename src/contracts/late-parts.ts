import { SCHEMA_PLACES, type Contract, type SchemaPlace } from './contract.ts';
import { partsOf } from './schema/parts.ts';
import type { Schema } from './schema/schema.ts';

type Schemas = Pick<Contract, SchemaPlace | 'emits'>;

/** All schemas of a contract, those of the events that it describes itself too. */
export function schemasOf(contract: Schemas): readonly Schema[] {
  const emitted = contract.emits.state === 'known' ? contract.emits.value : [];
  const payloads = emitted.map((emit) => (emit.state === 'known' ? emit.value.payload : null));
  return [...SCHEMA_PLACES.map((place) => contract[place]), ...payloads].filter((schema) => schema !== null);
}

const followed = new WeakSet<Schema>();

/**
 * Asks for what of a contract is read when it is first asked for: what references lead to, and the digests of code that cannot be read. What
 * they depend on is known to the module graph only then.
 */
export function followLateParts(contract: Schemas & Pick<Contract, 'unresolved'>): void {
  for (const value of contract.unresolved) value.digest();
  const pending = [...schemasOf(contract)];
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (followed.has(schema)) continue;
    followed.add(schema);
    if (schema.kind === 'unknown') void schema.digest;
    pending.push(...partsOf(schema));
  }
}
