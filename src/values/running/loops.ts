import { isClass, isNode, type AnyNode } from '../../modules/nodes.ts';
import { iterated } from '../builtins/sets.ts';
import { NORMAL, type Completion } from '../statements/completion.ts';
import { closureOf, type Environment } from '../names/environment.ts';
import { isNullish, truth } from '../expressions/operators.ts';
import { literal, type Slot, type StaticValue } from '../value.ts';
import { openRun } from './environments.ts';
import { bindPattern, bindVariables } from './parameters.ts';
import { giveUp, MAX_RUN_STEPS, type Run } from './run.ts';

/** Runs the body of a loop once: how the loop ends with it, null where it goes on. */
type RunRound = (round: Environment) => Completion | null;

/** Runs all rounds of a loop. */
export function runLoop(run: Run, loop: AnyNode, environment: Environment, runRound: RunRound): Completion {
  if (loop.type === 'ForStatement') return runFor(run, loop, environment, runRound);
  const isForEach = loop.type === 'ForOfStatement' || loop.type === 'ForInStatement';
  return (isForEach ? runForEach : runWhile)(run, loop, environment, runRound);
}

function runFor(run: Run, loop: AnyNode, environment: Environment, runRound: RunRound): Completion {
  const { init, test, update } = loop;
  const scope = environment.module.analysis.scopes.get(loop);
  if (!scope) return giveUp();
  let round = openRun(run, environment.module, scope, environment);
  if (isNode(init)) {
    if (init.type === 'VariableDeclaration') bindVariables(run, init, round);
    else run.evaluation.evaluate(init, round);
  }
  for (;;) {
    // Where it has neither test nor body, nothing else is counted.
    if (++run.steps > MAX_RUN_STEPS) return giveUp();
    if (isNode(test) && !(truth(run.evaluation.evaluate(test, round)) ?? giveUp())) return NORMAL;
    const completion = runRound(round);
    if (completion) return completion;
    // Each round has names of its own, with the values of the last.
    round = { ...round, values: new Map(round.values) };
    if (isNode(update)) run.evaluation.evaluate(update, round);
  }
}

function runWhile(run: Run, loop: AnyNode, environment: Environment, runRound: RunRound): Completion {
  const goesOn = (): boolean => truth(run.evaluation.evaluate(loop['test'] as AnyNode, environment)) ?? giveUp();
  for (let isFirst = true; ; isFirst = false) {
    if (!(isFirst && loop.type === 'DoWhileStatement') && !goesOn()) return NORMAL;
    const completion = runRound(environment);
    if (completion) return completion;
  }
}

function runForEach(run: Run, loop: AnyNode, environment: Environment, runRound: RunRound): Completion {
  const scope = environment.module.analysis.scopes.get(loop);
  const left = loop['left'] as AnyNode;
  if (!scope || loop['await'] === true) return giveUp();
  const over = run.evaluation.evaluate(loop['right'] as AnyNode, environment);
  const before = itemsNow(over);
  // Looked through after each round.
  if (before.length > MAX_COLLECTED) return giveUp();
  const once = over.kind === 'native' ? over.native.once : undefined;
  if (once) once.isLeft = true;
  for (const value of loop.type === 'ForOfStatement' ? itemsOf(over) : namesOf(run, over)) {
    // What is deleted before its turn has none.
    if (loop.type === 'ForInStatement' && over.kind === 'object' && !over.properties.has(nameOf(value))) continue;
    const round = openRun(run, environment.module, scope, environment);
    const [declarator] = left.type === 'VariableDeclaration' ? (left['declarations'] as AnyNode[]) : [];
    if (declarator) bindPattern(run, declarator['id'] as AnyNode, value, round);
    else run.assign(left, value, round);
    const completion = runRound(round);
    // A Map or Set that changes while it is gone over.
    if (itemsNow(over).some(({ value: item }, index) => item !== before[index]?.value)) return giveUp();
    if (completion) return completion;
  }
  if (once) once.isLeft = false;
  return NORMAL;
}

/** Items of a Map or Set that is gone over; of more, the run is given up. */
const MAX_COLLECTED = 500;

/** What a Map, Set or iterator has at this moment; a Map makes its entries when it is asked for them. */
export function itemsNow(over: StaticValue): readonly Slot[] {
  const items = over.kind === 'native' ? (over.native.items ?? []) : [];
  return items.flatMap((item) => (item.value.kind === 'array' ? item.value.items : item));
}

/** One after another: a list may grow while it is gone over. */
function* itemsOf(over: StaticValue): Generator<StaticValue> {
  const value = iterated(over);
  if (value.kind !== 'array') return giveUp();
  for (let index = 0; index < value.items.length || value.rest; index++)
    yield value.rest ? giveUp() : (value.items[index]?.value ?? giveUp());
}

function nameOf(value: StaticValue): string {
  return value.kind === 'literal' ? String(value.value) : giveUp();
}

/** The names that `for (… in …)` goes over. Methods of a class are not among them; what is added to a prototype is. */
function namesOf(run: Run, over: StaticValue): readonly StaticValue[] {
  if (isNullish(over)) return [];
  if (over.kind === 'array')
    return over.rest || over.hasHoles || over.members ? giveUp() : over.items.map((_, index) => literal(String(index), over.span));
  if (over.kind !== 'object' || over.open || (over.prototype && !isOfClass(run, over.prototype))) return giveUp();
  return [...over.properties].filter(([name]) => !name.startsWith('#')).map(([name, { key }]) => literal(name, key));
}

/** Whether all that a prototype has are methods of classes, which loops pass over. */
function isOfClass(run: Run, prototype: StaticValue): boolean {
  for (let current: StaticValue | undefined = prototype; current; current = current.prototype) {
    const info = current.kind === 'object' ? run.prototypes.get(current) : undefined;
    if (current.kind !== 'object' || !info || !isClass(closureOf(info.value).node)) return false;
    for (const property of current.properties.values()) {
      const method = property.getter ?? property.value;
      if (method.kind !== 'function' || closureOf(method).environment !== info.environment) return false;
    }
  }
  return true;
}
