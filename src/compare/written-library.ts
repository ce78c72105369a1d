import { judgedDiffering, readingOf } from '../contracts/earlier-reading.ts';
import { schemaModules } from '../contracts/framework/names.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { loadQuietly } from '../modules/graph.ts';
import { importOf } from '../modules/import-sources.ts';
import type { Module } from '../modules/module.ts';
import { isWrittenByCall } from '../modules/own-changes.ts';
import type { Declaration, Use } from '../modules/scope.ts';
import { nodesAround } from '../modules/traverse.ts';
import { writes } from '../modules/write-texts.ts';
import { readOrNothing } from '../source/tree.ts';
import type { LibraryNames } from './redirected-library.ts';

/** What the framework hands on of the schema library. */
const HANDED_ON = /^(?:ScalarTypeEnum|SchemaModel|defineSchemaModel|defineEnum|fromZod)$/;

/**
 * Whether files that two trees do not share write something else to what they import of the schema library: `ScalarTypeEnum.ID = …`. That
 * reaches whoever uses it, wherever he stands, and no import of his leads there.
 * @param modules the packages that define functions come from
 */
export function isWrittenOtherwise(base: Inventory, head: Inventory, modules: readonly string[]): boolean {
  const names = { schemas: schemaModules(modules), framework: new Set(modules) };
  return libraryWrites(base, head, names).join('\n') !== libraryWrites(head, base, names).join('\n');
}

/** The statements that write to the library, in the files that another tree does not have as they are. */
function libraryWrites(inventory: Inventory, other: Inventory, names: LibraryNames): readonly string[] {
  const graph = readingOf(inventory)?.graph;
  if (!graph) return [];
  const isNamed = (text: string): boolean => [...names.schemas, ...names.framework].some((name) => text.includes(name));
  const found = judgedDiffering(inventory, other).flatMap((file) => {
    const text = readOrNothing(inventory.tree, file);
    const module = isNamed(text) && writes(text) ? loadQuietly(graph, file) : null;
    return module ? [...module.analysis.root.declarations.values()].flatMap((one) => writesBy(one, module, names)) : [];
  });
  return found.sort();
}

function writesBy(declaration: Declaration, module: Module, { schemas, framework }: LibraryNames): readonly string[] {
  const imported = declaration.kind === 'import' ? importOf(module, declaration.name) : null;
  if (!imported) return [];
  const isOf = (packages: ReadonlySet<string>): boolean =>
    [...packages].some((name) => imported.source === name || imported.source.startsWith(`${name}/`));
  const isLibrary = isOf(schemas) || (isOf(framework) && HANDED_ON.test(imported.name ?? ''));
  return isLibrary ? writingUses(declaration.uses, new Set()).map(({ at }) => statementAt(module, at)) : [];
}

/** The uses of a name that write to what it holds, also by other names for it. */
function writingUses(uses: readonly Use[], seen: Set<Declaration>): readonly Use[] {
  return uses.flatMap((use) => {
    if (use.kind === 'member' || (use.kind === 'argument' && isWrittenByCall(use))) return [use];
    const others = use.kind === 'alias' ? use.aliases.filter((alias) => !seen.has(alias)) : [];
    return others.flatMap((alias) => writingUses(alias.uses, seen.add(alias)));
  });
}

function statementAt({ program, text }: Module, at: number): string {
  const around = [...nodesAround(program, { start: at, end: at + 1 })].filter(({ type }) => type.endsWith('Statement'));
  const { start, end } = around.at(-1) ?? program;
  return text.slice(start, end).replace(/\s+/g, ' ');
}
