import { callAround, functionsAround } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { isWithin, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { closureOf } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { FunctionValue, StaticValue } from '../../values/value.ts';
import { givenBy } from '../defines/given-defines.ts';
import { mayBeDefine } from '../defines/may-be-define.ts';
import { wordsOf } from '../outside/texts.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { factoryNames, holds, mayBeNamed, ownNames, type FactoryPlace } from './factory-names.ts';
import { keptInInstances } from './kept-in-instances.ts';

/** Finds the calls of functions in all files. */
export interface CallSearch {
  /** Looks for the own names of functions in one pass over all texts, which each of them would take otherwise. */
  prepare(places: readonly FactoryPlace[]): void;
  /** The names by which a function may be called. */
  namesOf(place: FactoryPlace): ReadonlySet<string>;
  /** The calls of a function, and those that give it to something else, in its own files and all that have one of its names. */
  callsOf(factory: AnyNode, own: readonly Module[], names: ReadonlySet<string>): Iterable<PlacedNode>;
  /** Where a function becomes a member of instances, in the same files: what calls it there only running them tells. */
  keptInInstances(factory: AnyNode, own: readonly Module[], names: ReadonlySet<string>): Iterable<PlacedNode>;
  /** Whether a function is given out to files that are not looked at. */
  mayBeCalledElsewhere(place: FactoryPlace, names: ReadonlySet<string>): boolean;
}

/**
 * @param withWords the files to look for calls in, by the names of the functions
 * @param knowsAllCalls false where those are not all files there are
 */
export function createCallSearch(
  evaluator: Evaluator,
  withWords: (words: ReadonlySet<string>) => readonly string[],
  load: (file: string) => Module | null,
  knowsAllCalls: boolean,
): CallSearch {
  /** Whether a call's callee is the function, or what it is given is or holds it. Asked only of names that it may have. */
  function isCallOf({ node, scope, module }: PlacedNode, names: ReadonlySet<string>, factory: AnyNode): boolean {
    const environment = evaluator.environmentOf(module, scope);
    const callee = unwrap(node['callee'] as AnyNode);
    if (mayBeNamed(callee, scope, module, names) || mayBeDefine(callee, scope, module, names)) {
      const value = evaluator.evaluate(callee, environment);
      const isFactory = (one: StaticValue): boolean => {
        const called = calledBy(one);
        return called !== undefined && closureOf(called).node === factory;
      };
      // Which of several functions it is, may not be known.
      if (isFactory(value) || (value.kind === 'unknown' && [...evaluator.mayGive(callee, scope, module)].some(isFactory))) return true;
    }
    const functions = new Set([factory]);
    return (node['arguments'] as AnyNode[])
      .flatMap((argument) => givenBy(argument))
      .some((given) => mayBeNamed(given, scope, module, names) && holds(evaluator.evaluate(given, environment), functions, evaluator));
  }

  return {
    prepare(places) {
      withWords(new Set(places.flatMap(ownNames)));
    },
    namesOf: (place) => factoryNames(place, evaluator, withWords, load),
    *callsOf(factory, own, names) {
      for (const file of new Set([...own.map((module) => module.file), ...withWords(names)])) {
        const module = load(file);
        for (const { node, scope } of module?.analysis.calls ?? []) {
          const call = module && { node, scope, module };
          // What calls itself has been called before.
          if (call && !functionsAround(scope).includes(factory) && isCallOf(call, names, factory)) yield call;
        }
      }
    },
    *keptInInstances(factory, own, names) {
      const functions = new Set([factory]);
      for (const file of new Set([...own.map((module) => module.file), ...withWords(names)])) {
        const module = load(file);
        for (const { node, scope } of module ? keptInInstances(module, names) : [])
          if (module && holds(evaluator.evaluate(node, evaluator.environmentOf(module, scope)), functions, evaluator))
            yield { node, scope, module };
      }
    },
    mayBeCalledElsewhere: (place, names) => !knowsAllCalls && isGivenOut(place, names),
  };
}

/** The function that is called in the end. */
function calledBy(callee: StaticValue): FunctionValue | undefined {
  return callee.kind === 'native' ? callee.native.target : callee.kind === 'function' ? callee : undefined;
}

/** Whether a function is exported, or something by which it may be called; one that is written in a call is not. */
function isGivenOut({ module, functions: [factory] }: FactoryPlace, own: ReadonlySet<string>): boolean {
  if (!factory || callAround(module, factory)) return false;
  const names = withUsers(own, module);
  return [...module.exports].some(([name, entry]) => {
    if (names.has(name) || (entry.kind === 'local' && names.has(entry.name))) return true;
    return entry.kind === 'expression' && isWithin(factory, entry.node);
  });
}

/** Names, and those that a module gives to what mentions one of them: a function may call a method of an instance that it names. */
function withUsers(own: ReadonlySet<string>, { analysis, text }: Module): ReadonlySet<string> {
  const names = new Set(own);
  const rest = new Set(analysis.root.declarations.values());
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const declaration of rest) {
      if (!wordsOf(text.slice(declaration.node.start, declaration.node.end)).some((word) => names.has(word))) continue;
      names.add(declaration.name);
      rest.delete(declaration);
    }
  }
  return names;
}
