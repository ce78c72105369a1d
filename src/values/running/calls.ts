import { childNodes, isNode, patternIdentifiers, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { evaluateArguments } from '../arguments.ts';
import { slots } from '../builtins/method.ts';
import { promise } from '../builtins/promises.ts';
import { parametersOf } from '../call.ts';
import { describeCallee } from '../describe.ts';
import { destructure } from '../destructure.ts';
import { closureOf, spanOf, type Environment } from '../environment.ts';
import { MAX_DEPTH, unreadable } from '../evaluation.ts';
import { isInOptionalChain } from '../members.ts';
import { isHarmless } from '../mutation.ts';
import { isComposite } from '../points-to/points.ts';
import {
  literal,
  native,
  unknown,
  type FunctionValue,
  type NativeCall,
  type NativeValue,
  type ObjectValue,
  type Slot,
  type StaticValue,
  type UnknownValue,
} from '../value.ts';
import { sorted } from './array-changes.ts';
import { classOf, homeOf, isClass, keyOf, superOf, withSelf, type ClassInfo } from './classes.ts';
import { bindName, hasEffects, openRun, thisOf } from './environments.ts';
import { captured, holdsOwn, namesChanging, namesUnsettled, reachOf } from './exposure.ts';
import { isOwn, poison, spoil, writeProperty } from './heap.ts';
import { readMember } from './members.ts';
import { mayAct } from './quiet.ts';
import { giveUp, type Run } from './run.ts';
import { assignsOutside, writes } from './writes.ts';

type Call = Omit<NativeCall, 'evaluator'>;

/** A call as it is written. */
export function evaluateCall(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(node, environment);
  const callee = unwrap(node['callee'] as AnyNode);
  if (callee.type === 'Super') return callSuper(run, node, environment);
  const { value, self } = calleeOf(run, callee, environment);
  if (value.kind === 'literal' && value.value === undefined && (node['optional'] || isInOptionalChain(node['callee'] as AnyNode)))
    return value;
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
  const isNullish = self.kind === 'literal' && (self.value === null || self.value === undefined);
  if (isNullish) return callee['optional'] ? { value: literal(undefined, spanOf(callee, environment)), self } : giveUp();
  if (self.kind === 'unknown') return { value: { ...self }, self };
  return { value: readMember(run, self, keyOfMember(run, callee, environment), spanOf(callee, environment), self), self };
}

/** Methods that put something into a list, Map or Set, and those that tell nothing but whether it is there. */
const COLLECTS = /^(?:push|unshift|set|add|has)$/;

/** Of what tells but how many there are, or whether something is. */
const COLLECTOR = 'a method that collects';

/** Notes that an expression names what something is put into. */
export function noteCollector(run: Run, expression: AnyNode): void {
  run.collectors.add(expression);
  run.collectors.add(unwrap(expression));
}

function collectorMember(run: Run, self: StaticValue, name: string, callee: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(callee, environment);
  if (!COLLECTS.test(name)) return self.kind === 'native' || run.collected.has(self) ? giveUp() : readMember(run, self, name, span, self);
  return native(
    {
      name: COLLECTOR,
      call: ({ span: at }) => {
        if (name === 'has') return unknown('mutated', at, name);
        run.collected.add(self);
        return name === 'set' || name === 'add' ? self : unknown('mutated', at, name);
      },
    },
    span,
  );
}

export function keyOfMember(run: Run, node: AnyNode, environment: Environment): string {
  return keyOf(run, { ...node, key: node['property'] }, environment);
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
  if (!isHarmless(calleeNode, environment.scope, environment.module)) {
    if (run.tries > 0) giveUp();
    // A method that is not known of an object that is.
    if (self && isOwn(run, self)) giveUp();
    for (const { value } of call.args) giveAway(run, value, call.span);
  }
  const reason = callee.reason === 'not-static' || callee.reason === 'unresolved-import' ? 'unknown-call' : callee.reason;
  return unreadable(run.evaluation, reason, node, environment, describeCallee(calleeNode));
}

export function giveAway(run: Run, value: StaticValue, cause: Call['span']): void {
  for (const fn of functionsIn(value)) if (mayAct(run, fn)) giveAwayWhatIsNamed(run, fn, cause);
  poison(run, value, cause);
}

/** Whoever has a function that writes may call it at any time. */
function giveAwayWhatIsNamed(run: Run, fn: FunctionValue, cause: Call['span']): void {
  const reached = reachOf(run, [fn], true);
  // What such a function names may be another object by then.
  for (const value of reached) if (value.kind === 'function' && (assignsOutside(value) || namesUnsettled(value))) giveUp();
  for (const value of captured(run, fn)) poison(run, value, cause);
  spoil(run, reached);
}

function functionsIn(value: StaticValue): readonly FunctionValue[] {
  const found: FunctionValue[] = [];
  const pending = [value];
  const seen = new Set<StaticValue>();
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'function') found.push(next);
    else if (next.kind === 'array') pending.push(...next.items.map((item) => item.value));
    else if (next.kind === 'object') {
      if (next.prototype) pending.push(next.prototype);
      for (const property of next.properties.values()) pending.push(property.getter ?? property.value);
    }
  }
  return found;
}

