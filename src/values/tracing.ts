import type { AnyNode } from '../modules/nodes.ts';
import { NOWHERE, type Span } from '../source/span.ts';
import { literal, type Definition, type StaticValue } from './value.ts';

/** What an expression gives, and the contracts that it defines. */
export interface Trace {
  readonly value: StaticValue;
  readonly definitions: readonly Definition[];
}

/** Notes the contracts that evaluations define, for whoever looks for contracts. */
export interface Tracing {
  /** Whether anyone does. */
  readonly isTracing: boolean;
  define(definition: Definition): void;
  /** The definition that gave a value. */
  definitionOf(value: StaticValue): Definition | undefined;
  /** Runs `action` and gives the contracts that were defined meanwhile. */
  trace(action: () => StaticValue): Trace;
  /** Runs `action` and gives the traces of an expression, one for each time that it was evaluated meanwhile. */
  tracesOf(node: AnyNode, action: () => void): readonly Trace[];
  noteSkippedLoop(loop: Span): void;
  /** Runs `action` and gives the loops that were passed over meanwhile. */
  withSkippedLoops<Result>(action: () => Result): { readonly result: Result; readonly loops: readonly Span[] };
  /** Whether the traces of an expression are asked for. */
  isWatched(node: AnyNode): boolean;
  /** Evaluates an expression whose traces are asked for. */
  watch(evaluate: () => StaticValue): StaticValue;
}

export function createTracing(): Tracing {
  const byResult = new WeakMap<StaticValue, Definition>();
  let definitions: Definition[] | null = null;
  let skipped: Span[] = [];
  let watched: { readonly node: AnyNode; readonly traces: Trace[] } | null = null;

  function trace(action: () => StaticValue): Trace {
    const outer = definitions;
    definitions = [];
    try {
      const value = action();
      return { value, definitions };
    } finally {
      definitions = outer;
    }
  }

  return {
    get isTracing() {
      return definitions !== null;
    },
    define(definition) {
      byResult.set(definition.result, definition);
      definitions?.push(definition);
    },
    definitionOf: (value) => byResult.get(value),
    trace,
    tracesOf(node, action) {
      const outer = watched;
      const traces: Trace[] = [];
      watched = { node, traces };
      try {
        trace(() => {
          action();
          return NOTHING;
        });
        return traces;
      } finally {
        watched = outer;
      }
    },
    noteSkippedLoop(loop) {
      if (definitions) skipped.push(loop);
    },
    withSkippedLoops(action) {
      const outer = skipped;
      const loops: Span[] = [];
      skipped = loops;
      try {
        return { result: action(), loops };
      } finally {
        skipped = outer;
        outer.push(...loops);
      }
    },
    isWatched: (node) => watched?.node === node,
    watch(evaluate) {
      const traced = trace(evaluate);
      watched?.traces.push(traced);
      return traced.value;
    },
  };
}

const NOTHING: StaticValue = literal(undefined, NOWHERE);
