import { isNode, type AnyNode } from '../../modules/nodes.ts';
import { iterated } from '../builtins/sets.ts';
import { closureOf, spanOf, type Environment } from '../environment.ts';
import { truth } from '../operators.ts';
import { literal, type Slot, type StaticValue } from '../value.ts';
import { bindPattern } from './calls.ts';
import { isClass } from './classes.ts';
import { blockOf, openRun } from './environments.ts';
import { giveUp, Thrown, type Run } from './run.ts';

/** How a statement ends. */
type Ending =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: StaticValue }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null };

const NORMAL: Ending = { kind: 'normal' };

export function runStatements(run: Run, statements: readonly AnyNode[], environment: Environment): Ending {
  for (const statement of statements) {
    const ending = runStatement(run, statement, environment, null);
    if (ending.kind !== 'normal') return ending;
  }
  return NORMAL;
}

/** @param label of a loop: a `continue` may name it */
function runStatement(run: Run, statement: AnyNode, environment: Environment, label: string | null): Ending {
  const evaluate = (node: unknown): StaticValue => run.evaluation.evaluate(node as AnyNode, environment);
  switch (statement.type) {
    case 'ExpressionStatement':
      evaluate(statement['expression']);
      return NORMAL;
    case 'VariableDeclaration':
      declare(run, statement, environment);
      return NORMAL;
    case 'ExportNamedDeclaration':
      return isNode(statement['declaration']) ? runStatement(run, statement['declaration'], environment, null) : NORMAL;
    case 'ExportDefaultDeclaration': {
      const declaration = statement['declaration'] as AnyNode;
      if (!declaration.type.startsWith('TS')) run.defaults.set(environment.module, evaluate(declaration));
      return NORMAL;
    }
    case 'TSExportAssignment':
      run.defaults.set(environment.module, evaluate(statement['expression']));
      return NORMAL;
    case 'ClassDeclaration':
      evaluate(statement);
      return NORMAL;
    case 'ReturnStatement':
      return {
        kind: 'return',
        value: isNode(statement['argument']) ? evaluate(statement['argument']) : literal(undefined, spanOf(statement, environment)),
      };
    case 'IfStatement': {
      const test = truth(evaluate(statement['test'])) ?? (isGuard(run, statement) ? false : giveUp());
      const branch = test ? statement['consequent'] : statement['alternate'];
      return isNode(branch) ? runStatement(run, branch, environment, null) : NORMAL;
    }
    case 'BlockStatement':
    case 'StaticBlock':
      return runStatements(run, statement['body'] as AnyNode[], blockOf(run, statement, environment));
    case 'ForStatement':
      return runFor(run, statement, environment, label);
    case 'ForOfStatement':
    case 'ForInStatement':
      return runForEach(run, statement, environment, label);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return runWhile(run, statement, environment, label);
    case 'LabeledStatement': {
      const own = String((statement['label'] as AnyNode)['name']);
      const ending = runStatement(run, statement['body'] as AnyNode, environment, own);
      return ending.kind === 'break' && ending.label === own ? NORMAL : ending;
    }
    case 'BreakStatement':
    case 'ContinueStatement':
      return {
        kind: statement.type === 'BreakStatement' ? 'break' : 'continue',
        label: isNode(statement['label']) ? String(statement['label']['name']) : null,
      };
    case 'SwitchStatement':
      return runSwitch(run, statement, environment);
    case 'TryStatement':
      return runTry(run, statement, environment);
    case 'ThrowStatement':
      throw new Thrown(evaluate(statement['argument']));
    case 'EmptyStatement':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'FunctionDeclaration':
      return NORMAL;
    default:
      // Of TypeScript's own, enums and namespaces are evaluated when they are asked for; all others are types.
      return statement.type.startsWith('TS') ? NORMAL : giveUp();
  }
}

