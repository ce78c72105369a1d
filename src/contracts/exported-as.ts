import { loadQuietly } from '../modules/graph.ts';
import { addTo } from '../source/groups.ts';
import { readOrNothing } from '../source/tree.ts';
import { isSameSpan } from '../source/span.ts';
import type { StaticValue } from '../values/value.ts';
import type { Contract } from './contract.ts';
import { specAsLeft } from './define-functions.ts';
import { judgedDiffering, placeOf, readingOf } from './earlier-reading.ts';
import type { Inventory } from './inventory.ts';
import { importsIn, wordsOf } from './outside/texts.ts';
import { readContract } from './reading/read-contract.ts';
import { registeredInDiffering, type Registered } from './registered-copies.ts';

/**
 * A contract as its file gives it out: of `const a = defineCommand(…); export const A = { ...a, policy }` with that policy.
 * @param name the name under which it is asked for; null for any
 * @returns the contract itself where its call is what is exported, or nothing of the kind is; null where what is exported under the name cannot be read
 */
export function contractAsExported(inventory: Inventory, contract: Contract, name: string | null): Contract | null {
  const reading = readingOf(inventory);
  if (!reading || (contract.exportName !== null && (name === null || contract.exportName === name))) return contract;
  const module = loadQuietly(reading.graph, contract.file);
  // Of one that is exported no more, what has its name takes the place.
  const isHidden = contract.exportName === null && name !== null;
  const names = [...(module?.exports.keys() ?? [])].filter((exported) => name === null || exported === name);
  for (const exported of names) {
    const copy = copyAt(inventory, contract, contract.file, exported);
    if (copy === 'unreadable' && name !== null) return null;
    if (copy && copy !== 'unreadable' && (isHidden || !isAnother(inventory, contract, exported))) return copy;
  }
  return contract;
}

/** A contract as a file of the head gives it out under its name, and as that file did at the base; null where it did not. */
export interface CopyElsewhere {
  readonly base: Contract | null;
  readonly head: Contract;
}

/** Finds copies of contracts that files which differ export under the same names, `export const Send = { ...Original, policy }`, or register. */
export function createCopiesElsewhere(
  base: Inventory,
  head: Inventory,
): (contract: Contract, name: string | null) => readonly CopyElsewhere[] {
  let byName: ReadonlyMap<string, readonly string[]> | undefined;
  let registered: { readonly base: readonly Registered[]; readonly head: readonly Registered[] } | undefined;
  const exportedCopies = (contract: Contract, name: string): readonly CopyElsewhere[] => {
    byName ??= copyingFiles(head, base);
    const files = byName.get(name)?.filter((file) => file !== contract.file) ?? [];
    return files.flatMap((file) => {
      const copy = copyAt(head, contract, file, name);
      if (!copy || copy === 'unreadable') return [];
      const before = base.tree.has(file) ? copyAt(base, contract, file, name) : null;
      return { base: before === 'unreadable' ? null : before, head: copy };
    });
  };
  const registeredCopies = (contract: Contract): readonly CopyElsewhere[] => {
    registered ??= { base: registeredInDiffering(base, head), head: registeredInDiffering(head, base) };
    const copiesAt = (inventory: Inventory, all: readonly Registered[]): readonly { readonly file: string; readonly copy: Contract }[] =>
      all.flatMap(({ file, made }) =>
        made.flatMap((value) => {
          const copy = copyOf(inventory, contract, value, contract.exportName);
          return copy ? [{ file, copy }] : [];
        }),
      );
    const [before, after] = [copiesAt(base, registered.base), copiesAt(head, registered.head)];
    const isItself = registered.head.some(
      ({ contracts }) => contract.spec && contracts.has(placeOf(contract.spec.span.file, contract.spec.span)),
    );
    if (after.length === 0) return isItself ? before.map(({ copy }) => ({ base: copy, head: contract })) : [];
    return after.map(({ file, copy }) => ({ base: (before.find((one) => one.file === file) ?? before[0])?.copy ?? null, head: copy }));
  };
  return (contract, name) => [...(name === null ? [] : exportedCopies(contract, name)), ...registeredCopies(contract)];
}

/** By the names that they export, the files that differ and may make copies of what they import. */
function copyingFiles(inventory: Inventory, other: Inventory): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  const { graph } = readingOf(inventory) ?? {};
  if (!graph || !readingOf(other)) return files;
  for (const file of judgedDiffering(inventory, other)) {
    const text = readOrNothing(graph.tree, file);
    if (!COPIES.test(text) || importsIn(text).length === 0) continue;
    const names = [...text.matchAll(EXPORTED)].flatMap(([, name, list]) => name ?? wordsOf(list ?? ''));
    for (const name of new Set(names)) addTo(files, name, file);
  }
  return files;
}

const COPIES = /\{\s*\.\.\.|,\s*\.\.\.|\bObject\s*\.\s*(?:assign|create)\b/;
const EXPORTED = /\bexport\s+(?:const|let|var)\s+([\w$]+)|\bexport\s*\{([^{}]*)\}/g;

/** What a file exports under a name, where that is a copy of a contract in which something may be else. */
function copyAt(inventory: Inventory, contract: Contract, at: string, exported: string): Contract | 'unreadable' | null {
  const value = readingOf(inventory)?.evaluator.exportedValue(at, exported, contract.call);
  if (value?.kind === 'unknown') return 'unreadable';
  return value ? copyOf(inventory, contract, value, exported) : null;
}

/** Whether what a file exports under a name is a contract that is declared beside this one: the newest version may take over the name of the last. */
function isAnother(inventory: Inventory, { file, call, definedAt }: Contract, exported: string): boolean {
  const { evaluator } = readingOf(inventory) ?? {};
  const definition = evaluator?.definitionOf(evaluator.exportedValue(file, exported, call));
  if (definition && !definition.isRegistration && !isSameSpan(definition.span, definedAt ?? call)) return true;
  return inventory.contracts.some((other) => other.file === file && other.exportName === exported && !isSameSpan(other.call, call));
}

/** A value as a contract of its own, where it is a copy of one in which something may be else. */
function copyOf(inventory: Inventory, contract: Contract, value: StaticValue, exportName: string | null): Contract | null {
  const reading = readingOf(inventory);
  const { kind, call, spec, file, definedAt, deprecatedTag, dependencies } = contract;
  if (!reading || !spec || value.kind !== 'object' || !isCopy(value.properties, contract)) return null;
  const module = loadQuietly(reading.graph, file);
  if (!module) return null;
  const { evaluator, eventsByMeta } = reading;
  const copy = specAsLeft({ kind, span: call, spec, result: value });
  return readContract(
    {
      ...{ kind, file, call, definedAt, deprecatedTag, exportName, package: contract.package },
      spec: evaluator.settled(copy, module),
      dependencies: () => dependencies,
    },
    evaluator,
    eventsByMeta,
  );
}

/** Whether an object has the form of a contract, and its key. */
function isCopy(properties: ReadonlyMap<string, { readonly value: StaticValue }>, { kind, key }: Contract): boolean {
  const meta = properties.get('meta')?.value;
  const own = meta?.kind === 'object' ? meta.properties.get('key')?.value : undefined;
  return properties.has(kind === 'event' ? 'payload' : 'io') && own?.kind === 'literal' && key.state === 'known' && own.value === key.value;
}
