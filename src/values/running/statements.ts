import { isFunction, isNode, type AnyNode } from '../../modules/nodes.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { statementsFrom } from '../statements/cases.ts';
import { NORMAL, type Completion } from '../statements/completion.ts';
import { functionValue, spanOf, type Environment } from '../names/environment.ts';
import { truth } from '../expressions/operators.ts';
import { literal, type StaticValue } from '../value.ts';
import { blockOf } from './environments.ts';
import { runLoop } from './loops.ts';
import { bindPattern, bindVariables } from './parameters.ts';
import { isQuiet } from './quiet.ts';
import { giveUp, Thrown, type Run } from './run.ts';

export function runStatements(run: Run, statements: readonly AnyNode[], environment: Environment): Completion {
  for (const statement of statements) {
    const completion = runStatement(run, statement, environment, null);
    if (completion.kind !== 'normal') return completion;
  }
  return NORMAL;
}

/** @param label of a loop: a `continue` may name it */
function runStatement(run: Run, statement: AnyNode, environment: Environment, label: string | null): Completion {
  const evaluate = (node: unknown): StaticValue => run.evaluation.evaluate(node as AnyNode, environment);
  switch (statement.type) {
    case 'ExpressionStatement':
      run.unused = statement['expression'] as AnyNode;
      evaluate(statement['expression']);
      return NORMAL;
    case 'VariableDeclaration':
      bindVariables(run, statement, environment);
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
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return runLoop(run, statement, environment, (round) =>
        afterRound(runStatement(run, statement['body'] as AnyNode, round, null), label),
      );
    case 'LabeledStatement': {
      const own = String((statement['label'] as AnyNode)['name']);
      const completion = runStatement(run, statement['body'] as AnyNode, environment, own);
      return completion.kind === 'break' && completion.label === own ? NORMAL : completion;
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
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      // They are evaluated when they are asked for, which is too late for what they do.
      return statement['declare'] || !mayDoMore(run, statement, environment) ? NORMAL : giveUp();
    default:
      // What else is TypeScript's own are types.
      return statement.type.startsWith('TS') ? NORMAL : giveUp();
  }
}

/** Whether an enum or a namespace may do more than to declare its members. */
function mayDoMore(run: Run, node: AnyNode, environment: Environment): boolean {
  for (const { type } of nodesIn(node, (inner) => !isFunction(inner)))
    if (ACTING.has(type)) return !isQuiet(run, functionValue(node, environment));
  return false;
}

const ACTING = new Set([
  'AssignmentExpression',
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'UnaryExpression',
  'UpdateExpression',
]);

/** Whether a statement throws on a condition, and does nothing else: what loads at all does not throw, if nothing catches it. */
function isGuard(run: Run, { consequent, alternate }: AnyNode): boolean {
  if (run.tries > 0 || run.asynchronous > 0 || isNode(alternate)) return false;
  const branch = consequent as AnyNode;
  const [only, ...more] = branch.type === 'BlockStatement' ? (branch['body'] as AnyNode[]) : [branch];
  return only?.type === 'ThrowStatement' && more.length === 0;
}

/** What a loop makes of how its body ends: null to go on. */
function afterRound(completion: Completion, label: string | null): Completion | null {
  if (completion.kind === 'break' && (completion.label === null || completion.label === label)) return NORMAL;
  if (completion.kind === 'normal' || (completion.kind === 'continue' && (completion.label === null || completion.label === label)))
    return null;
  return completion;
}

function runSwitch(run: Run, statement: AnyNode, environment: Environment): Completion {
  const inner = blockOf(run, statement, environment);
  const subject = run.evaluation.evaluate(statement['discriminant'] as AnyNode, environment);
  const statements = statementsFrom(statement['cases'] as AnyNode[], subject, (test) => run.evaluation.evaluate(test, inner));
  const completion = runStatements(run, statements ?? giveUp(), inner);
  return completion.kind === 'break' && completion.label === null ? NORMAL : completion;
}

function runTry(run: Run, statement: AnyNode, environment: Environment): Completion {
  const { handler, finalizer } = statement;
  let thrown: Thrown | null = null;
  let completion: Completion = NORMAL;
  /** What it throws is kept, so that `finally` comes first. */
  const attempt = (action: () => Completion): void => {
    try {
      completion = action();
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      thrown = error;
    }
  };
  run.tries++;
  attempt(() => runStatement(run, statement['block'] as AnyNode, environment, null));
  run.tries--;
  const caught = thrown as Thrown | null;
  if (caught && isNode(handler)) {
    thrown = null;
    attempt(() => {
      const inner = blockOf(run, handler, environment);
      if (isNode(handler['param'])) bindPattern(run, handler['param'], caught.value, inner);
      return runStatement(run, handler['body'] as AnyNode, inner, null);
    });
  }
  const last = isNode(finalizer) ? runStatement(run, finalizer, environment, null) : NORMAL;
  if (last.kind !== 'normal') return last;
  if (thrown) throw thrown as Thrown;
  return completion;
}
