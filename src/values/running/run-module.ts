import { requiredBy } from '../../modules/common-js.ts';
import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { createEvaluation } from '../evaluate.ts';
import { MAX_DEPTH, type Evaluation, type Libraries } from '../evaluation.ts';
import { isComposite } from '../points-to/points.ts';
import { literal, unknown, type StaticValue } from '../value.ts';
import { invoke } from './calls.ts';
import { openRun } from './environments.ts';
import { exposedObjects, reachOf } from './exposure.ts';
import { evaluateInRun, assignTo } from './expressions.ts';
import { exportedValues, linkWriter } from './linking.ts';
import { readMember } from './members.ts';
import { giveUp, MAX_RUN_STEPS, RunGivenUp, Thrown, type Met, type Run, type Watched } from './run.ts';
import { runStatements } from './statements.ts';

/** What a run has met. */
export interface ModuleRun {
  readonly met: readonly (Met & Sure)[];
  readonly watched: readonly (Watched & Sure)[];
}

/** Whether it is as it was met: other modules may change it when they call what the module exports. */
interface Sure {
  readonly isSure: boolean;
}

/**
 * Goes through a module's statements in their order, as running it would, following what they call; nothing is executed.
 * @param isWatched literals whose values are asked for
 * @returns null where it comes to something that it cannot follow, and that may have changed what it knows
 */
export function runModule(
  graph: ModuleGraph,
  libraries: Libraries,
  module: Module,
  isWatched: (node: AnyNode) => boolean,
): ModuleRun | null {
  // Modules that import it may hold what it creates, under names that it does not know.
  const reached = importedBy(graph, module);
  if (!reached) return null;
  const written = writtenForEffect(graph, [module, ...reached]);
  const run = createRun(graph, libraries, module, isWatched, written);
  const root = openRun(run, module, module.analysis.root, null);
  try {
    for (const writer of [...reached].reverse()) linkWriter(run, writer);
    run.root(module.program.body as unknown as AnyNode[], root);
    const exposed = exposedObjects(run, exportedValues(run, root));
    const isSure = (value: StaticValue): boolean =>
      exposed.size === 0 || ![...reachOf(run, [value], false)].some((part) => isComposite(part) && exposed.has(part));
    run.isOver = true;
    return {
      met: run.met.map((one) => ({ ...one, isSure: isSure(one.definition.spec) })),
      watched: run.watched.map((one) => ({ ...one, isSure: isSure(one.value) })),
    };
  } catch (error) {
    if (error instanceof RunGivenUp || error instanceof Thrown) return null;
    throw error;
  }
}

/** Files that are looked at to tell whether a module is part of a circle of imports; of more, nobody knows. */
const MAX_FILES = 300;

/** The modules that a module imports, directly or by others; null where it is one of them, or where that is not known. */
function importedBy(graph: ModuleGraph, module: Module): ReadonlySet<Module> | null {
  const reached = new Set<Module>();
  const pending = [module];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const specifier of importedAsCode(next)) {
      const resolution = graph.resolve(specifier, next.file);
      if (resolution.kind !== 'file' || resolution.file.endsWith('.json')) continue;
      if (resolution.file === module.file || reached.size > MAX_FILES) return null;
      try {
        const found = graph.load(resolution.file);
        if (!reached.has(found)) pending.push(found);
        reached.add(found);
      } catch {
        return null;
      }
    }
  }
  return reached;
}

function importedAsCode(module: Module): readonly string[] {
  const imported = (module.program.body as unknown as AnyNode[]).flatMap(({ source, exportKind, importKind }) =>
    isNode(source) && importKind !== 'type' && exportKind !== 'type' ? String(source['value']) : [],
  );
  if (!module.text.includes('require')) return imported;
  return [...imported, ...module.analysis.calls.flatMap(({ node, scope }) => requiredBy(node, scope) ?? [])];
}

/** Of some modules, all that those import which are imported for their effects alone. */
function writtenForEffect(graph: ModuleGraph, modules: readonly Module[]): Set<Module> {
  const written = new Set<Module>();
  for (const { effects, file } of modules) {
    for (const source of effects) {
      const resolution = graph.resolve(source, file);
      const effect = resolution.kind === 'file' ? graph.loaded(resolution.file) : undefined;
      for (const one of effect ? (importedBy(graph, effect) ?? modules) : []) written.add(one);
    }
  }
  return written;
}

