import type { ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import type { AnyNode } from '../modules/nodes.ts';
import type { AskedVersion } from '../modules/resolution/packages.ts';
import type { Declaration, Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import type { Changes } from './writes/changed.ts';
import type { Write } from './writes/writings.ts';
import { spanOf, type Environment } from './names/environment.ts';
import type { HandedOver, Wanted } from './writes/handed-over.ts';
import type { Points } from './points-to/points.ts';
import type { StrictRun } from './strict.ts';
import type { Trace, Tracing } from './tracing.ts';
import { unknown, type Definition, type EvaluatorPort, type StaticValue, type UnknownValue } from './value.ts';

/** Libraries that are known without reading their code. */
export interface Libraries {
  /**
   * What `name` of a package means, wherever the package's code is: functions and schema types whose meaning the reader knows.
   * Undefined when it is not one of the known libraries, or not a known export of it.
   */
  exported(packageName: string, subpath: string, name: string): StaticValue | undefined;
  /** The same for what is read from the package's code where that is part of the repository; `*` asks for the namespace. */
  published(packageName: string, subpath: string, name: string): StaticValue | undefined;
  /**
   * The subpath that means the same as `subpath` in the version that a file gets: a library's next version may have the last one as a part.
   */
  ofVersion(packageName: string, subpath: string, version: AskedVersion): string;
  /**
   * What tells whether two versions of a package are the same code, as far as it is read: of a known library less than the version.
   * @param isCompatible whether versions that promise to do the same count as the same
   */
  versionKey(packageName: string, version: AskedVersion, isCompatible?: boolean): string;
  /** Whether the package is one of the known libraries, so that what is not known of it is not looked up as plain code either. */
  isKnown(packageName: string): boolean;
  /** Whether functions of a package, known or not, leave what they are given as it is. */
  isTrusted(this: void, packageName: string): boolean;
  /** Whether contracts, or anything in them, are asked for a member of that name. */
  isField(name: string): boolean;
  /** Functions of JavaScript's own that code of the repository replaces, by their paths: `Array.prototype.map`. */
  readonly replaced: ReadonlySet<string>;
}

/** What is being followed at the moment. An evaluator shares it with its raw one, for they take turns in one evaluation. */
export interface Underway {
  /** Calls of functions in calls of functions. */
  calls: number;
  /** Rounds of loops, those of loops in loops multiplied. */
  rounds: number;
  strict: StrictRun | null;
}

/** What the stages after this one ask. */
export interface Evaluator extends EvaluatorPort {
  readonly graph: ModuleGraph;
  /** The value of an expression. Never throws for what the code says; `unknown` where it cannot be told. */
  evaluate(node: AnyNode, environment: Environment): StaticValue;
  /** The environment of a scope that no followed call has entered. */
  environmentOf(module: Module, scope: Scope): Environment;
  /** What a declaration gives its name, whatever is written to it later; found once in an environment. */
  valueOfDeclaration(declaration: Declaration, environment: Environment): StaticValue;
  /** The value of a name, or undefined for a name that is nowhere declared. */
  valueOfName(name: string, environment: Environment, at: Span | null): StaticValue | undefined;
  /** What a module exports under a name. */
  exportedValue(file: string, name: string, at: Span): StaticValue;
  /** A value as it is when all modules have run: what is written to after it was read is unknown in it. */
  settled(value: StaticValue, from: Module): StaticValue;
  /** The objects and functions that an expression of a module may give, in doubt more rather than fewer. */
  mayGive(node: AnyNode, scope: Scope, module: Module): Points;
  /** What of certain objects a module writes to, by itself or by functions of other files that it calls. */
  writesOf(module: Module, wanted: Wanted): readonly Write[];
  /** Whether the writes of a file are seen by those who read an object that was created in a file. */
  isRegarded(writer: string, object: Span, reader: Module): boolean;
  /** The call of a define function that gave a value. */
  definitionOf(value: StaticValue): Definition | undefined;
  readonly underway: Underway;
  /** Whether contracts are looked for: then what is run for its effects is evaluated, too. */
  readonly isTracing: boolean;
  /** Runs `action` and gives the contracts that were defined meanwhile. */
  trace(action: () => StaticValue): Trace;
  /** Runs `action` and gives the traces of an expression, one for each time that it was evaluated meanwhile. */
  tracesOf(node: AnyNode, action: () => void): readonly Trace[];
  /** Notes a loop that is passed over because its rounds are not known: contracts may be defined in it all the same. */
  noteSkippedLoop(loop: Span): void;
  /** Runs `action` and gives the loops that were passed over meanwhile, while contracts were looked for. */
  withSkippedLoops<Result>(action: () => Result): { readonly result: Result; readonly loops: readonly Span[] };
}

/** An evaluator as its own parts see it: what they ask of one another, and what is kept from one evaluation to the next. */
export interface Evaluation extends Evaluator {
  readonly libraries: Libraries;
  /** Takes objects as they were created, without regard to what is written to them later. */
  readonly isRaw: boolean;
  /** An evaluator that does so. */
  readonly plain: () => Evaluator;
  readonly changes: Changes;
  readonly tracing: Tracing;
  /** Where unknown values come from: what makes two of them the same. */
  readonly sources: WeakMap<UnknownValue, Source>;
  /** What modules export, by name and file; `*` is all of a module. */
  readonly imported: Map<string, StaticValue>;
  /** The static members' scope of a class that is asked itself. */
  readonly classEnvironments: Map<Scope, Environment>;
  /** Evaluations that the one under way is nested in. */
  depth: number;
  /** The modules whose calls are being followed. */
  callers: Set<Module>;
  /** What a module gives to functions of other files which write to it. */
  handedOverBy(module: Module): HandedOver;
}

/** An expression, and where its names are looked up. */
export interface Source {
  readonly node: AnyNode;
  readonly environment: Environment;
}

/** Nested evaluations, calls included; beyond it the value is `too-deep`. */
export const MAX_DEPTH = 400;

/** What cannot be told, with the expression that it comes from. */
export function unreadable(
  evaluation: Evaluation,
  reason: UnknownValue['reason'],
  node: AnyNode,
  environment: Environment,
  detail: string,
): UnknownValue {
  const value = unknown(reason, spanOf(node, environment), detail);
  evaluation.sources.set(value, { node, environment });
  return value;
}

/** Unknown for the same cause; but what another expression makes of it is another value. */
export function comingFrom(evaluation: Evaluation, value: UnknownValue, node: AnyNode, environment: Environment): UnknownValue {
  const source = evaluation.sources.get(value);
  if (source?.node === node && source.environment === environment) return value;
  const copy = { ...value };
  evaluation.sources.set(copy, { node, environment });
  return copy;
}
