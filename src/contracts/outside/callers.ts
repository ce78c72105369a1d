import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import { ParseFailure, parseModule } from '../../modules/module.ts';
import { writes } from '../../modules/write-texts.ts';
import { readOrNothing } from '../../source/tree.ts';
import type { Reading } from '../earlier-reading.ts';
import { judgedImporters } from '../search/importers.ts';
import { createCalledWriters } from './called-writers.ts';
import type { Former } from './former-texts.ts';
import { changedLines, type ChangedLines, type TextPart } from './changed-lines.ts';
import { functionsIn, importsWithTypesIn } from './texts.ts';
import { createParameterTexts } from './parameter-texts.ts';
import {
  exportsWith,
  givenIn,
  givenToImported,
  importedNames,
  isWriter,
  MAX_HANDED_ON,
  namesOf,
  writtenIn,
  type Writers,
} from './writing-exports.ts';

/*
 * A function that begins to write to what it is given makes those write who call it, in files that are the same as before. Texts are
 * looked at first, then the trees of the few files that have such a function, and last of those that call it with something.
 */

export interface Callers {
  readonly callers: ReadonlySet<string>;
  /** Files with such functions by the look of them, which cannot be parsed. */
  readonly unparsed: readonly string[];
}

export const NO_CALLERS: Callers = { callers: new Set(), unparsed: [] };

/**
 * Judged files that call exported functions, and methods of what is exported, which have lines that the other tree lacks, and that
 * may write to their parameters or give them to what writes to them, directly or by functions of theirs.
 * @param differing judged files that differ
 * @param former what the other tree has in their stead
 */
export function callersOfChanged({ graph, search }: Reading, former: Former, differing: readonly string[]): Callers {
  const callers = new Set<string>();
  const { found, unparsed } = changedWriters(differing, graph, former);
  let writers = found;
  for (let handedOn = 1; handedOn <= MAX_HANDED_ON && writers.size > 0; handedOn++) {
    const next = new Map<string, ReadonlySet<string>>();
    for (const file of filesNaming(writers, graph, search)) {
      if (callers.has(file) || !importsOneOf(file, writers, graph)) continue;
      callers.add(file);
      // Of the last ones it does not matter what calls them.
      const module = handedOn < MAX_HANDED_ON ? loadQuietly(graph, file) : null;
      if (!module) continue;
      const names = exportsWith(
        module,
        givenToImported(module, () => true, writers, graph),
      );
      if (names.length > 0) next.set(file, new Set(names));
    }
    writers = next;
  }
  return { callers, unparsed };
}

function changedWriters(
  files: readonly string[],
  graph: ModuleGraph,
  former: Former,
): { readonly found: Writers; readonly unparsed: readonly string[] } {
  const found = new Map<string, ReadonlySet<string>>();
  const unparsed: string[] = [];
  const parameters = createParameterTexts();
  const calledBy = createCalledWriters(graph, parameters, (file) => unparsed.push(file));
  for (const file of files) {
    const text = readOrNothing(graph.tree, file);
    const change = text.includes('export') ? changeOf(file, text, former) : null;
    if (!change) continue;
    const { before, added, moved } = change;
    const parts = [...added, ...moved];
    const fresh = textOf(parts, text);
    const mayWrite = writes(text);
    const isWriting = mayWrite && parameters.areWritten(text, fresh);
    const takers = parameters.takersIn(text, fresh);
    const called = calledBy(file, text, fresh, takers);
    const own = mayWrite && takers.size > 0 ? functionsIn(text).filter((name) => takers.has(name)) : [];
    const isGiving = called.size > 0 || (own.length > 0 && parameters.areWritten(text, text));
    if (!isWriting && !isGiving) continue;
    const module = loadQuietly(graph, file);
    if (!module) {
      unparsed.push(file);
      continue;
    }
    const names = exportsWith(module, [
      ...(isWriting ? writtenIn(module, added) : []),
      ...(isGiving ? givenIn(module, parts, called, graph) : []),
    ]);
    const again = isWriting ? exportsWith(module, writtenIn(module, moved)).filter((name) => !names.includes(name)) : [];
    // What was moved to another function that the same ones call does what it did.
    const known = new Set(again.length > 0 ? before.flatMap((one) => writersBefore(file, one)) : []);
    const all = [...names, ...again.filter((name) => !known.has(name))];
    const writing = all.filter((name) => name === 'default' || before.some((one) => one.includes(name)));
    if (writing.length > 0) found.set(file, new Set(writing));
  }
  return { found, unparsed };
}

interface Change extends ChangedLines {
  /** What the other tree has in the file's stead. */
  readonly before: readonly string[];
}

/** @returns null where nobody can have called before what the file exports: who calls a function that is new has changed */
function changeOf(file: string, text: string, former: Former): Change | null {
  const own = former.textOf(file);
  const lines = own === null ? null : changedLines(text, own);
  // What has come from another file has an export among the lines that are new.
  if (own !== null && lines && !textOf(lines.added, text).includes('export')) return { ...lines, before: [own] };
  const others = former.textsBehind(file, text);
  const before = own === null ? others : [own, ...others];
  if (before.length === 0) return null;
  return { ...(lines && others.length === 0 ? lines : changedLines(text, before.join('\n'))), before };
}

function textOf(parts: readonly TextPart[], text: string): string {
  return parts.map(({ start, end }) => text.slice(start, end)).join('');
}

function filesNaming(writers: Writers, graph: ModuleGraph, search: Reading['search']): Iterable<string> {
  const names = new Set(namesOf(writers));
  const byDefault = [...writers].flatMap(([file, all]) => (all.has('default') ? file : []));
  names.delete('default');
  return new Set([...(names.size > 0 ? search.withWords(names) : []), ...judgedImporters(byDefault, graph, search)]);
}

function importsOneOf(file: string, writers: Writers, graph: ModuleGraph): boolean {
  return importsWithTypesIn(readOrNothing(graph.tree, file)).some(({ clause, source }) => {
    const resolution = graph.resolver.resolve(source, file);
    if (resolution.kind !== 'file') return false;
    return importedNames(clause).some((name) => isWriter(resolution.file, name, writers, graph));
  });
}

function writersBefore(file: string, text: string): readonly string[] {
  try {
    const module = parseModule(file, text);
    return exportsWith(module, writtenIn(module, [{ start: 0, end: text.length }]));
  } catch (error) {
    if (error instanceof ParseFailure) return [];
    throw error;
  }
}
