import { judgedDiffering, readingOf } from '../contracts/earlier-reading.ts';
import { schemaModules } from '../contracts/framework/names.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { readMembers } from '../contracts/schema/zod/read-members.ts';
import { loadQuietly, type ModuleGraph } from '../modules/graph.ts';
import { importedOrRequired } from '../modules/import-sources.ts';
import { targetFile } from '../modules/resolution/resolve.ts';
import { ASSIGNS, writes } from '../modules/write-texts.ts';
import { escapeRegExp } from '../source/escape-regexp.ts';
import { once } from '../source/once.ts';
import { readOrNothing } from '../source/tree.ts';
import { statementsWriting, type SharedLibrary } from './library-writes.ts';
import type { LibraryNames } from './redirected-library.ts';

/** What the framework hands on of the schema library. */
const HANDED_ON = /^(?:ScalarTypeEnum|SchemaModel|defineSchemaModel|defineEnum|fromZod)$/;

const ZOD = new Set(['zod']);

/** Another name for the scalars, of whoever exports or imports them. */
const RENAMED = /\bScalarTypeEnum\s+as\s+([\w$]+)/g;

/** A write to a member of Zod that schemas are read by, or to one that is not named there, by the look of it. */
const zodWrite = once(() => {
  const members = [...readMembers()].map(escapeRegExp).join('|');
  return new RegExp(String.raw`[.'"](?:${members})\b['"\]]*${ASSIGNS}|\.prototype\b|\b(?:Object|Reflect)\s*\.\s*(?:assign|define|set)`);
});

/** A library, and what tells by texts alone whether it may be written to. */
interface WatchedLibrary extends SharedLibrary {
  mayBeWritten(text: string): boolean;
}

/**
 * Whether files that two trees do not share write something else to what they import of the schema library: `ScalarTypeEnum.ID = …`, or of Zod. That
 * reaches whoever uses it, wherever he stands, and no import of his leads there.
 * @param modules the packages that define functions come from
 */
export function isWrittenOtherwise(base: Inventory, head: Inventory, modules: readonly string[]): boolean {
  const names = { schemas: schemaModules(modules), framework: new Set(modules) };
  return libraryWrites(base, head, names).join('\n') !== libraryWrites(head, base, names).join('\n');
}

/** The statements that write to these libraries, in the files that another tree does not have as they are. */
function libraryWrites(inventory: Inventory, other: Inventory, names: LibraryNames): readonly string[] {
  const reading = readingOf(inventory);
  if (!reading) return [];
  const files = judgedDiffering(inventory, other).map((file) => ({ file, text: readOrNothing(inventory.tree, file) }));
  const scalars = ['ScalarTypeEnum', ...files.flatMap(({ text }) => [...text.matchAll(RENAMED)].flatMap(([, name]) => name ?? []))];
  const libraries = [schemaLibrary(reading.graph, names, scalars), zodLibrary(reading.graph)];
  const found = files.flatMap(({ file, text }) =>
    libraries.flatMap((library) => {
      const module = library.mayBeWritten(text) ? loadQuietly(reading.graph, file) : null;
      return module ? statementsWriting(module, library, reading) : [];
    }),
  );
  return [...new Set(found)].sort();
}

/** @param scalars what they are called where files pass them on */
function schemaLibrary(graph: ModuleGraph, { schemas, framework }: LibraryNames, scalars: readonly string[]): WatchedLibrary {
  const named = [...schemas, ...framework, ...scalars];
  const isWhole = (source: string): boolean => isOf(source, schemas);
  const isPart = (source: string, name: string | null): boolean =>
    isWhole(source) || (isOf(source, framework) && HANDED_ON.test(name ?? ''));
  return {
    isWhole,
    isImported: createImportTest(graph, isPart, (name) => scalars.includes(name) || HANDED_ON.test(name)),
    counts: () => true,
    mayBeWritten: (text) => named.some((name) => text.includes(name)) && (writes(text) || givesAway(text, scalars)),
  };
}

function zodLibrary(graph: ModuleGraph): WatchedLibrary {
  const isWhole = (source: string): boolean => isOf(source, ZOD);
  return {
    isWhole,
    isImported: createImportTest(graph, isWhole, (name) => name === 'z'),
    counts: (member) => member === null || readMembers().has(member),
    mayBeWritten: (text) => text.includes('zod') && ((writes(text) && zodWrite().test(text)) || givesAway(text, ['z'])),
  };
}

function isOf(source: string, packages: ReadonlySet<string>): boolean {
  return [...packages].some((name) => source === name || source.startsWith(`${name}/`));
}

/** @param mayBePassedOn whether a name may be that by which a file passes the library on */
function createImportTest(
  graph: ModuleGraph,
  isPart: (source: string, name: string | null) => boolean,
  mayBePassedOn: (name: string) => boolean,
): SharedLibrary['isImported'] {
  return (declaration, { file }) => {
    const imported = importedOrRequired(declaration);
    if (!imported) return false;
    const { source, name } = imported;
    if (isPart(source, name)) return true;
    const target = name !== null && mayBePassedOn(name) ? targetFile(graph, source, file) : null;
    const search = target !== null && name !== null ? graph.findExport(target, name) : null;
    return search?.kind === 'package' && isPart(search.package, search.name);
  };
}

/** Whether a text gives one of some names to a call, as it is. */
function givesAway(text: string, names: readonly string[]): boolean {
  const own = names.filter((name) => text.includes(name)).map(escapeRegExp);
  if (own.length === 0) return false;
  return new RegExp(String.raw`\((?:[^(){};]*,)?\s*(?:[\w$]+\.)?(?:${own.join('|')})(?:\s+as\s[^(),]+)?\s*[,)]`).test(text);
}
