import { isRequire } from '../../modules/common-js.ts';
import { isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { awaited } from '../builtins/promises.ts';
import { functionValue, spanOf, type Environment } from '../names/environment.ts';
import { evaluateNode } from '../evaluate.ts';
import { isInOptionalChain } from '../expressions/members.ts';
import { isNullish, MAX_TEXT, takesRight, toText, truth } from '../expressions/operators.ts';
import { isRaw } from '../expressions/templates.ts';
import { literal, type StaticValue } from '../value.ts';
import { evaluateAssignment, evaluateDelete, evaluateUpdate } from './assignments.ts';
import { evaluateCall } from './calls.ts';
import { callDecorators, classOf, keyOfMember, superOf } from './classes.ts';
import { asText } from './coercion.ts';
import { evaluateBinary } from './comparison.ts';
import { hasEffects } from './effects.ts';
import { argumentsOf, notKnown, outside, readName, thisOf, unlessChanged } from './environments.ts';
import { evaluateYield } from './generators.ts';
import { isOwn } from './heap.ts';
import { linkedRequire } from './linking.ts';
import { madeOnceBy } from './made-once.ts';
import { readMember } from './members.ts';
import { ownGlobal } from './own-globals.ts';
import { giveUp, type Run } from './run.ts';

/** Evaluates an expression at this moment, with what it does besides. */
export function evaluateInRun(run: Run, node: AnyNode, environment: Environment): StaticValue {
  switch (node.type) {
    case 'Identifier':
      return (
        madeOnceBy(run, node, environment)?.value ??
        readName(run, node['name'] as string, environment) ??
        (node['name'] === 'arguments' ? argumentsOf(run, environment, spanOf(node, environment)) : undefined) ??
        ownGlobal(run, node['name'] as string, environment) ??
        outside(run, () => evaluateNode(run.evaluation, node, environment))
      );
    case 'ThisExpression': {
      const self = thisOf(environment);
      return self && !run.unborn.has(self) ? self : giveUp();
    }
    case 'AssignmentExpression':
      return evaluateAssignment(run, node, environment);
    case 'UpdateExpression':
      return evaluateUpdate(run, node, environment);
    case 'UnaryExpression':
      return node['operator'] === 'delete' ? evaluateDelete(run, node, environment) : evaluateNode(run.evaluation, node, environment);
    case 'MemberExpression':
      return evaluateMember(run, node, environment);
    case 'CallExpression':
    case 'NewExpression':
      if (!isRequire(node, environment.scope)) return evaluateCall(run, node, environment);
      return (
        linkedRequire(run, node, environment) ??
        outside(run, () => unlessChanged(run, evaluateNode(run.evaluation, node, environment), environment))
      );
    case 'ImportExpression':
      return outside(run, () => evaluateNode(run.evaluation, node, environment));
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const value = functionValue(node, environment);
      nameClass(node, value, environment);
      callDecorators(run, node, environment);
      classOf(run, value);
      return value;
    }
    case 'ConditionalExpression': {
      const test = truth(run.evaluation.evaluate(node['test'] as AnyNode, environment));
      if (test === undefined) return notToldApart(run, node, [node['consequent'], node['alternate']], environment);
      return run.evaluation.evaluate((test ? node['consequent'] : node['alternate']) as AnyNode, environment);
    }
    case 'LogicalExpression': {
      const left = run.evaluation.evaluate(node['left'] as AnyNode, environment);
      if (left.kind === 'unknown') return notToldApart(run, node, [node['right']], environment);
      return takesRight(node['operator'] as string, left) ? run.evaluation.evaluate(node['right'] as AnyNode, environment) : left;
    }
    case 'BinaryExpression':
      return evaluateBinary(run, node, environment);
    case 'SequenceExpression':
      return (node['expressions'] as AnyNode[]).map((one) => run.evaluation.evaluate(one, environment)).pop() ?? giveUp();
    case 'AwaitExpression': {
      const argument = node['argument'] as AnyNode;
      const outer = run.awaited;
      run.awaited = unwrap(argument);
      const value = run.evaluation.evaluate(argument, environment);
      run.awaited = outer;
      if (!awaited(value) && isOwn(run, value)) return giveUp();
      return awaited(value) ?? (value.kind === 'unknown' ? value : notKnown(run, node, environment, 'await'));
    }
    case 'TemplateLiteral':
      return evaluateTemplate(run, node, environment);
    case 'TaggedTemplateExpression': {
      // Of a function that is not known, what it is given would have to be given away.
      const tag = node['tag'] as AnyNode;
      if (hasEffects(tag)) return giveUp();
      const called = run.evaluation.evaluate(tag, environment);
      if (called.kind !== 'function' && !isRaw(called)) return giveUp();
      return evaluateNode(run.evaluation, node, environment);
    }
    case 'ObjectExpression':
      return evaluateObject(run, node, environment);
    case 'YieldExpression':
      return evaluateYield(run, node, environment);
    default:
      return evaluateNode(run.evaluation, node, environment);
  }
}