export function invoke(run: Run, callee: StaticValue, call: Call, self?: StaticValue): StaticValue {
  switch (callee.kind) {
    case 'function':
      return call.isNew ? construct(run, callee, call) : callFunction(run, callee, call, self);
    case 'native':
      return callNative(run, callee, call, self);
    case 'unknown':
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
        writeProperty(run, first.value, key, readMember(run, value, key, property.span, value), property.span);
    }
    return call.restUnknown ? giveUp() : first.value;
  }
  if (/^Object\.(?:freeze|seal|preventExtensions)$/.test(name) && first) run.frozen.add(first.value);
  const isAwaited = run.awaited !== null && run.calls[run.calls.length - 1]?.node === run.awaited;
  // What comes after the call waits for it.
  if (/^\.?(?:then|catch|finally)$/.test(name) && !isAwaited) return giveUp();
  if (!callee.native.call) {
    for (const { value } of call.args) giveAway(run, value, call.span);
    return unreadableCall(run, call, name);
  }
  const items = self?.kind === 'array' ? self.items : null;
  const result = callee.native.call({ ...call, evaluator: run.evaluation });
  // A callback that changes the list which is being gone over.
  if (self?.kind === 'array' && self.items !== items && !name.startsWith('.')) return giveUp();
  // What is not known may be one of the objects that it was given, by another name.
  const given = self?.kind === 'array' ? [...self.items, ...call.args] : call.args;
  if (result.kind === 'unknown' && name !== COLLECTOR && given.some(({ value }) => isOwn(run, value))) return giveUp();
  return result;
}

function unreadableCall(run: Run, call: Call, name: string): StaticValue {
  return { kind: 'unknown', reason: 'unknown-call', span: call.span, detail: name };
}

/** `toSorted` with a comparator. */
export function sortedCopy(items: readonly Slot[], span: Call['span']): StaticValue {
  return native({ name: '.toSorted', call: (call) => slots(sorted(items, call), call.span) }, span);
}

function callFunction(run: Run, callee: FunctionValue, call: Call, self: StaticValue | undefined): StaticValue {
  const { node, environment } = closureOf(callee);
  if (isClass(node)) return giveUp();
  // What is no module of ECMAScript may have the global object as `this`.
  const nobody = environment.module.isCommonJs ? undefined : literal(undefined, call.span);
  const inner = enter(run, node, environment, self ?? nobody);
  if (!call.restUnknown) run.given.set(inner, call.args);
  bindParameters(run, parametersOf(node), call, inner);
  const body = node['body'] as AnyNode;
  if (node['generator']) return node['async'] ? giveUp() : yielded(run, callee, body, inner, call);
  if (node['async']) {
    const text = inner.module.text.slice(body.start, body.end);
    const current = run.calls[run.calls.length - 1];
    // What comes after an `await` runs later, unless the call itself is awaited.
    if (/\bawait\b/.test(text) && (!run.awaited || current?.node !== run.awaited)) return giveUp();
  }
  if (!node['async']) return body.type === 'BlockStatement' ? run.body(body, inner) : run.evaluation.evaluate(body, inner);
  run.asynchronous++;
  try {
    return promise(body.type === 'BlockStatement' ? run.body(body, inner) : run.evaluation.evaluate(body, inner), call.span);
  } finally {
    run.asynchronous--;
  }
}

/** All that a generator gives, at once: only where it depends on nothing that changes meanwhile. */
function yielded(run: Run, callee: FunctionValue, body: AnyNode, inner: Environment, call: Call): StaticValue {
  if (writes(callee, false) || namesChanging(callee) || holdsOwn(run, callee)) return giveUp();
  const outer = run.yields;
  const items: Slot[] = [];
  run.yields = items;
  try {
    run.body(body, inner);
  } finally {
    run.yields = outer;
  }
  return native({ name: 'a generator', items }, call.span);
}

function enter(run: Run, node: AnyNode, environment: Environment, self: StaticValue | undefined): Environment {
  const scope = environment.module.analysis.scopes.get(node);
  if (!scope || !isNode(node['body']) || run.calls.length > MAX_DEPTH / 4) return giveUp();
  return openRun(run, environment.module, scope, environment, node.type === 'ArrowFunctionExpression' ? undefined : self);
}

function bindParameters(run: Run, parameters: readonly AnyNode[], { args, restUnknown, span }: Call, inner: Environment): void {
  for (const [index, parameter] of parameters.entries()) {
    const target = parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter;
    const isRest = target.type === 'RestElement';
    const value: StaticValue = isRest
      ? { kind: 'array', items: args.slice(index), rest: restUnknown, span }
      : (args[index]?.value ?? restUnknown ?? literal(undefined, span));
    bindPattern(run, isRest ? (target['argument'] as AnyNode) : target, value, inner);
  }
}

