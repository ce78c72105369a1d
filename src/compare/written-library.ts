import { judgedDiffering, readingOf } from '../contracts/earlier-reading.ts';
import { schemaModules } from '../contracts/framework/names.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { loadQuietly, type ModuleGraph } from '../modules/graph.ts';
import { importedOrRequired } from '../modules/import-sources.ts';
import { targetFile } from '../modules/resolution/resolve.ts';
import { writes } from '../modules/write-texts.ts';
import { escapeRegExp } from '../source/escape-regexp.ts';
import { readOrNothing } from '../source/tree.ts';
import { statementsWriting, type SharedLibrary } from './library-writes.ts';
import type { LibraryNames } from './redirected-library.ts';

/** What the framework hands on of the schema library. */
const HANDED_ON = /^(?:ScalarTypeEnum|SchemaModel|defineSchemaModel|defineEnum|fromZod)$/;

/** Another name for the scalars, of whoever exports or imports them. */
const RENAMED = /\bScalarTypeEnum\s+as\s+([\w$]+)/g;

/**
 * Whether files that two trees do not share write something else to what they import of the schema library: `ScalarTypeEnum.ID = …`. That
 * reaches whoever uses it, wherever he stands, and no import of his leads there.
 * @param modules the packages that define functions come from
 */
export function isWrittenOtherwise(base: Inventory, head: Inventory, modules: readonly string[]): boolean {
  const names = { schemas: schemaModules(modules), framework: new Set(modules) };
  return libraryWrites(base, head, names).join('\n') !== libraryWrites(head, base, names).join('\n');
}

/** The statements that write to the library, by files that another tree does not have as they are. */
function libraryWrites(inventory: Inventory, other: Inventory, names: LibraryNames): readonly string[] {
  const reading = readingOf(inventory);
  if (!reading) return [];
  const { graph } = reading;
  const files = judgedDiffering(inventory, other).map((file) => ({ file, text: readOrNothing(inventory.tree, file) }));
  const packages = [...names.schemas, ...names.framework];
  const scalars = ['ScalarTypeEnum', ...files.flatMap(({ text }) => [...text.matchAll(RENAMED)].flatMap(([, name]) => name ?? []))];
  const isNamed = (text: string): boolean => [...packages, ...scalars].some((name) => text.includes(name));
  const library = sharedLibrary(graph, names, new Set(scalars));
  const found = files.flatMap(({ file, text }) => {
    const module = isNamed(text) && (writes(text) || givesAway(text, scalars)) ? loadQuietly(graph, file) : null;
    return module ? statementsWriting(module, library, reading) : [];
  });
  return [...new Set(found)].sort();
}

/** Whether a text gives the scalars to a call, as they are. */
function givesAway(text: string, scalars: readonly string[]): boolean {
  const names = scalars.filter((name) => text.includes(name)).map(escapeRegExp);
  if (names.length === 0) return false;
  return new RegExp(String.raw`\((?:[^(){};]*,)?\s*(?:[\w$]+\.)?(?:${names.join('|')})(?:\s+as\s[^(),]+)?\s*[,)]`).test(text);
}

/** @param scalars what they are called where files pass them on */
function sharedLibrary(graph: ModuleGraph, { schemas, framework }: LibraryNames, scalars: ReadonlySet<string>): SharedLibrary {
  const isOf = (source: string, packages: ReadonlySet<string>): boolean =>
    [...packages].some((name) => source === name || source.startsWith(`${name}/`));
  const isPart = (source: string, name: string): boolean => isOf(source, schemas) || (isOf(source, framework) && HANDED_ON.test(name));
  return {
    isWhole: (source) => isOf(source, schemas),
    isImported(declaration, { file }) {
      const { source, name } = importedOrRequired(declaration) ?? {};
      if (source === undefined) return false;
      if (isPart(source, name ?? '')) return true;
      const target = name != null && (scalars.has(name) || HANDED_ON.test(name)) ? targetFile(graph, source, file) : null;
      const search = target !== null && name != null ? graph.findExport(target, name) : null;
      return search?.kind === 'package' && isPart(search.package, search.name);
    },
  };
}
