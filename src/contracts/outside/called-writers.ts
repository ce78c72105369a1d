import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import { writes } from '../../modules/write-texts.ts';
import { getOrMake, memoize } from '../../source/memoize.ts';
import { readOrNothing } from '../../source/tree.ts';
import { importsIn, parentsIn, passedOn, wordsOf, type ImportText } from './texts.ts';
import type { ParameterTexts } from './parameter-texts.ts';
import { exportsWith, givenIn, importedNames, MAX_HANDED_ON, writtenIn, type Writers } from './writing-exports.ts';

/**
 * @returns what finds the functions of other files that write to their parameters, and that a part of a file's text gives such ones of its own,
 * by the names of what it gives them to
 * @param noteUnparsed is told of files that may have such functions, by the look of them, and cannot be parsed
 */
export function createCalledWriters(
  graph: ModuleGraph,
  parameters: ParameterTexts,
  noteUnparsed: (file: string) => void,
): (file: string, text: string, part: string, takers: ReadonlySet<string>) => Writers {
  /** The files that a part of a text gives parameters to, and those that its classes have methods from. */
  function targetsOf(file: string, text: string, part: string, takers: ReadonlySet<string>): readonly (readonly [string, ImportText])[] {
    const names = new Set([...takers, ...parentsIn(part)]);
    if (names.size === 0) return [];
    return importsIn(text).flatMap((one) => {
      const target = wordsOf(one.clause).some((word) => names.has(word)) ? targetFile(graph.resolver, one.source, file) : null;
      return target === null ? [] : [[target, one] as const];
    });
  }

  const writesItself = memoize((file: string): boolean => {
    const text = readOrNothing(graph.tree, file);
    return writes(text) && parameters.areWritten(text, text);
  });
  /** The files that one gives parameters to, or has its exports from. */
  const nextOf = memoize((file: string): readonly string[] => {
    const text = readOrNothing(graph.tree, file);
    const passed = passedOn(text).sources.flatMap((source) => targetFile(graph.resolver, source, file) ?? []);
    return [...passed, ...targetsOf(file, text, text, parameters.takersIn(text, text)).map(([target]) => target)];
  });
  /** By the look of its text, and of those that it leads to. */
  const mayHoldWriter = memoize((file: string): boolean => {
    const seen = new Set<string>();
    let nearest: readonly string[] = [file];
    for (let step = 0; step <= MAX_HANDED_ON; step++) {
      if (nearest.some(writesItself)) return true;
      for (const one of nearest) seen.add(one);
      nearest = [...new Set(nearest.flatMap(nextOf))].filter((one) => !seen.has(one));
    }
    return false;
  });

  const writers = new Map<string, readonly string[]>();
  function writersOf(module: Module): readonly string[] {
    const known = writers.get(module.file);
    if (known) return known;
    // A circle leads to nothing.
    writers.set(module.file, []);
    const { file, text } = module;
    const all = [{ start: 0, end: text.length }];
    const called = calledBy(file, text, text, parameters.takersIn(text, text));
    const names = exportsWith(module, [...writtenIn(module, all), ...(called.size > 0 ? givenIn(module, all, called, graph) : [])]);
    writers.set(module.file, names);
    return names;
  }

  function calledBy(file: string, text: string, part: string, takers: ReadonlySet<string>): Writers {
    const found = new Map<string, Set<string>>();
    const add = (module: Module, names: readonly string[]): void => {
      for (const name of names) getOrMake(found, module.file, () => new Set()).add(name);
    };
    for (const [target, { clause }] of targetsOf(file, text, part, takers)) {
      if (!mayHoldWriter(target)) continue;
      for (const name of importedNames(clause)) {
        const search = name === '*' ? null : graph.findExport(target, name);
        if (search?.kind === 'unparsed') noteUnparsed(search.file);
        if (search?.kind === 'found') add(search.module, writersOf(search.module).includes(search.name) ? [search.name] : []);
        const module = search ? null : loadQuietly(graph, target);
        if (module) add(module, writersOf(module));
        else if (!search) noteUnparsed(target);
      }
    }
    return found;
  }
  return calledBy;
}
