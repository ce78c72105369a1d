import type { AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { arrayMember } from '../builtins/arrays.ts';
import { globalValue } from '../builtins/globals.ts';
import { inheritedMember, isPlain } from '../builtins/prototypes.ts';
import { replacedMember } from '../builtins/replaced.ts';
import { patternMember } from '../builtins/replacements.ts';
import { numberMember } from '../builtins/numbers.ts';
import { stringMember } from '../builtins/strings.ts';
import type { Environment } from '../names/environment.ts';
import { comingFrom, unreadable, type Evaluation } from '../evaluation.ts';
import { literal, unknown, type StaticValue } from '../value.ts';
import { functionMember } from './class-members.ts';
import { isInherited, isNullish, toText } from './operators.ts';

/** @param isCalled whether it is what a call calls: then a static method has its class as `this` */
export function evaluateMember(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span, isCalled = false): StaticValue {
  const object = evaluation.evaluate(node['object'] as AnyNode, environment);
  if (isNullish(object) && (node['optional'] || isInOptionalChain(node['object'] as AnyNode))) return literal(undefined, span);
  if (object.kind === 'unknown') return comingFrom(evaluation, object, node, environment);
  const property = node['property'] as AnyNode;
  if (property.type === 'PrivateIdentifier') return unreadable(evaluation, 'not-static', node, environment, 'a private member');
  let name = property['name'] as string;
  if (node['computed']) {
    const key = toText(evaluation.evaluate(property, environment));
    if (key === undefined) return unreadable(evaluation, 'dynamic-key', node, environment, 'a computed member');
    name = key;
  }
  return object.kind === 'function'
    ? functionMember(evaluation, object, name, span, isCalled ? object : null)
    : memberOf(evaluation, object, name, span);
}

/** Whether a `?.` stands before the end of a chain. */
export function isInOptionalChain(node: AnyNode): boolean {
  for (let current: AnyNode | undefined = node; current;) {
    if (current['optional']) return true;
    if (current.type === 'MemberExpression') current = current['object'] as AnyNode;
    else if (current.type === 'CallExpression') current = current['callee'] as AnyNode;
    else return false;
  }
  return false;
}

/** A member of a value. */
export function memberOf(evaluation: Evaluation, value: StaticValue, name: string, at: Span): StaticValue {
  const replaced = replacedMember(evaluation.libraries.replaced, value, name, at);
  if (replaced) return replaced;
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'object': {
      const property = value.properties.get(name);
      if (property) return property.value;
      if (value.open && value.openTo?.has(name) !== false) return value.open;
      if (name === '__esModule' && value.span.end === 0) return moduleMark(evaluation, value.span, at);
      if (value.prototype && value.prototype.kind !== 'literal') return memberOf(evaluation, value.prototype, name, at);
      const inheritsNothing = value.prototype?.kind === 'literal' && value.prototype.value === null;
      if (!isInherited(name) || inheritsNothing) return literal(undefined, at);
      if (name === 'constructor' && isPlain(value)) return globalValue('Object', at) ?? unknown('not-static', at, name);
      return inheritedMember(value, name, at) ?? unknown('not-static', at, `.${name}`);
    }
    case 'array':
      return arrayMember(value, name, at);
    case 'function':
      return functionMember(evaluation, value, name, at, null);
    case 'native':
      return value.native.get?.(name, at) ?? unknown('unknown-call', at, `${value.native.name}.${name}`);
    case 'literal':
      if (typeof value.value === 'string') return stringMember(value.value, name, at);
      if (typeof value.value === 'number') return numberMember(value.value, name, at) ?? unknown('not-static', at, `.${name}`);
      return patternMember(value, name, at) ?? unknown('not-static', at, `.${name}`);
  }
}

/** What compilers ask of a module before they take its default: those that they have made say so; an ES module's answer depends on the tool. */
function moduleMark({ graph }: Evaluation, { file }: Span, at: Span): StaticValue {
  const module = graph.loaded(file);
  if (!module?.isCommonJs) return unknown('not-static', at, '.__esModule');
  return literal(MARKS_ITSELF.test(module.text) || undefined, at);
}

const MARKS_ITSELF = /\bdefineProperty\s*\(\s*(?:module\.)?exports\s*,\s*(['"])__esModule\1/;