/** Whether a statement throws on a condition, and does nothing else: what loads at all does not throw, if nothing catches it. */
function isGuard(run: Run, { consequent, alternate }: AnyNode): boolean {
  if (run.tries > 0 || run.asynchronous > 0 || isNode(alternate)) return false;
  const branch = consequent as AnyNode;
  const [only, ...more] = branch.type === 'BlockStatement' ? (branch['body'] as AnyNode[]) : [branch];
  return only?.type === 'ThrowStatement' && more.length === 0;
}

function declare(run: Run, statement: AnyNode, environment: Environment): void {
  if (statement['kind'] === 'using' || statement['kind'] === 'await using') giveUp();
  if (statement['declare'] === true) return;
  for (const declarator of statement['declarations'] as AnyNode[]) {
    const init = declarator['init'];
    // `var x;` leaves what it has.
    if (!isNode(init) && statement['kind'] === 'var') continue;
    const value = isNode(init) ? run.evaluation.evaluate(init, environment) : literal(undefined, spanOf(declarator, environment));
    bindPattern(run, declarator['id'] as AnyNode, value, environment);
  }
}

/** What a loop makes of how its body ends: null to go on. */
function afterRound(ending: Ending, label: string | null): Ending | null {
  if (ending.kind === 'break' && (ending.label === null || ending.label === label)) return NORMAL;
  if (ending.kind === 'normal' || (ending.kind === 'continue' && (ending.label === null || ending.label === label))) return null;
  return ending;
}

function runFor(run: Run, loop: AnyNode, environment: Environment, label: string | null): Ending {
  const { init, test, update } = loop;
  const scope = environment.module.analysis.scopes.get(loop);
  if (!scope) return giveUp();
  let round = openRun(run, environment.module, scope, environment);
  if (isNode(init)) {
    if (init.type === 'VariableDeclaration') declare(run, init, round);
    else run.evaluation.evaluate(init, round);
  }
  for (;;) {
    if (isNode(test) && !(truth(run.evaluation.evaluate(test, round)) ?? giveUp())) return NORMAL;
    const ending = afterRound(runStatement(run, loop['body'] as AnyNode, round, null), label);
    if (ending) return ending;
    // Each round has names of its own, with the values of the last.
    round = { ...round, values: new Map(round.values) };
    if (isNode(update)) run.evaluation.evaluate(update, round);
  }
}

function runWhile(run: Run, loop: AnyNode, environment: Environment, label: string | null): Ending {
  const goesOn = (): boolean => truth(run.evaluation.evaluate(loop['test'] as AnyNode, environment)) ?? giveUp();
  for (let isFirst = true; ; isFirst = false) {
    if (!(isFirst && loop.type === 'DoWhileStatement') && !goesOn()) return NORMAL;
    const ending = afterRound(runStatement(run, loop['body'] as AnyNode, environment, null), label);
    if (ending) return ending;
  }
}

function runForEach(run: Run, loop: AnyNode, environment: Environment, label: string | null): Ending {
  const scope = environment.module.analysis.scopes.get(loop);
  const left = loop['left'] as AnyNode;
  if (!scope || loop['await'] === true) return giveUp();
  const over = run.evaluation.evaluate(loop['right'] as AnyNode, environment);
  const before = itemsNow(over);
  // Looked through after each round.
  if (before.length > MAX_COLLECTED) return giveUp();
  for (const value of loop.type === 'ForOfStatement' ? itemsOf(over) : namesOf(run, over)) {
    // What is deleted before its turn has none.
    if (loop.type === 'ForInStatement' && over.kind === 'object' && !over.properties.has(nameOf(value))) continue;
    const round = openRun(run, environment.module, scope, environment);
    const [declarator] = left.type === 'VariableDeclaration' ? (left['declarations'] as AnyNode[]) : [];
    if (declarator) bindPattern(run, declarator['id'] as AnyNode, value, round);
    else run.assign(left, value, round);
    const ending = afterRound(runStatement(run, loop['body'] as AnyNode, round, null), label);
    // A Map or Set that changes while it is gone over.
    if (itemsNow(over).some(({ value: item }, index) => item !== before[index]?.value)) return giveUp();
    if (ending) return ending;
  }
  return NORMAL;
}