function createRun(
  graph: ModuleGraph,
  libraries: Libraries,
  module: Module,
  isWatched: (node: AnyNode) => boolean,
  written: Set<Module>,
): Run {
  const evaluation = createEvaluation(graph, libraries);
  const plain = { evaluate: evaluation.evaluate, invoke: evaluation.invoke, member: evaluation.member };
  const run: Run = {
    evaluation,
    plain,
    module,
    calls: [],
    met: [],
    watched: [],
    isWatched,
    foreign: new WeakSet(),
    frozen: new WeakSet(),
    pending: new Set(),
    classes: new WeakMap(),
    homes: new WeakMap(),
    prototypes: new WeakMap(),
    privates: new WeakMap(),
    properties: new WeakMap(),
    given: new WeakMap(),
    commonJs: new Map(),
    defaults: new Map(),
    links: new Map(),
    written,
    current: module,
    linked: new WeakSet(),
    bound: new WeakMap(),
    spoiled: new WeakSet(),
    collecting: new WeakSet(),
    collected: new WeakSet(),
    collectors: new WeakSet(),
    isOver: false,
    outside: 0,
    tries: 0,
    asynchronous: 0,
    yields: null,
    awaited: null,
    steps: 0,
    root(statements, environment) {
      if (runStatements(run, statements, environment).kind !== 'normal') giveUp();
    },
    block: (node, environment) => void runStatements(run, node['body'] as AnyNode[], environment),
    body(node, environment) {
      const ending = runStatements(run, node['body'] as AnyNode[], environment);
      return ending.kind === 'return'
        ? ending.value
        : literal(undefined, { file: environment.module.file, start: node.start, end: node.end });
    },
    assign: (target, value, environment) => assignTo(run, target, value, environment),
    bindClass(node, value, own, environment) {
      const declaration = own ?? environment.scope.declarations.get(String((node['id'] as AnyNode | null)?.['name']));
      if (declaration && node['id']) environment.values.set(declaration, value);
    },
  };
  // What other modules hold, this one may write to.
  evaluation.callers.add(module);
  let depth = 0;
  const inRun = (evaluate: () => StaticValue): StaticValue => {
    if (++run.steps > MAX_RUN_STEPS || depth > MAX_DEPTH) return giveUp();
    depth++;
    try {
      return evaluate();
    } finally {
      depth--;
    }
  };
  /** What is asked when all is over, as the values of getters are, is not known where the run would give up. */
  const afterwards = (at: Span, evaluate: () => StaticValue): StaticValue => {
    if (!run.isOver) return evaluate();
    try {
      return evaluate();
    } catch (error) {
      if (error instanceof RunGivenUp || error instanceof Thrown) return unknown('not-static', at, 'what is asked later');
      throw error;
    }
  };
  const overrides: Partial<Evaluation> = {
    evaluate(node, environment) {
      if (!environment.isRun) return plain.evaluate(node, environment);
      const at = { file: environment.module.file, start: node.start, end: node.end };
      return afterwards(at, () =>
        inRun(() => {
          const value = evaluateInRun(run, node, environment);
          const isNamed = node.type !== 'CallExpression' && run.collected.has(value);
          return isNamed && !run.collectors.has(node) ? giveUp() : value;
        }),
      );
    },
    invoke: (callee, call) => afterwards(call.span, () => (run.outside > 0 ? plain.invoke(callee, call) : invoke(run, callee, call))),
    call: (callee, args, at) =>
      run.evaluation.invoke(callee, {
        args: args.map((value) => ({ value, span: value.span })),
        restUnknown: null,
        isNew: false,
        span: at,
      }),
    member: (value, name, at) =>
      afterwards(at, () => (run.outside > 0 ? plain.member(value, name, at) : readMember(run, value, name, at, value))),
    define(definition) {
      if (run.outside === 0) run.met.push({ definition, calls: [...run.calls].reverse() });
    },
  };
  Object.assign(evaluation, overrides);
  return run;
}
