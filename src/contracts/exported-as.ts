import type { StaticValue } from '../values/value.ts';
import type { Contract } from './contract.ts';
import { readingOf } from './earlier-reading.ts';
import { specAsLeft } from './framework.ts';
import { loadQuietly } from './importers.ts';
import type { Inventory } from './inventory.ts';
import { readContract } from './read-contract.ts';

/**
 * A contract as its file gives it out: of `const a = defineCommand(…); export const A = { ...a, policy }` with that policy.
 * @param name the name under which it is asked for; null for any
 * @returns the contract itself where its call is what is exported, or nothing of the kind is; null where what is exported under the name cannot be read
 */
export function contractAsExported(inventory: Inventory, contract: Contract, name: string | null): Contract | null {
  const reading = readingOf(inventory);
  if (!reading || (contract.exportName !== null && (name === null || contract.exportName === name))) return contract;
  const { graph, evaluator, eventsByMeta } = reading;
  const module = loadQuietly(graph, contract.file);
  const names = [...(module?.exports.keys() ?? [])].filter((exported) => name === null || exported === name);
  for (const exported of names) {
    const value = evaluator.exportedValue(contract.file, exported, contract.call);
    if (value.kind === 'unknown' && name !== null) return null;
    const { kind, call, spec, file, definedAt, deprecatedTag, dependencies } = contract;
    if (!module || !spec || value.kind !== 'object' || !isCopy(value.properties, contract)) continue;
    const copy = specAsLeft({ kind, span: call, spec, result: value });
    return readContract(
      {
        ...{ kind, file, call, definedAt, deprecatedTag, exportName: exported, package: contract.package },
        spec: evaluator.settled(copy, module),
        dependencies: () => dependencies,
      },
      evaluator,
      eventsByMeta,
    );
  }
  return contract;
}

/** Whether an object has the form of a contract, and its key. */
function isCopy(properties: ReadonlyMap<string, { readonly value: StaticValue }>, { kind, key }: Contract): boolean {
  const meta = properties.get('meta')?.value;
  const own = meta?.kind === 'object' ? meta.properties.get('key')?.value : undefined;
  return properties.has(kind === 'event' ? 'payload' : 'io') && own?.kind === 'literal' && key.state === 'known' && own.value === key.value;
}
