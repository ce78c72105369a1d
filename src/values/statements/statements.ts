import { isFunction, isNode, LOOPS, patternIdentifiers, type AnyNode } from '../../modules/nodes.ts';
import { openEnvironment, spanOf, type Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { primitive, truth } from '../expressions/operators.ts';
import { catchThrown, isStrict, isThrowing, noteThrow, noteUnknown } from '../strict.ts';
import { literal, native, unknown } from '../value.ts';
import { statementsFrom } from './cases.ts';
import { NORMAL, type Completion } from './completion.ts';
import { roundsOf } from './loops.ts';
import { forgetSteps, runStep } from './stepped.ts';

/** Walks statements until one certainly returns. */
export function runStatements(evaluator: Evaluator, statements: readonly AnyNode[], environment: Environment): Completion {
  for (const statement of statements) {
    const completion = runStatement(evaluator, statement, environment);
    if (completion.kind !== 'normal') return completion;
    if (isThrowing(evaluator)) return thrownAt(statement, environment);
  }
  return NORMAL;
}

function thrownAt(statement: AnyNode, environment: Environment): Completion {
  return { kind: 'return', value: unknown('not-static', spanOf(statement, environment), 'a throw') };
}

function runStatement(evaluator: Evaluator, statement: AnyNode, environment: Environment): Completion {
  const span = spanOf(statement, environment);
  const cannotTell = (): Completion => {
    noteUnknown(evaluator);
    return { kind: 'return', value: unknown('not-static', span, 'a condition') };
  };
  switch (statement.type) {
    case 'ReturnStatement': {
      const argument = statement['argument'];
      return { kind: 'return', value: isNode(argument) ? evaluator.evaluate(argument, environment) : literal(undefined, span) };
    }
    case 'IfStatement': {
      const test = truth(evaluator.evaluate(statement['test'] as AnyNode, environment));
      const branch = (test ? statement['consequent'] : statement['alternate']) as AnyNode | null;
      if (test !== undefined) return branch ? runStatement(evaluator, branch, environment) : NORMAL;
      if (isStrict(evaluator) || leaves(statement['consequent'] as AnyNode) || leaves(statement['alternate'] as AnyNode | null))
        return cannotTell();
      traceOnly(evaluator, [statement['consequent'], statement['alternate']], environment);
      forgetSteps([statement], environment);
      return NORMAL;
    }
    case 'BlockStatement':
      return runStatements(evaluator, statement['body'] as AnyNode[], blockEnvironment(statement, environment));
    case 'SwitchStatement':
      return runSwitch(evaluator, statement, environment) ?? cannotTell();
    case 'TryStatement':
      // Any call in it may throw, so that what comes after is not certain.
      if (isStrict(evaluator)) return runTry(evaluator, statement, environment) ?? cannotTell();
      if (leaves(statement)) return cannotTell();
      for (const part of [statement['block'], (statement['handler'] as AnyNode | null)?.['body'], statement['finalizer']]) {
        traceOnly(evaluator, [part], environment);
        forgetSteps([part], environment);
      }
      return NORMAL;
    case 'ThrowStatement':
      if (evaluator.isTracing) evaluator.evaluate(statement['argument'] as AnyNode, environment);
      noteThrow(evaluator);
      return thrownAt(statement, environment);
    case 'BreakStatement':
      return statement['label'] ? cannotTell() : { kind: 'break', label: null };
    case 'ContinueStatement':
      return statement['label'] ? cannotTell() : { kind: 'continue', label: null };
    case 'ForInStatement':
    case 'ForOfStatement': {
      const mayLeave = isStrict(evaluator) || leaves(statement);
      if (!mayLeave && !evaluator.isTracing) {
        forgetSteps([statement], environment);
        return NORMAL;
      }
      const completion = runLoop(evaluator, statement, environment);
      if (!completion) evaluator.noteSkippedLoop(span);
      if (!completion || !isStrict(evaluator)) forgetSteps([statement], environment);
      return completion ?? (mayLeave ? cannotTell() : NORMAL);
    }
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      evaluator.noteSkippedLoop(span);
      return isStrict(evaluator) || leaves(statement) ? cannotTell() : NORMAL;
    case 'LabeledStatement':
      return isStrict(evaluator) || leaves(statement) ? cannotTell() : traceOnly(evaluator, [statement['body']], environment);
    case 'ExpressionStatement':
      if (runStep(evaluator, statement, environment)) return NORMAL;
      if (evaluator.isTracing || isStrict(evaluator)) evaluator.evaluate(statement['expression'] as AnyNode, environment);
      return NORMAL;
    case 'VariableDeclaration':
      if (runStep(evaluator, statement, environment)) return NORMAL;
      if (evaluator.isTracing || isStrict(evaluator)) {
        for (const declarator of statement['declarations'] as AnyNode[])
          for (const identifier of patternIdentifiers(declarator['id'] as AnyNode))
            evaluator.valueOfName(identifier['name'] as string, environment, null);
      }
      return NORMAL;
    default:
      // Declarations are evaluated when they are asked for, and what an expression changes is known from the uses of its names.
      return NORMAL;
  }
}

/** Runs what is tried, and where that throws what catches it; null where something is done at last. */
function runTry(evaluator: Evaluator, statement: AnyNode, environment: Environment): Completion | null {
  const { handler, finalizer, block } = statement;
  if (isNode(finalizer) || !isNode(handler)) return null;
  const completion = runStatement(evaluator, block as AnyNode, environment);
  if (!catchThrown(evaluator)) return completion;
  const caught = blockEnvironment(handler, environment);
  const { param } = handler;
  const name = isNode(param) && param.type === 'Identifier' ? caught.scope.declarations.get(String(param['name'])) : undefined;
  // What it says is for each engine to word.
  if (name) caught.values.set(name, native({ name: 'an error' }, spanOf(handler, environment)));
  return runStatement(evaluator, handler['body'] as AnyNode, caught);
}

/** For the contracts that statements define which may run or not, and leave nothing else behind that is read. */
function traceOnly(evaluator: Evaluator, statements: readonly unknown[], environment: Environment): Completion {
  if (evaluator.isTracing) for (const statement of statements) if (isNode(statement)) runStatement(evaluator, statement, environment);
  return NORMAL;
}

/** Follows all rounds of a loop; null where they are not known. */
export function runLoop(evaluator: Evaluator, loop: AnyNode, around: Environment): Completion | null {
  const rounds = roundsOf(evaluator, loop, around);
  if (!rounds) return null;
  const { underway } = evaluator;
  const outer = underway.rounds;
  underway.rounds *= Math.max(1, rounds.length);
  try {
    if (underway.rounds > MAX_ROUNDS) return null;
    for (const round of rounds) {
      const completion = runStatement(evaluator, loop['body'] as AnyNode, round);
      if (completion.kind === 'break') break;
      if (completion.kind === 'return') return completion;
      if (isThrowing(evaluator)) return thrownAt(loop, around);
    }
    return NORMAL;
  } finally {
    underway.rounds = outer;
  }
}

/** Rounds that are followed one by one, those of loops in loops multiplied; of loops with more, none is. */
const MAX_ROUNDS = 5_000;

function blockEnvironment(block: AnyNode, environment: Environment): Environment {
  const scope = environment.module.analysis.scopes.get(block);
  return scope && scope !== environment.scope ? openEnvironment(environment.module, scope, environment) : environment;
}

function runSwitch(evaluator: Evaluator, statement: AnyNode, environment: Environment): Completion | null {
  const inner = blockEnvironment(statement, environment);
  const subject = evaluator.evaluate(statement['discriminant'] as AnyNode, environment);
  if (!primitive(subject) && !isStrict(evaluator) && !leaves(statement)) return NORMAL;
  const statements = statementsFrom(statement['cases'] as AnyNode[], subject, (test) => evaluator.evaluate(test, inner));
  const completion = statements && runStatements(evaluator, statements, inner);
  return completion?.kind === 'break' ? NORMAL : completion;
}

/** Whether a statement may be left by a `return`, `break` or `continue`. A `throw` leaves nothing behind that could be read. */
function leaves(statement: AnyNode | null): boolean {
  if (!statement) return false;
  const pending: Inside[] = [{ node: statement, labels: [], inLoop: false, inSwitch: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, labels } = next;
    const label = isNode(node['label']) ? String(node['label']['name']) : null;
    if (node.type === 'ReturnStatement') return true;
    if (node.type === 'BreakStatement' && !(label === null ? next.inLoop || next.inSwitch : labels.includes(label))) return true;
    if (node.type === 'ContinueStatement' && !(label === null ? next.inLoop : labels.includes(label))) return true;
    if (isFunction(node)) continue;
    const inner = {
      labels: node.type === 'LabeledStatement' && label !== null ? [...labels, label] : labels,
      inLoop: next.inLoop || LOOPS.has(node.type),
      inSwitch: next.inSwitch || node.type === 'SwitchStatement',
    };
    for (const key of ['body', 'block', 'handler', 'finalizer', 'consequent', 'alternate', 'cases'] as const) {
      const child = node[key];
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) pending.push({ node: one, ...inner });
    }
  }
  return false;
}

/** A statement inside of another one, with what a `break` or `continue` in it may lead to there. */
interface Inside {
  readonly node: AnyNode;
  readonly labels: readonly string[];
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
}
