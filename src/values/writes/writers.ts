import { importedModule, importTargets, loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import { importSourcesOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import { callsAtTop, imports, writes } from '../../modules/write-texts.ts';
import { getOrMake, memoize } from '../../source/memoize.ts';
import { readOrNothing } from '../../source/tree.ts';

/** Tells which modules may write to what others create. */
interface Writers {
  /** Notes that a file gets a name, or with null all names, from another one: what stands between it and the value may write to that. */
  noteImport(reader: string, file: string, name: string | null): void;
  /**
   * The modules that may have written to a value: the one that creates it, those that read it, those by whose exports they get it, and
   * what all these import that may have effects. Of files that pass on what they import, also what they pass on beside it.
   * @param created the file that creates it
   * @param withNamed whether modules count, too, that something is imported from
   */
  writersIn(created: string, from: readonly Module[], withNamed: boolean): Found;
}

/** The same as long as no more is known of imports. */
export interface Found {
  /** Those that write to anything. */
  readonly modules: readonly Module[];
  /** The one that creates it, and those that may give it to functions which write to it. */
  readonly effects: ReadonlySet<Module>;
}

interface ImportedWriters {
  /** What is imported for its effects alone. */
  readonly forEffect: readonly Module[];
  /** What something is imported from, and that may write to what it imports in turn. */
  readonly named: readonly Module[];
}

/** Modules that are looked at for writes to one value. */
const MAX_WRITERS = 50;

const PASSES_ON = /\bexport\s*(?:\*|\{[^}]*\}\s*from)/;

export function createWriters(graph: ModuleGraph): Writers {
  /** Files by which a file gets what it imports. */
  const between = new Map<string, Set<string>>();
  /** The same with those that write nothing themselves. */
  const ways = new Map<string, Set<string>>();
  const writers = new Map<string, Found>();
  /** How much was known of imports when the writers were found. */
  let writersKnownAt = 0;
  let noted = 0;

  function noteImport(reader: string, file: string, name: string | null): void {
    const files = getOrMake(between, reader, () => new Set<string>());
    const before = files.size;
    const way = name === null ? [file] : graph.wayTo(file, name);
    for (const one of way) if (name === null || mayWrite(one)) files.add(one);
    const all = getOrMake(ways, reader, () => new Set<string>());
    const allBefore = all.size;
    for (const one of way) all.add(one);
    noted += files.size - before + all.size - allBefore;
  }

  /** Cheap, for what only passes a name on: its tree need not be made. */
  function mayWrite(file: string): boolean {
    const module = graph.loaded(file);
    return module !== undefined && imports(module.text);
  }

  function writersIn(created: string, from: readonly Module[], withNamed: boolean): Found {
    if (writersKnownAt !== noted + graph.parsed) writers.clear();
    writersKnownAt = noted + graph.parsed;
    const key = [created, withNamed, ...from.map(({ file }) => file)].join('\0');
    return getOrMake(writers, key, () => findWriters(created, from, withNamed));
  }

  function findWriters(created: string, from: readonly Module[], withNamed: boolean): Found {
    const modules = new Set(from);
    const origin = graph.loaded(created);
    if (origin) modules.add(origin);
    const effects = new Set(origin ? [origin] : []);
    const addEffect = (module: Module): void => {
      if (modules.size > MAX_WRITERS) return;
      modules.add(module);
      effects.add(module);
    };
    for (const module of modules) {
      for (const file of filesBetween(module.file)) {
        const passing = graph.loaded(file);
        if (passing) modules.add(passing);
      }
      const { forEffect, named } = importedBy(module);
      forEffect.forEach(addEffect);
      if (!withNamed) continue;
      for (const other of named) {
        if (targetsOf(other.file).has(created)) addEffect(other);
        else if (modules.size <= MAX_WRITERS) modules.add(other);
      }
      besideIn(created, ways.get(module.file)).forEach(addEffect);
    }
    return { modules: [...modules].filter(({ analysis }) => analysis.hasChanges), effects };
  }

  /** What the files on a way pass on besides, and that imports what is created, or the file that passes it on. */
  function besideIn(created: string, way: ReadonlySet<string> = new Set()): readonly Module[] {
    return [...way].flatMap((passing) =>
      passedOnBy(passing)
        .filter((file) => file !== created && (targetsOf(file).has(created) || targetsOf(file).has(passing)))
        .flatMap((file) => loadQuietly(graph, file) ?? []),
    );
  }

  const targetsOf = importTargets(graph);

  const passedOnBy = memoize((file: string): readonly string[] => {
    const text = readOrNothing(graph.tree, file);
    return PASSES_ON.test(text) ? [...targetsOf(file)].filter((target) => isWriter(target) || mayCall(target)) : [];
  });

  /** What a module imports that may write to others, each looked for once. A file that does not parse writes nothing that could be told. */
  const importedBy = memoize((module: Module): ImportedWriters => {
    const moduleAt = (source: string): Module | readonly [] => importedModule(graph, source, module) ?? [];
    const sources = [...new Set(importSourcesOf(module).values())];
    // A file that does not write is nothing that values depend on.
    return {
      forEffect: module.effects.flatMap(moduleAt),
      named: sources.filter((source) => leadsToWriter(source, module)).flatMap(moduleAt),
    };
  });

  function mayCall(file: string): boolean {
    const text = readOrNothing(graph.tree, file);
    return imports(text) && callsAtTop(text);
  }

  function leadsToWriter(source: string, from: Module): boolean {
    const target = targetFile(graph.resolver, source, from.file);
    return target !== null && isWriter(target);
  }

  const isWriter = memoize((file: string) => {
    const text = readOrNothing(graph.tree, file);
    return imports(text) && writes(text);
  });

  /** Files by which a file gets what it imports; of whole modules those by which they get their members. */
  function filesBetween(reader: string): ReadonlySet<string> {
    const files = new Set(between.get(reader));
    for (const file of files) if (!graph.loaded(file)) for (const next of between.get(file) ?? []) files.add(next);
    return files;
  }

  return { noteImport, writersIn };
}
