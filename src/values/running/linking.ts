import { loadQuietly } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import { callsAtTop, imports, writes } from '../../modules/write-texts.ts';
import type { Span } from '../../source/span.ts';
import type { Environment } from '../names/environment.ts';
import { leadsToCode } from '../names/imports.ts';
import { isComposite } from '../points-to/points.ts';
import { unknown, type Property, type StaticValue } from '../value.ts';
import { namespaceOf } from '../names/whole-modules.ts';
import { commonJsNames, exportedWhole } from './common-js.ts';
import { openRun, outside, readName, unlessChanged } from './environments.ts';
import { exposedObjects, methodsAmong, reachOf } from './exposure.ts';
import { spoil } from './heap.ts';
import { hideMadeOnce, makeAll, noteMadeOnce } from './made-once.ts';
import { RunGivenUp, Thrown, type Run } from './run.ts';

/**
 * What an import gives whose module has been run, too: as it is when that has been done. Undefined where it cannot be followed, or is of
 * a library.
 */
export function linkedImport(run: Run, local: string, environment: Environment): StaticValue | undefined {
  const { module } = environment;
  const source = importOf(module, local);
  if (!source || !leadsToCode(run.evaluation, local, module)) return undefined;
  const resolution = run.evaluation.graph.resolve(source.source, module.file);
  if (resolution.kind !== 'file' || resolution.file.endsWith('.json')) return undefined;
  const whole = linkedWhole(run, resolution.file);
  if (whole) return memberOfWhole(run, whole, source.name);
  return source.name === null ? linkedNamespace(run, resolution.file, environment) : linkedExport(run, resolution.file, source.name);
}

/** What `require('./x')` gives, whose module is run now if it has not been. */
export function linkedRequire(run: Run, node: AnyNode, environment: Environment): StaticValue | undefined {
  const [first] = node['arguments'] as AnyNode[];
  const specifier = first && run.evaluation.evaluate(first, environment);
  if (specifier?.kind !== 'literal' || typeof specifier.value !== 'string') return undefined;
  const resolution = run.evaluation.graph.resolve(specifier.value, environment.module.file);
  if (resolution.kind !== 'file' || resolution.file.endsWith('.json')) return undefined;
  if (loadQuietly(run.evaluation.graph, resolution.file)?.isCommonJs) return linkedWhole(run, resolution.file);
  return linkedNamespace(run, resolution.file, environment);
}

/** What a CommonJS module gives; undefined for any other, and for one that cannot be followed, or is a library's. */
function linkedWhole(run: Run, file: string): StaticValue | undefined {
  const { graph, libraries } = run.evaluation;
  const packageName = graph.resolver.packageOf(file)?.name;
  const module = packageName && libraries.isKnown(packageName) ? null : loadQuietly(graph, file);
  if (!module?.isCommonJs || !link(run, module)) return undefined;
  const whole = exportedWhole(run, module);
  return whole?.kind === 'unknown' ? undefined : whole;
}

/** By what name an ES module asks for it; of what a compiler has made, tools think differently. */
function memberOfWhole(run: Run, whole: StaticValue, name: string | null): StaticValue | undefined {
  if (whole.kind === 'object' && whole.properties.has('__esModule')) return undefined;
  if (name === 'default') return whole;
  const property = name !== null && whole.kind === 'object' ? whole.properties.get(name) : undefined;
  return property && !property.getter && property.value.kind !== 'unknown' ? property.value : undefined;
}

function linkedExport(run: Run, file: string, name: string): StaticValue | undefined {
  const search = run.evaluation.graph.findExport(file, name);
  if (search.kind !== 'found') return undefined;
  const { module, entry } = search;
  // What stands between may write to it.
  if (run.evaluation.graph.wayTo(file, name).some((passing) => passing !== module.file && mayWrite(run, passing))) return undefined;
  const root = entry.kind === 'local' || entry.kind === 'expression' ? link(run, module) : null;
  if (!root) return undefined;
  const value = entry.kind === 'local' ? readName(run, entry.name, root) : run.defaults.get(module);
  return value?.kind === 'unknown' ? undefined : value;
}

function mayWrite(run: Run, file: string): boolean {
  return loadQuietly(run.evaluation.graph, file)?.analysis.hasChanges ?? true;
}

