import { isRequire } from '../../modules/common-js.ts';
import { childNodes, isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { slots } from '../builtins/method.ts';
import { awaited } from '../builtins/promises.ts';
import { iterated } from '../builtins/sets.ts';
import { functionValue, spanOf, type Environment } from '../environment.ts';
import { evaluateNode } from '../evaluate.ts';
import { isOfBuiltIn } from '../operations.ts';
import { MAX_TEXT, binary, truth, takesRight, toText } from '../operators.ts';
import { isComposite } from '../points-to/points.ts';
import { isRaw } from '../templates.ts';
import { literal, native, type StaticValue } from '../value.ts';
import { evaluateCall, giveAway, keyOfMember, noteCollector } from './calls.ts';
import { classOf, superOf } from './classes.ts';
import { makeCollection } from './collections.ts';
import { commonJsNames } from './common-js.ts';
import { argumentsOf, assignName, hasEffects, notKnown, outside, readName, thisOf, unlessChanged } from './environments.ts';
import { deleteProperty, isOwn } from './heap.ts';
import { linkedRequire } from './linking.ts';
import { readMember, writeMember } from './members.ts';
import { giveUp, type Run } from './run.ts';

/** Evaluates an expression at this moment, with what it does besides. */
export function evaluateInRun(run: Run, node: AnyNode, environment: Environment): StaticValue {
  switch (node.type) {
    case 'Identifier':
      return (
        readName(run, node['name'] as string, environment) ??
        (node['name'] === 'arguments' ? argumentsOf(run, environment, spanOf(node, environment)) : undefined) ??
        ownGlobal(run, node['name'] as string, environment) ??
        outside(run, () => evaluateNode(run.evaluation, node, environment))
      );
    case 'ThisExpression':
      return thisOf(environment) ?? giveUp();
    case 'AssignmentExpression':
      return assign(run, node, environment);
    case 'UpdateExpression':
      return update(run, node, environment);
    case 'UnaryExpression':
      return node['operator'] === 'delete' ? remove(run, node, environment) : evaluateNode(run.evaluation, node, environment);
    case 'MemberExpression':
      return member(run, node, environment);
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
      const own = environment.module.analysis.scopes.get(node)?.declarations.get(String((node['id'] as AnyNode | null)?.['name']));
      run.bindClass(node, value, own, environment);
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
      return compare(run, node, environment);
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
      return hasEffects(node, childNodes) ? template(run, node, environment) : evaluateNode(run.evaluation, node, environment);
    case 'TaggedTemplateExpression': {
      // Of a function that is not known, what it is given would have to be given away.
      const tag = node['tag'] as AnyNode;
      if (hasEffects(tag, childNodes)) return giveUp();
      const called = run.evaluation.evaluate(tag, environment);
      if (called.kind !== 'function' && !isRaw(called)) return giveUp();
      return evaluateNode(run.evaluation, node, environment);
    }
    case 'ObjectExpression':
      return object(run, node, environment);
    case 'YieldExpression':
      return give(run, node, environment);
    default:
      return evaluateNode(run.evaluation, node, environment);
  }
}

/** Which way it goes is not known: that is no matter where neither does anything. */
function notToldApart(run: Run, node: AnyNode, parts: readonly unknown[], environment: Environment): StaticValue {
  for (const part of parts.filter(isNode)) {
    if (hasEffects(part, childNodes)) return giveUp();
    // Whoever writes to the result would write to an object that is known by another name.
    if (isOwn(run, run.evaluation.evaluate(part, environment))) return giveUp();
  }
  return notKnown(run, node, environment, 'a condition');
}

/** Names of JavaScript's own that a run knows better. */
function ownGlobal(run: Run, name: string, environment: Environment): StaticValue | undefined {
  if (name === 'Map' || name === 'WeakMap') return makeCollection(run, true);
  if (name === 'Set' || name === 'WeakSet') return makeCollection(run, false);
  if (name === 'Array') {
    const plain = outside(run, () =>
      run.plain.evaluate({ type: 'Identifier', start: 0, end: 0, name }, { ...environment, isRun: undefined } as never),
    );
    if (plain.kind !== 'native') return plain;
    return native(
      {
        ...plain.native,
        call({ args, span }) {
          const [only] = args;
          if (args.length !== 1 || only?.value.kind !== 'literal' || typeof only.value.value !== 'number') return slots(args, span);
          return slots(
            Array.from({ length: Math.min(only.value.value, MAX_LENGTH) }, () => ({ value: literal(undefined, span), span })),
            span,
          );
        },
      },
      plain.span,
    );
  }
  const isOfModule = (name === 'exports' || name === 'module') && environment.module.isCommonJs;
  return isOfModule ? commonJsNames(run, environment.module)[name] : undefined;
}

const MAX_LENGTH = 10_000;

function member(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(node, environment);
  const written = node['object'] as AnyNode;
  if (written.type === 'Super')
    return readMember(run, superOf(run, node, environment), keyOfMember(run, node, environment), span, thisOf(environment));
  const value = run.evaluation.evaluate(written, environment);
  if (value.kind === 'unknown') return { ...value };
  if (value.kind === 'literal' && (value.value === null || value.value === undefined))
    return node['optional'] || isInChain(written) ? literal(undefined, span) : giveUp();
  return readMember(run, value, keyOfMember(run, node, environment), span, value);
}

/** Whether a `?.` before may have ended the chain. */
function isInChain(node: AnyNode): boolean {
  for (let current = node; ;) {
    if (current['optional']) return true;
    const next = current.type === 'MemberExpression' ? current['object'] : current.type === 'CallExpression' ? current['callee'] : null;
    if (!isNode(next)) return false;
    current = next;
  }
}

function assign(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const target = unwrap(node['left'] as AnyNode);
  const operator = (node['operator'] as string).slice(0, -1);
  if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') {
    const value = run.evaluation.evaluate(node['right'] as AnyNode, environment);
    assignPattern(run, target, value, environment);
    return value;
  }
  const place = placeOf(run, target, environment);
  const right = (): StaticValue => run.evaluation.evaluate(node['right'] as AnyNode, environment);
  if (operator === '') {
    const value = right();
    place.write(value);
    return value;
  }
  const old = place.read();
  if (operator === '??' || operator === '||' || operator === '&&') {
    if (old.kind === 'unknown') return giveUp();
    if (!takesRight(operator, old)) return old;
    const value = right();
    place.write(value);
    return value;
  }
  const added = right();
  const value =
    binary(operator, old, added, spanOf(node, environment)) ?? (old.kind === 'unknown' ? old : added.kind === 'unknown' ? added : giveUp());
  place.write(value);
  return value;
}

