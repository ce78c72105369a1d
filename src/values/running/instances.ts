import {
  isClass,
  childNodes,
  isDecorated,
  isNode,
  parameterPattern,
  patternIdentifiers,
  plainParameter,
  type AnyNode,
} from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { evaluateArguments } from '../expressions/arguments.ts';
import { closureOf, spanOf, type Environment } from '../names/environment.ts';
import { parametersOf } from '../statements/parameters.ts';
import { isComposite } from '../points-to/points.ts';
import { literal, unknown, type Call, type FunctionValue, type ObjectValue, type StaticValue } from '../value.ts';
import { classOf, homeOf, nameOf, withSelf, type ClassInfo } from './classes.ts';
import { hasEffects } from './effects.ts';
import { enter, thisOf } from './environments.ts';
import { writeProperty } from './heap.ts';
import { bindParameters } from './parameters.ts';
import { giveUp, type Run } from './run.ts';

/** `new C(…)`. */
export function construct(run: Run, callee: FunctionValue, call: Call): StaticValue {
  const { node, environment } = closureOf(callee);
  // A method that is written without `function` is no constructor.
  const isMethod = node.type === 'FunctionExpression' && !environment.module.text.startsWith('function', node.start);
  if (node.type === 'ArrowFunctionExpression' || isMethod || node['async'] || node['generator']) return giveUp();
  const info = classOf(run, callee);
  const instance: ObjectValue = { kind: 'object', properties: new Map(), open: null, span: call.span, prototype: info.prototype };
  run.privates.set(instance, new Map());
  return initialise(run, info, instance, call);
}

/** `super(…)`. */
export function callSuper(run: Run, node: AnyNode, environment: Environment): StaticValue {
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

function initialise(run: Run, info: ClassInfo, instance: ObjectValue, call: Call): StaticValue {
  const { constructorNode: node, parent } = info;
  if (!parent) run.unborn.delete(instance);
  if (!node) {
    if (parent) initialise(run, parent, instance, call);
    addFields(run, info, instance);
    return instance;
  }
  const around = isClass(closureOf(info.value).node) ? info.environment : closureOf(info.value).environment;
  const inner = enter(run, node, around, instance);
  run.homes.set(inner, info);
  if (parent) run.unborn.add(instance);
  if (!parent && isOrderOpen(node, info)) return giveUp();
  if (!call.restUnknown) run.given.set(inner, call.args);
  bindParameters(run, node, call, inner);
  if (!parent) {
    addParameterProperties(run, node, instance, inner);
    addFields(run, info, instance);
  }
  const result = run.body(node['body'] as AnyNode, inner);
  if (isComposite(result)) return result;
  return run.unborn.has(instance) ? giveUp() : instance;
}

/** Whether fields have their values before the parameters their defaults, or after them: the compiler's options tell. */
function isOrderOpen(constructorNode: AnyNode, { fields }: ClassInfo): boolean {
  const values = fields.flatMap((field) => (isNode(field['value']) ? field['value'] : []));
  const parameters = parametersOf(constructorNode).map(plainParameter);
  const names = new Set(parameters.flatMap(patternIdentifiers).map((identifier) => identifier['name']));
  const defaults = parameters.filter((parameter) => namesBesides(names, parameter));
  return values.length > 0 && defaults.length > 0 && [...values, ...defaults].some((part) => hasEffects(part));
}

/** Whether an expression or pattern names anything but these. */
function namesBesides(names: ReadonlySet<unknown>, node: AnyNode): boolean {
  if (node.type === 'Identifier') return !names.has(node['name']);
  return node.type === 'ThisExpression' || childNodes(node).some((child) => namesBesides(names, child));
}

function addFields(run: Run, info: ClassInfo, instance: ObjectValue): void {
  const self = withSelf(run, info, instance);
  const parameters = parameterProperties(info.constructorNode);
  for (const field of info.fields) {
    const span = spanOf(field, info.environment);
    const name = nameOf(run, field, info);
    const text = info.environment.module.text.slice(field.start, field.end);
    // Whether parameters are assigned before or after the fields, the compiler's options tell.
    if (parameters.some((parameter) => text.includes(`this.${parameter}`))) return giveUp();
    // So do they whether a field without a value is one.
    const isOpen = !isNode(field['value']) && instance.properties.has(name);
    const nothing = isOpen ? unknown('not-static', span, `field ${name}`) : literal(undefined, span);
    const value = isNode(field['value']) ? run.evaluation.evaluate(field['value'], self) : nothing;
    writeField(run, instance, name, isDecorated(field) ? unknown('unknown-call', span, 'a decorator') : value, span);
  }
}

function writeField(run: Run, instance: ObjectValue, name: string, value: StaticValue, span: Span): void {
  if (name.startsWith('#')) run.privates.get(instance)?.set(name, value);
  else writeProperty(run, instance, name, value, span);
}

function parameterProperties(constructorNode: AnyNode | null): readonly string[] {
  const parameters = (constructorNode?.['params'] ?? []) as AnyNode[];
  return parameters.filter(({ type }) => type === 'TSParameterProperty').map((parameter) => String(parameterPattern(parameter)['name']));
}

function addParameterProperties(run: Run, constructorNode: AnyNode, instance: ObjectValue, inner: Environment): void {
  for (const name of parameterProperties(constructorNode)) {
    const value = run.evaluation.valueOfName(name, inner, null) ?? giveUp();
    writeProperty(run, instance, name, value, instance.span);
  }
}