/** Binds the names of a pattern. */
export function bindPattern(run: Run, pattern: AnyNode, value: StaticValue, environment: Environment): void {
  const span = spanOf(pattern, environment);
  const names = destructure(run.evaluation, pattern, value, environment, span);
  // Whether a default is asked for is not known of what is not known.
  if ([...names.values()].some(({ kind }) => kind === 'unknown') && hasEffects(pattern, childNodes)) giveUp();
  for (const [name, bound] of names) bindName({ ...pattern, name }, bound, environment);
}

/** `new C(…)`. */
function construct(run: Run, callee: FunctionValue, call: Call): StaticValue {
  const info = classOf(run, callee);
  const instance: ObjectValue = { kind: 'object', properties: new Map(), open: null, span: call.span, prototype: info.prototype };
  run.privates.set(instance, new Map());
  return initialise(run, info, instance, call);
}

function initialise(run: Run, info: ClassInfo, instance: ObjectValue, call: Call): StaticValue {
  const { constructorNode: node, parent } = info;
  if (!node) {
    if (parent) initialise(run, parent, instance, call);
    addFields(run, info, instance);
    return instance;
  }
  const around = isClass(closureOf(info.value).node) ? info.environment : closureOf(info.value).environment;
  const inner = enter(run, node, around, instance);
  run.homes.set(inner, info);
  if (!parent && isOrderOpen(node, info)) return giveUp();
  if (!call.restUnknown) run.given.set(inner, call.args);
  bindParameters(run, parametersOf(node), call, inner);
  if (!parent) {
    addParameterProperties(run, node, instance, inner);
    addFields(run, info, instance);
  }
  const result = run.body(node['body'] as AnyNode, inner);
  return isComposite(result) ? result : instance;
}

/** Whether fields have their values before the parameters their defaults, or after them: the compiler's options tell. */
function isOrderOpen(constructorNode: AnyNode, { fields }: ClassInfo): boolean {
  const values = fields.flatMap((field) => (isNode(field['value']) ? field['value'] : []));
  const parameters = parametersOf(constructorNode).map((parameter) =>
    parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter,
  );
  const names = new Set(parameters.flatMap(patternIdentifiers).map((identifier) => identifier['name']));
  const defaults = parameters.filter((parameter) => namesBesides(names, parameter));
  return values.length > 0 && defaults.length > 0 && [...values, ...defaults].some((part) => hasEffects(part, childNodes));
}

/** Whether an expression or pattern names anything but these. */
function namesBesides(names: ReadonlySet<unknown>, node: AnyNode): boolean {
  if (node.type === 'Identifier') return !names.has(node['name']);
  return node.type === 'ThisExpression' || childNodes(node).some((child) => namesBesides(names, child));
}

function callSuper(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const home = homeOf(run, environment);
  const instance = thisOf(environment);
  if (!home.parent || instance?.kind !== 'object' || !home.constructorNode) return giveUp();
  const call: Call = { ...evaluateArguments(run.evaluation, node, environment, giveUp), isNew: true, span: spanOf(node, environment) };
  run.calls.push({ node, scope: environment.scope, module: environment.module });
  try {
    if (initialise(run, home.parent, instance, call) !== instance) return giveUp();
  } finally {
    run.calls.pop();
  }
  addParameterProperties(run, home.constructorNode, instance, environment);
  addFields(run, home, instance);
  return literal(undefined, call.span);
}

function addFields(run: Run, info: ClassInfo, instance: ObjectValue): void {
  const self = withSelf(run, info, instance);
  const parameters = parameterProperties(info.constructorNode);
  for (const field of info.fields) {
    const span = spanOf(field, info.environment);
    const name = keyOf(run, field, info.environment);
    const text = info.environment.module.text.slice(field.start, field.end);
    // Whether parameters are assigned before or after the fields, the compiler's options tell.
    if (parameters.some((parameter) => text.includes(`this.${parameter}`))) return giveUp();
    // So do they whether a field without a value is one.
    if (!isNode(field['value']) && instance.properties.has(name)) continue;
    const value = isNode(field['value']) ? run.evaluation.evaluate(field['value'], self) : literal(undefined, span);
    writeField(run, instance, name, value, span);
  }
}

function writeField(run: Run, instance: ObjectValue, name: string, value: StaticValue, span: Call['span']): void {
  if (name.startsWith('#')) run.privates.get(instance)?.set(name, value);
  else writeProperty(run, instance, name, value, span);
}

function parameterProperties(constructorNode: AnyNode | null): readonly string[] {
  const parameters = (constructorNode?.['params'] ?? []) as AnyNode[];
  return parameters.filter(({ type }) => type === 'TSParameterProperty').map((parameter) => nameOfParameter(parameter));
}

function nameOfParameter(parameter: AnyNode): string {
  const target = parameter['parameter'] as AnyNode;
  return String((target.type === 'AssignmentPattern' ? (target['left'] as AnyNode) : target)['name']);
}

function addParameterProperties(run: Run, constructorNode: AnyNode, instance: ObjectValue, inner: Environment): void {
  for (const name of parameterProperties(constructorNode)) {
    const value = run.evaluation.valueOfName(name, inner, null) ?? giveUp();
    writeProperty(run, instance, name, value, instance.span);
  }
}