/** Assigns to a target of any form. */
export function assignTo(run: Run, target: AnyNode, value: StaticValue, environment: Environment): void {
  const node = unwrap(target);
  if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern') assignPattern(run, node, value, environment);
  else placeOf(run, node, environment).write(value);
}

interface Place {
  read(): StaticValue;
  write(value: StaticValue): void;
}

/** What may be written to, its parts evaluated once. */
function placeOf(run: Run, target: AnyNode, environment: Environment): Place {
  const span = spanOf(target, environment);
  if (target.type === 'Identifier') {
    const name = target['name'] as string;
    return {
      read: () => readName(run, name, environment) ?? giveUp(),
      write: (value) => assignName(run, name, value, environment),
    };
  }
  if (target.type !== 'MemberExpression' || (target['object'] as AnyNode).type === 'Super') return giveUp();
  noteCollector(run, target['object'] as AnyNode);
  const object = run.evaluation.evaluate(target['object'] as AnyNode, environment);
  // What is kept in something that is not known may be changed there.
  if (object.kind === 'unknown') return { read: () => object, write: (value) => giveAway(run, value, span) };
  const name = keyOfMember(run, target, environment);
  return {
    read: () => readMember(run, object, name, span, object),
    write: (value) => writeMember(run, object, name, value, span),
  };
}

function assignPattern(run: Run, pattern: AnyNode, value: StaticValue, environment: Environment): void {
  const assignOne = (target: AnyNode, given: StaticValue): void => {
    if (target.type === 'AssignmentPattern') {
      const isAbsent = given.kind === 'literal' && given.value === undefined;
      return assignOne(target['left'] as AnyNode, isAbsent ? run.evaluation.evaluate(target['right'] as AnyNode, environment) : given);
    }
    if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') return assignPattern(run, target, given, environment);
    placeOf(run, unwrap(target), environment).write(given);
  };
  const span = spanOf(pattern, environment);
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern['properties'] as AnyNode[]) {
      if (property.type === 'RestElement') return giveUp();
      const key = keyOfMember(run, { ...property, property: property['key'] }, environment);
      assignOne(property['value'] as AnyNode, run.evaluation.member(value, key, span));
    }
  } else {
    for (const [index, element] of (pattern['elements'] as (AnyNode | null)[]).entries()) {
      if (element?.type === 'RestElement') return giveUp();
      if (element) assignOne(element, run.evaluation.member(value, String(index), span));
    }
  }
}