/** Gives a class its name before it is made: its static members may use it. */
function nameClass(node: AnyNode, value: StaticValue, environment: Environment): void {
  if (!isNode(node['id'])) return;
  const name = String(node['id']['name']);
  const inner = environment.module.analysis.scopes.get(node);
  const declaration = inner?.declarations.get(name) ?? environment.scope.declarations.get(name);
  if (declaration) environment.values.set(declaration, value);
}

/** Which way it goes is not known: that is no matter where neither does anything. */
function notToldApart(run: Run, node: AnyNode, parts: readonly unknown[], environment: Environment): StaticValue {
  for (const part of parts.filter(isNode)) {
    if (hasEffects(part)) return giveUp();
    // Whoever writes to the result would write to an object that is known by another name.
    if (isOwn(run, run.evaluation.evaluate(part, environment))) return giveUp();
  }
  return notKnown(run, node, environment, 'a condition');
}

function evaluateMember(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(node, environment);
  const written = node['object'] as AnyNode;
  if (written.type === 'Super')
    return readMember(run, superOf(run, node, environment), keyOfMember(run, node, environment), span, thisOf(environment));
  const once = madeOnceBy(run, node, environment);
  if (once) return once.value;
  const value = run.evaluation.evaluate(written, environment);
  if (value.kind === 'unknown') return { ...value };
  if (isNullish(value)) return node['optional'] || isInOptionalChain(written) ? literal(undefined, span) : giveUp();
  const name = keyOfMember(run, node, environment);
  // A getter is called here.
  run.calls.push({ node, scope: environment.scope, module: environment.module });
  try {
    return readMember(run, value, name, span, value);
  } finally {
    run.calls.pop();
  }
}

/** All parts are evaluated, whether the text is known or not. */
function evaluateTemplate(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const values = (node['expressions'] as AnyNode[]).map((one) =>
    asText(run, run.evaluation.evaluate(one, environment), spanOf(one, environment)),
  );
  const quasis = (node['quasis'] as AnyNode[]).map((quasi) => (quasi['value'] as { cooked: string }).cooked);
  let text = quasis[0] ?? '';
  for (const [index, value] of values.entries()) {
    const part = toText(value);
    if (part === undefined) return value.kind === 'unknown' ? value : notKnown(run, node, environment, 'a template');
    text += part + (quasis[index + 1] ?? '');
  }
  return text.length > MAX_TEXT ? giveUp() : literal(text, spanOf(node, environment));
}

function evaluateObject(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const properties = node['properties'] as AnyNode[];
  // A setter does something when it is written to.
  if (properties.some((property) => property['kind'] === 'set')) return giveUp();
  const value = copied(evaluateNode(run.evaluation, node, environment));
  if (value.kind === 'object' && value.open?.reason === 'dynamic-key') return giveUp();
  if (run.isWatched(node)) run.watched.push({ node, scope: environment.scope, module: environment.module, value, calls: [...run.calls] });
  return value;
}

/** Getters are asked when an object is copied, not later. */
function copied(value: StaticValue): StaticValue {
  if (value.kind !== 'object') return value;
  const lazy = [...value.properties].filter(([, property]) => property.isLazy && !property.getter);
  if (lazy.length === 0) return value;
  const properties = new Map(value.properties);
  for (const [name, property] of lazy) properties.set(name, { key: property.key, span: property.span, value: property.value });
  return { ...value, properties };
}
