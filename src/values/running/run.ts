import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import type { Environment } from '../names/environment.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Definition, FunctionValue, Native, ObjectValue, Property, Slot, StaticValue } from '../value.ts';
import type { ClassInfo } from './classes.ts';
import type { MadeOnce } from './made-once.ts';
import type { Keeper } from './once-places.ts';

/** Nothing can be said of what comes after: the run is given up, and what it found is not used. */
export class RunGivenUp extends Error {}

/** What a `throw` of the code leaves behind. */
export class Thrown extends Error {
  readonly value: StaticValue;
  constructor(value: StaticValue) {
    super('thrown');
    this.value = value;
  }
}

/** What a CommonJS module has by those names. */
export interface CommonJsNames {
  readonly exports: ObjectValue;
  readonly module: ObjectValue;
}

/** A call of the code that is being followed. */
export interface CallSite {
  readonly node: AnyNode;
  readonly scope: Scope;
  readonly module: Module;
}

/** A contract that a run has met: the define call, with the calls that led to it, the innermost first. */
export interface Met {
  readonly definition: Definition;
  readonly calls: readonly CallSite[];
}

/** A literal that a run was asked to watch, each time that it was evaluated. */
export interface Watched extends CallSite {
  readonly value: StaticValue;
  readonly calls: readonly CallSite[];
}

/**
 * The state of a run. Unlike an evaluation, which asks for values and takes no heed of time, a run goes through the statements of a module
 * in their order, and objects have an identity: what is written to them is written in place.
 */
export interface Run {
  /** Evaluates as the run does. */
  readonly evaluation: Evaluation;
  /** The same functions as they are where nothing is run. */
  readonly plain: Pick<Evaluation, 'evaluate' | 'invoke' | 'member'>;
  readonly module: Module;
  calls: CallSite[];
  readonly met: Met[];
  readonly watched: Watched[];
  isWatched(node: AnyNode): boolean;
  /** Objects that the run did not create: others may hold them, so that nothing may be written to them. */
  readonly foreign: WeakSet<StaticValue>;
  readonly frozen: WeakSet<StaticValue>;
  /** Classes that are being looked at. */
  readonly pending: Set<FunctionValue>;
  readonly classes: WeakMap<FunctionValue, ClassInfo>;
  /** Classes by the environments of their bodies, and by their prototypes. */
  readonly homes: WeakMap<Environment, ClassInfo>;
  readonly prototypes: WeakMap<ObjectValue, ClassInfo>;
  /** Instances whose classes have not called `super(…)` yet: naming them throws. */
  readonly unborn: WeakSet<StaticValue>;
  readonly privates: WeakMap<ObjectValue, Map<string, StaticValue>>;
  /** Members of functions: static ones of classes. */
  readonly properties: WeakMap<FunctionValue, Map<string, Property>>;
  /** What calls were given, by the environments of their functions: `arguments`. */
  readonly given: WeakMap<Environment, readonly Slot[]>;
  /** What modules export without a name. */
  readonly defaults: Map<Module, StaticValue>;
  /** Other modules whose statements are run first; null for those that cannot be followed, and are taken as they stand. */
  readonly links: Map<Module, Environment | 'pending' | null>;
  /** Modules that may be written to by others that are not followed. */
  readonly written: Set<Module>;
  /** The module whose statements are being run. */
  current: Module;
  /** What modules have made that were run first: nothing writes to it, but code that cannot be followed may. */
  readonly linked: WeakSet<StaticValue>;
  /**
   * Lists, objects, Maps and Sets of modules that were run first, which their functions put things into or take them out of, and do nothing
   * else to: what is in them is not known, and what is put there is left as it is.
   */
  readonly collecting: WeakSet<StaticValue>;
  /** Those of them that the run has put something into: what they give may be that, by another name. */
  readonly collected: WeakSet<StaticValue>;
  /** Expressions that such a thing may be named by: to put something into it. */
  readonly collectors: WeakSet<AnyNode>;
  /** Of bound functions: the function, its `this`, and what it is given first. */
  readonly bound: WeakMap<StaticValue, readonly StaticValue[]>;
  /** Objects, Maps and Sets that others may have changed, and may change again. */
  readonly spoiled: WeakSet<StaticValue>;
  /** Of CommonJS modules, `exports` as it is at first, and `module`. */
  readonly commonJs: Map<Module, CommonJsNames>;
  /** What other modules make when one of their functions is first called, by where it is kept. */
  readonly madeOnce: Map<Keeper, Map<Declaration | string, MadeOnce>>;
  /** Names and members that it may be asked by. */
  readonly firstUses: WeakSet<AnyNode>;
  /** Those that are written to when it is made. */
  readonly firstWrites: WeakSet<AnyNode>;
  /** Whether it has come to calls of which it is not known what they call. */
  hasUntoldCalls: boolean;
  /** The words by which those name what they call. */
  readonly untoldWords: Set<string>;
  /** How many evaluations of what other modules hold are under way: what these define is theirs. */
  outside: number;
  /** Whether something is made that others may have made before. */
  isMaking: boolean;
  /** How many asynchronous functions are: what they throw, ends nothing else. */
  asynchronous: number;
  /** How many `try` blocks are being run, in which any call that is not known may throw. */
  tries: number;
  /** What the generator that is being run has given; null in none. */
  yields: Slot[] | null;
  /** The generators that define contracts: those that nobody goes over to their end define fewer. */
  readonly defining: NonNullable<Native['once']>[];
  /** The call that is being awaited. */
  awaited: AnyNode | null;
  /** An expression whose value nobody asks for. */
  unused: AnyNode | null;
  steps: number;
  /** When all statements have run: what is asked then must not give up. */
  isOver: boolean;
  /** Runs the statements of a module, to their end. */
  root(statements: readonly AnyNode[], environment: Environment): void;
  /** Runs the statements of a block. */
  block(node: AnyNode, environment: Environment): void;
  /** Runs the body of a function, and gives what it returns. */
  body(node: AnyNode, environment: Environment): StaticValue;
  /** Assigns to a target of any form. */
  assign(target: AnyNode, value: StaticValue, environment: Environment): void;
}

/** Evaluations of one run. */
export const MAX_RUN_STEPS = 200_000;

export function giveUp(): never {
  throw new RunGivenUp();
}