function update(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const place = placeOf(run, unwrap(node['argument'] as AnyNode), environment);
  const old = place.read();
  if (old.kind !== 'literal' || typeof old.value !== 'number') return giveUp();
  const value = literal(old.value + (node['operator'] === '++' ? 1 : -1), spanOf(node, environment));
  place.write(value);
  return node['prefix'] ? value : old;
}

function remove(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const target = unwrap(node['argument'] as AnyNode);
  const object = target.type === 'MemberExpression' ? run.evaluation.evaluate(target['object'] as AnyNode, environment) : null;
  if (object?.kind !== 'object') return giveUp();
  deleteProperty(run, object, keyOfMember(run, target, environment));
  return literal(true, spanOf(node, environment));
}

/** Objects have an identity here. */
function compare(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const operator = node['operator'] as string;
  if (operator === 'instanceof') return isOf(run, node, environment);
  const span = spanOf(node, environment);
  const [left, right] = [node['left'], node['right']].map((side) => run.evaluation.evaluate(side as AnyNode, environment));
  if (!left || !right) return giveUp();
  const isIdentity = operator === '===' || operator === '!==';
  if (isIdentity && [left, right].every((value) => hasIdentity(run, value)))
    return literal((left === right) === (operator === '==='), span);
  return (
    binary(operator, left, right, span) ??
    (left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : notKnown(run, node, environment, operator))
  );
}

/** Whether a value is an object that there is but once; what a library has is made anew for each who asks. */
function hasIdentity(run: Run, value: StaticValue): boolean {
  if (value.kind === 'native') return value.native.items !== undefined;
  return isComposite(value) && !run.foreign.has(value);
}

/** All parts are evaluated, whether the text is known or not. */
function template(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const values = (node['expressions'] as AnyNode[]).map((one) => run.evaluation.evaluate(one, environment));
  const quasis = (node['quasis'] as AnyNode[]).map((quasi) => (quasi['value'] as { cooked: string }).cooked);
  let text = quasis[0] ?? '';
  for (const [index, value] of values.entries()) {
    const part = toText(value);
    if (part === undefined) return value.kind === 'unknown' ? value : notKnown(run, node, environment, 'a template');
    text += part + (quasis[index + 1] ?? '');
  }
  return text.length > MAX_TEXT ? giveUp() : literal(text, spanOf(node, environment));
}

/** `instance instanceof Class`. */
function isOf(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const left = run.evaluation.evaluate(node['left'] as AnyNode, environment);
  const known = isOfBuiltIn(left, node['right'] as AnyNode, environment);
  if (known !== undefined) return literal(known, spanOf(node, environment));
  const right = run.evaluation.evaluate(node['right'] as AnyNode, environment);
  if (right.kind !== 'function' || left.kind !== 'object' || left.open) return notKnown(run, node, environment, 'instanceof');
  const { prototype } = classOf(run, right);
  let current = left.prototype;
  while (current?.kind === 'object' && current !== prototype) current = current.prototype;
  return literal(current === prototype, spanOf(node, environment));
}

function object(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const properties = node['properties'] as AnyNode[];
  // A setter does something when it is written to.
  if (properties.some((property) => property['kind'] === 'set')) return giveUp();
  const value = copied(evaluateNode(run.evaluation, node, environment));
  if (value.kind === 'object' && value.open?.reason === 'dynamic-key') return giveUp();
  if (run.isWatched(node)) run.watched.push({ node, scope: environment.scope, module: environment.module, value, calls: [...run.calls] });
  return value;
}

/** What a generator gives; whoever goes over it sends nothing back. */
function give(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(node, environment);
  const value = isNode(node['argument']) ? run.evaluation.evaluate(node['argument'], environment) : literal(undefined, span);
  if (!run.yields) return giveUp();
  const list = node['delegate'] ? iterated(value) : null;
  if (list && (list.kind !== 'array' || list.rest)) return giveUp();
  run.yields.push(...(list ? list.items : [{ value, span }]));
  return literal(undefined, span);
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