const MAX_COLLECTED = 500;

function itemsNow(over: StaticValue): readonly Slot[] {
  const items = over.kind === 'native' ? (over.native.items ?? []) : [];
  return items.flatMap((item) => (item.value.kind === 'array' ? item.value.items : item));
}

/** One after another: a list may grow while it is gone over. */
function* itemsOf(over: StaticValue): Generator<StaticValue> {
  const value = iterated(over);
  if (value.kind === 'literal' && typeof value.value === 'string') {
    for (const char of value.value) yield literal(char, value.span);
    return;
  }
  if (value.kind !== 'array') return giveUp();
  for (let index = 0; index < value.items.length || value.rest; index++)
    yield value.rest ? giveUp() : (value.items[index]?.value ?? giveUp());
}

function nameOf(value: StaticValue): string {
  return value.kind === 'literal' ? String(value.value) : giveUp();
}

/** The names that `for (… in …)` goes over. Methods of a class are not among them; what is added to a prototype is. */
function namesOf(run: Run, over: StaticValue): readonly StaticValue[] {
  if (over.kind === 'literal' && (over.value === null || over.value === undefined)) return [];
  if (over.kind === 'array') return over.rest || over.hasHoles ? giveUp() : over.items.map((_, index) => literal(String(index), over.span));
  if (over.kind !== 'object' || over.open || (over.prototype && !isOfClass(run, over.prototype))) return giveUp();
  return [...over.properties].filter(([name]) => !name.startsWith('#')).map(([name, { key }]) => literal(name, key));
}

/** Whether all that a prototype has are methods of classes, which loops pass over. */
function isOfClass(run: Run, prototype: StaticValue): boolean {
  for (let current: StaticValue | undefined = prototype; current; current = current.prototype) {
    const info = current.kind === 'object' ? run.prototypes.get(current) : undefined;
    if (current.kind !== 'object' || !info || !isClass(closureOf(info.value).node)) return false;
    for (const { getter, value } of current.properties.values()) {
      const method = getter ?? value;
      if (method.kind !== 'function' || closureOf(method).environment !== info.environment) return false;
    }
  }
  return true;
}

function runSwitch(run: Run, statement: AnyNode, environment: Environment): Ending {
  const inner = blockOf(run, statement, environment);
  const subject = run.evaluation.evaluate(statement['discriminant'] as AnyNode, environment);
  const cases = statement['cases'] as AnyNode[];
  let from = -1;
  for (const [index, { test }] of cases.entries()) {
    if (!isNode(test)) continue;
    const value = run.evaluation.evaluate(test, inner);
    if (value.kind !== 'literal' || subject.kind !== 'literal') return giveUp();
    if (value.value === subject.value) {
      from = index;
      break;
    }
  }
  if (from < 0) from = cases.findIndex(({ test }) => !isNode(test));
  if (from < 0) return NORMAL;
  const ending = runStatements(
    run,
    cases.slice(from).flatMap((one) => one['consequent'] as AnyNode[]),
    inner,
  );
  return ending.kind === 'break' && ending.label === null ? NORMAL : ending;
}

function runTry(run: Run, statement: AnyNode, environment: Environment): Ending {
  const handler = statement['handler'];
  const finalizer = statement['finalizer'];
  let ending: Ending;
  run.tries++;
  const calls = run.calls.length;
  try {
    ending = runStatement(run, statement['block'] as AnyNode, environment, null);
    run.tries--;
  } catch (error) {
    run.tries--;
    if (!(error instanceof Thrown) || !isNode(handler)) throw error;
    run.calls.length = calls;
    const inner = blockOf(run, handler, environment);
    if (isNode(handler['param'])) bindPattern(run, handler['param'], error.value, inner);
    ending = runStatement(run, handler['body'] as AnyNode, inner, null);
  }
  if (!isNode(finalizer)) return ending;
  const last = runStatement(run, finalizer, environment, null);
  return last.kind === 'normal' ? ending : last;
}