/** All that a module exports, each name when it is asked for. */
function linkedNamespace(run: Run, file: string, environment: Environment): StaticValue | undefined {
  const plain = outside(run, () => namespaceOf(run.evaluation, file, { file, start: 0, end: 0 }));
  if (plain.kind !== 'object') return undefined;
  const properties = new Map<string, Property>();
  for (const [name, property] of plain.properties) {
    properties.set(name, {
      key: property.key,
      span: property.span,
      isLazy: true,
      get value() {
        try {
          return linkedExport(run, file, name) ?? outside(run, () => unlessChanged(run, property.value, environment));
        } catch (error) {
          if (error instanceof RunGivenUp && run.isOver) return unknown('not-static', property.span, name);
          throw error;
        }
      },
    });
  }
  const value = { ...plain, properties };
  run.foreign.add(value);
  return value;
}

/**
 * Runs a module that writes to what others hold before anyone reads that. Where it cannot be followed, what it writes to is not known.
 * @throws {RunGivenUp} where others hold that already
 */
export function linkWriter(run: Run, module: Module): void {
  if (!imports(module.text) || !(writes(module.text) || callsAtTop(module.text))) return;
  const { changes, graph } = run.evaluation;
  const wanted = { isWanted: ({ file }: Span): boolean => file !== module.file && file !== '', mayGive: () => true, mayLead: () => true };
  const files = new Set(changes.writesOf(module, wanted).map(({ object }) => object.file));
  if (files.size === 0) return;
  const held = new Set([...run.links].flatMap(([linked, root]) => (root ? linked : [])));
  if (link(run, module)) return;
  for (const file of files) {
    const written = graph.loaded(file);
    if (!written) continue;
    if (held.has(written)) throw new RunGivenUp();
    run.links.delete(written);
    run.written.add(written);
  }
}

/** Runs the statements of another module, once; null where that cannot be followed to its end. */
function link(run: Run, module: Module): Environment | null {
  const known = run.links.get(module);
  // Of a circle of imports none is followed.
  if (known === 'pending') throw new RunGivenUp();
  if (known !== undefined) return known;
  if (run.isOver || (module.changesExports && !module.isCommonJs) || run.written.has(module)) return null;
  run.links.set(module, 'pending');
  const root = runAlone(run, module);
  run.links.set(module, root);
  return root;
}

function runAlone(run: Run, module: Module): Environment | null {
  const { current, calls, tries, asynchronous, yields, awaited, outside: around, isMaking } = run;
  const counts = { met: run.met.length, watched: run.watched.length };
  const fresh = { calls: [], tries: 0, asynchronous: 0, yields: null, awaited: null, outside: 0, isMaking: false };
  Object.assign(run, fresh, { current: module });
  try {
    const root = openRun(run, module, module.analysis.root, null);
    run.root(module.program.body, root);
    closeModule(run, module, root);
    return root;
  } catch (error) {
    if (error instanceof RunGivenUp || error instanceof Thrown) return null;
    throw error;
  } finally {
    Object.assign(run, { current, calls, tries, asynchronous, yields, awaited, outside: around, isMaking });
    // What it defines is its own.
    run.met.length = counts.met;
    run.watched.length = counts.watched;
  }
}

/** When a module has run, others may call what it exports before it is asked; nobody else writes to what it made. */
function closeModule(run: Run, module: Module, root: Environment): void {
  const exported = exportedValues(run, root);
  const closed = new Set<StaticValue>();
  for (;;) {
    const reached = [...reachOf(run, exported, true)].filter((value) => !closed.has(value));
    const once = noteMadeOnce(run, methodsAmong(run, reached), true);
    spoil(run, exposedObjects(run, exported));
    hideMadeOnce(run, once);
    for (const value of reached) {
      closed.add(value);
      markLinked(run, value);
    }
    if (once.length === 0) return;
    // What is made then may make more when its methods are called.
    makeAll(run, once);
  }
}

function markLinked(run: Run, value: StaticValue): void {
  if (isComposite(value) && !run.foreign.has(value)) {
    run.foreign.add(value);
    run.linked.add(value);
  }
  const prototype = value.kind === 'function' ? run.classes.get(value)?.prototype : undefined;
  if (prototype) run.foreign.add(prototype);
  // What is exported with nothing in it is there to be filled.
  if (value.kind === 'native' && !run.spoiled.has(value) && value.native.items?.length === 0) run.spoiled.add(value);
}

/** What a module exports that it declares itself. */
export function exportedValues(run: Run, root: Environment): readonly StaticValue[] {
  const { module } = root;
  const values = [...module.exports.values()].flatMap((entry) => (entry.kind === 'local' ? (readName(run, entry.name, root) ?? []) : []));
  const unnamed = run.defaults.get(module);
  return [...values, ...(unnamed ? [unnamed] : []), ...(module.isCommonJs ? [commonJsNames(run, module).module] : [])];
}
