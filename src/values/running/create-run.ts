import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { createEvaluation } from '../evaluate.ts';
import { MAX_DEPTH, type Evaluation, type Libraries } from '../evaluation.ts';
import { spanOf } from '../names/environment.ts';
import { literal, unknown, type StaticValue } from '../value.ts';
import { assignTo } from './assignments.ts';
import { invoke } from './calls.ts';
import { evaluateInRun } from './expressions.ts';
import { mayHaveThrown } from './throwing.ts';
import { readMember } from './members.ts';
import { giveUp, MAX_RUN_STEPS, RunGivenUp, Thrown, type Run } from './run.ts';
import { runStatements } from './statements.ts';

/**
 * What a run of a module begins with.
 * @param isWatched literals whose values are asked for
 * @param written modules that may be written to by others that are not followed
 */
export function createRun(
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
    unborn: new WeakSet(),
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
    madeOnce: new Map(),
    firstUses: new WeakSet(),
    firstWrites: new WeakSet(),
    isOver: false,
    hasUntoldCalls: false,
    untoldWords: new Set(),
    outside: 0,
    tries: 0,
    isMaking: false,
    asynchronous: 0,
    yields: null,
    defining: [],
    awaited: null,
    unused: null,
    steps: 0,
    root(statements, environment) {
      if (runStatements(run, statements, environment).kind !== 'normal') giveUp();
    },
    block: (node, environment) => void runStatements(run, node['body'] as AnyNode[], environment),
    body(node, environment) {
      const completion = runStatements(run, node['body'] as AnyNode[], environment);
      return completion.kind === 'return' ? completion.value : literal(undefined, spanOf(node, environment));
    },
    assign: (target, value, environment) => assignTo(run, target, value, environment),
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
      return afterwards(spanOf(node, environment), () =>
        inRun(() => {
          const value = evaluateInRun(run, node, environment);
          if (run.tries > 0 && mayHaveThrown(node, value, environment)) giveUp();
          const isNamed = node.type !== 'CallExpression' && run.collected.has(value);
          return isNamed && !run.collectors.has(node) ? giveUp() : value;
        }),
      );
    },
    invoke: (callee, call) => afterwards(call.span, () => (run.outside > 0 ? plain.invoke(callee, call) : invoke(run, callee, call))),
    member: (value, name, at) =>
      afterwards(at, () => (run.outside > 0 ? plain.member(value, name, at) : readMember(run, value, name, at, value))),
    define(definition) {
      if (run.outside === 0) run.met.push({ definition, calls: [...run.calls].reverse() });
    },
  };
  Object.assign(evaluation, overrides);
  return run;
}
