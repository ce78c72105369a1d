import { lookup } from '../../modules/lookup.ts';
import { isClass, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { evaluateArguments } from '../expressions/arguments.ts';
import { isAbsent } from '../builtins/method.ts';
import { promise } from '../builtins/promises.ts';
import { describeCallee } from '../describe.ts';
import { closureOf, spanOf, type Environment } from '../names/environment.ts';
import { unreadable } from '../evaluation.ts';
import { isInOptionalChain } from '../expressions/members.ts';
import { isHarmless } from '../writes/mutation.ts';
import { isNullish } from '../expressions/operators.ts';
import { isComposite } from '../points-to/points.ts';
import { literal, unknown, type Call, type FunctionValue, type NativeValue, type StaticValue, type UnknownValue } from '../value.ts';
import { keyOfMember, superOf } from './classes.ts';
import { asText } from './coercion.ts';
import { COLLECTOR, collectorMember, COLLECTS, noteCollector } from './collectors.ts';
import { enter, thisOf } from './environments.ts';
import { yielded } from './generators.ts';
import { giveAway } from './give-away.ts';
import { isOwn } from './heap.ts';
import { callSuper, construct } from './instances.ts';
import { readMember, writeMember } from './members.ts';
import { bindParameters } from './parameters.ts';
import { giveUp, Thrown, type Run } from './run.ts';

/** A call as it is written. */
export function evaluateCall(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(node, environment);
  const callee = unwrap(node['callee'] as AnyNode);
  if (callee.type === 'Super') return callSuper(run, node, environment);
  const { value, self } = calleeOf(run, callee, environment);
  if (isAbsent(value) && (node['optional'] || isInOptionalChain(node['callee'] as AnyNode))) return value;
  const call: Call = { ...evaluateArguments(run.evaluation, node, environment, giveUp), isNew: node.type === 'NewExpression', span };
  run.calls.push({ node, scope: environment.scope, module: environment.module });
  try {
    return value.kind === 'unknown' ? callUnknown(run, node, value, call, self, environment) : invoke(run, value, call, self);
  } finally {
    run.calls.pop();
  }
}

function calleeOf(
  run: Run,
  callee: AnyNode,
  environment: Environment,
): { readonly value: StaticValue; readonly self: StaticValue | undefined } {
  if (callee.type !== 'MemberExpression') return { value: run.evaluation.evaluate(callee, environment), self: undefined };
  const object = callee['object'] as AnyNode;
  if (object.type === 'Super') {
    const self = thisOf(environment);
    const holder = superOf(run, callee, environment);
    return { value: readMember(run, holder, keyOfMember(run, callee, environment), spanOf(callee, environment), self), self };
  }
  if (!callee['computed'] && COLLECTS.test(String((callee['property'] as AnyNode)['name']))) noteCollector(run, object);
  const self = run.evaluation.evaluate(object, environment);
  if (run.collecting.has(self))
    return { value: collectorMember(run, self, keyOfMember(run, callee, environment), callee, environment), self };
  if (isNullish(self)) return callee['optional'] ? { value: literal(undefined, spanOf(callee, environment)), self } : giveUp();
  if (self.kind === 'unknown') return { value: { ...self }, self };
  return { value: readMember(run, self, keyOfMember(run, callee, environment), spanOf(callee, environment), self), self };
}

/** Code that cannot be followed may change whatever it is given, and call it. */
function callUnknown(
  run: Run,
  node: AnyNode,
  callee: UnknownValue,
  call: Call,
  self: StaticValue | undefined,
  environment: Environment,
): StaticValue {
  const calleeNode = unwrap(node['callee'] as AnyNode);
  if (calleeNode['name'] === 'eval') giveUp();
  if (!isHarmless(calleeNode, environment.scope, environment.module)) {
    run.hasUntoldCalls = true;
    for (const word of wordsNaming(calleeNode, environment)) run.untoldWords.add(word);
    if (run.tries > 0 || run.isMaking) giveUp();
    // A method that is not known of an object that is.
    if (self && isOwn(run, self)) giveUp();
    const handed = run.evaluation.handedOverBy(environment.module);
    if (call.args.some(({ value }) => isComposite(value) && handed.inside(value.span).some(({ at }) => at === node.start))) giveUp();
    for (const { value } of call.args) giveAway(run, value, call.span);
  }
  const reason = callee.reason === 'not-static' || callee.reason === 'unresolved-import' ? 'unknown-call' : callee.reason;
  return unreadable(run.evaluation, reason, node, environment, describeCallee(calleeNode));
}

/** The words of a callee, and of what a name is declared with that is called: `const { make } = kit`. */
function wordsNaming(callee: AnyNode, { scope, module }: Environment): readonly string[] {
  const declared = callee.type === 'Identifier' ? lookup(scope, String(callee['name']))?.node : undefined;
  return [callee, ...(declared ? [declared] : [])].flatMap(({ start, end }) => module.text.slice(start, end).match(/[\w$]+/g) ?? []);
}

export function invoke(run: Run, callee: StaticValue, call: Call, self?: StaticValue): StaticValue {
  switch (callee.kind) {
    case 'function':
      return call.isNew ? construct(run, callee, call) : callFunction(run, callee, call, self);
    case 'native':
      return callNative(run, callee, call, self);
    case 'unknown':
      run.hasUntoldCalls = true;
      for (const { value } of call.args) giveAway(run, value, call.span);
      return callee;
    default:
      return giveUp();
  }
}

function callNative(run: Run, callee: NativeValue, call: Call, self: StaticValue | undefined): StaticValue {
  const { name } = callee.native;
  const [first] = call.args;
  if (name === 'Object.assign' && first) {
    for (const { value } of call.args.slice(1)) {
      if (value.kind === 'literal' && typeof value.value !== 'string') continue;
      if (value.kind !== 'object' || value.open || first.value.kind !== 'object') return giveUp();
      for (const [key, property] of value.properties)
        writeMember(run, first.value, key, readMember(run, value, key, property.span, value), property.span);
    }
    return call.restUnknown ? giveUp() : first.value;
  }
  if (name === 'String' && first && !call.isNew) {
    const text = { ...first, value: asText(run, first.value, call.span) };
    if (text.value !== first.value) return callNative(run, callee, { ...call, args: [text, ...call.args.slice(1)] }, self);
  }
  // Whether a text is a pattern, an engine alone tells.
  if (name === 'RegExp' && run.tries > 0) return giveUp();
  if (/^Object\.(?:freeze|seal|preventExtensions)$/.test(name) && first) run.frozen.add(first.value);
  // What comes after the call waits for it.
  if (/^\.?(?:then|catch|finally)$/.test(name) && !isAwaited(run)) return giveUp();
  if (!callee.native.call) {
    run.hasUntoldCalls = true;
    for (const { value } of call.args) giveAway(run, value, call.span);
    return unknown('unknown-call', call.span, name);
  }
  const items = self?.kind === 'array' ? self.items : null;
  const result = callee.native.call({ ...call, evaluator: run.evaluation });
  // A callback that changes the list which is being gone over.
  if (self?.kind === 'array' && self.items !== items && !name.startsWith('.')) return giveUp();
  // What is not known may be one of the objects that it was given, by another name.
  const given = self?.kind === 'array' ? [...self.items, ...call.args] : call.args;
  const isUntold = result.kind === 'unknown' && name !== COLLECTOR;
  if (isUntold && given.some(({ value }) => isOwn(run, value))) return giveUp();
  // Nor is it known whether it has called them.
  if (isUntold) {
    run.hasUntoldCalls = true;
    for (const { value } of call.args) giveAway(run, value, call.span);
  }
  return result;
}

/** Whether what comes after the call that is being followed waits for it. */
function isAwaited({ awaited, calls }: Run): boolean {
  return awaited !== null && calls[calls.length - 1]?.node === awaited;
}

function callFunction(run: Run, callee: FunctionValue, call: Call, self: StaticValue | undefined): StaticValue {
  const { node, environment } = closureOf(callee);
  if (isClass(node)) return giveUp();
  // What is no module of ECMAScript may have the global object as `this`.
  const nobody = environment.module.isCommonJs ? undefined : literal(undefined, call.span);
  const inner = enter(run, node, environment, self ?? nobody);
  if (!call.restUnknown) run.given.set(inner, call.args);
  bindParameters(run, node, call, inner);
  const body = node['body'] as AnyNode;
  if (node['generator']) return node['async'] ? giveUp() : yielded(run, callee, body, inner, call);
  // What comes after an `await` runs later, unless the call itself is awaited.
  if (node['async'] && /\bawait\b/.test(inner.module.text.slice(body.start, body.end)) && !isAwaited(run)) return giveUp();
  const runBody = (): StaticValue => (body.type === 'BlockStatement' ? run.body(body, inner) : run.evaluation.evaluate(body, inner));
  if (!node['async']) return runBody();
  run.asynchronous++;
  try {
    return promise(runBody(), call.span);
  } catch (error) {
    // Whoever does not wait for it goes on.
    if (error instanceof Thrown && !isAwaited(run)) return giveUp();
    throw error;
  } finally {
    run.asynchronous--;
  }
}
