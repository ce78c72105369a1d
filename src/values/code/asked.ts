import { lookup } from '../../modules/lookup.ts';
import { isNode, isWithin, namedMember, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { patternOf } from '../builtins/replacements.ts';
import type { Closure } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { Asked, Comparison, RegExpLiteral, StaticValue } from '../value.ts';
import { constantOf } from './plain-code.ts';
import { expressionOf } from './simplified-code.ts';

interface Reading {
  readonly evaluator: Evaluator;
  readonly closure: Closure;
  /** The names inside of the function. */
  readonly scope: Scope;
  readonly parameter: string;
}

const NEVER: Asked = { kind: 'any', of: [] };
const ALWAYS: Asked = { kind: 'all', of: [] };

/** What a function asks of the value that it is given, where that is made of comparisons with constants; null for any other. */
export function askedBy(evaluator: Evaluator, closure: Closure, scope: Scope): Asked | null {
  const expression = expressionOf(closure.node);
  const [parameter, second] = parametersOf(closure.node);
  if (!expression || parameter?.type !== 'Identifier' || second) return null;
  return read(expression, { evaluator, closure, scope, parameter: String(parameter['name']) });
}

function read(written: AnyNode, reading: Reading): Asked | null {
  const node = withoutTypes(written);
  const part = (key: string): Asked | null => read(node[key] as AnyNode, reading);
  switch (node.type) {
    case 'LogicalExpression': {
      const operator = node['operator'];
      return operator === '??' ? null : joined(operator === '&&' ? 'all' : 'any', [part('left'), part('right')]);
    }
    case 'UnaryExpression':
      return node['operator'] === '!' ? not(part('argument')) : null;
    case 'ConditionalExpression': {
      const test = part('test');
      return joined('any', [joined('all', [test, part('consequent')]), joined('all', [not(test), part('alternate')])]);
    }
    case 'Literal':
      return node['value'] === true ? ALWAYS : node['value'] === false ? NEVER : null;
    case 'BinaryExpression':
      return readComparison(node, reading);
    case 'CallExpression':
      return readCall(node, reading);
    case 'MemberExpression':
      return isLength(node, reading) ? { kind: 'compared', of: 'length', by: '>', with: 0 } : null;
    default:
      return null;
  }
}

function joined(kind: 'all' | 'any', of: readonly (Asked | null)[]): Asked | null {
  return of.every((one) => one !== null) ? { kind, of } : null;
}

function not(of: Asked | null): Asked | null {
  return of && { kind: 'not', of };
}

const MIRRORED: ReadonlyMap<string, Comparison> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

function readComparison({ left, right, operator }: AnyNode, reading: Reading): Asked | null {
  const [one, other] = [withoutTypes(left as AnyNode), withoutTypes(right as AnyNode)];
  const [constant, mirrored] = [constantAt(other, reading), constantAt(one, reading)];
  if (constant !== null) return compared(one, String(operator), constant, reading);
  if (mirrored !== null) return compared(other, MIRRORED.get(String(operator)) ?? String(operator), mirrored, reading);
  return null;
}

function compared(node: AnyNode, operator: string, constant: string | number, reading: Reading): Asked | null {
  if (operator === '!==') return not(compared(node, '===', constant, reading));
  const by = MIRRORED.has(operator) ? (operator as Comparison) : null;
  if (isValue(node, reading)) {
    if (operator === '===') return { kind: 'one of', values: [constant] };
    return by && typeof constant === 'number' ? { kind: 'compared', of: 'value', by, with: constant } : null;
  }
  if (isTrimmed(node, reading)) return operator === '===' && constant === '' ? not(notBlank) : null;
  if (typeof constant !== 'number') return null;
  if (node.type === 'BinaryExpression') {
    const step =
      node['operator'] === '%' && isValue(node['left'] as AnyNode, reading) ? constantAt(node['right'] as AnyNode, reading) : null;
    return operator === '===' && constant === 0 && typeof step === 'number' && Number.isSafeInteger(step) && step > 0
      ? { kind: 'multiple', of: step }
      : null;
  }
  if (isLengthOf(node, (of) => isTrimmed(of, reading))) {
    if ((by === '>' && constant === 0) || (by === '>=' && constant === 1)) return notBlank;
    return operator === '===' && constant === 0 ? not(notBlank) : null;
  }
  if (!isLength(node, reading)) return null;
  if (by) return { kind: 'compared', of: 'length', by, with: constant };
  return operator === '==='
    ? joined('all', [
        { kind: 'compared', of: 'length', by: '>=', with: constant },
        { kind: 'compared', of: 'length', by: '<=', with: constant },
      ])
    : null;
}

/** What `trim` leaves something of. */
const notBlank: Asked = { kind: 'pattern', pattern: { pattern: '\\S', flags: '' } };

function isValue(written: AnyNode, { parameter }: Reading): boolean {
  const node = withoutTypes(written);
  return node.type === 'Identifier' && node['name'] === parameter;
}

function isLengthOf(node: AnyNode, isIt: (node: AnyNode) => boolean): boolean {
  const member = namedMember(node);
  return member?.name === 'length' && isIt(member.object);
}

function isLength(node: AnyNode, reading: Reading): boolean {
  return isLengthOf(node, (of) => isValue(of, reading));
}

function isTrimmed(node: AnyNode, reading: Reading): boolean {
  const called = methodCall(node);
  return called?.name === 'trim' && called.args.length === 0 && isValue(called.object, reading);
}

function methodCall(node: AnyNode): { readonly object: AnyNode; readonly name: string; readonly args: readonly AnyNode[] } | null {
  const method = node.type === 'CallExpression' ? namedMember(withoutTypes(node['callee'] as AnyNode)) : null;
  return method && { ...method, args: node['arguments'] as AnyNode[] };
}

const PLACES: ReadonlyMap<string, 'start' | 'end' | 'inside'> = new Map([
  ['startsWith', 'start'],
  ['endsWith', 'end'],
  ['includes', 'inside'],
]);

function readCall(node: AnyNode, reading: Reading): Asked | null {
  const called = methodCall(node);
  const [argument, another] = called?.args ?? [];
  if (!called || !argument || another) return null;
  const { object, name } = called;
  if (isValue(object, reading)) {
    const where = PLACES.get(name);
    const text = where && constantAt(argument, reading);
    return where && typeof text === 'string' ? { kind: 'text', where, text } : null;
  }
  if (!isValue(argument, reading)) return null;
  if (name === 'test') {
    const constant = constantOf(object, reading.scope);
    const regex = (constant?.['regex'] as RegExpLiteral | null | undefined) ?? patternOf(valueOf(object, reading));
    // With these flags it remembers where it was.
    return regex && !/[gy]/.test(regex.flags) ? { kind: 'pattern', pattern: regex } : null;
  }
  if (object.type === 'Identifier' && object['name'] === 'Number' && !lookup(reading.scope, 'Number')) {
    if (name === 'isInteger') return { kind: 'multiple', of: 1 };
    return name === 'isSafeInteger' ? { kind: 'safe integer' } : null;
  }
  return name === 'includes' || name === 'has' ? listed(valueOf(object, reading), name) : null;
}

function listed(value: StaticValue | null, name: 'includes' | 'has'): Asked | null {
  const items = value?.kind === 'array' && !value.rest && name === 'includes' ? value.items : null;
  const slots = items ?? (value?.kind === 'native' && name === 'has' && value.native.name === 'a Set' ? value.native.items : null);
  const values = slots?.map((slot) => constantIn(slot.value));
  return values?.every((one) => one !== null) ? { kind: 'one of', values } : null;
}

function constantIn(value: StaticValue | null): string | number | null {
  const plain = value?.kind === 'literal' ? value.value : null;
  return typeof plain === 'string' || (typeof plain === 'number' && !Number.isNaN(plain)) ? plain : null;
}

function constantAt(node: AnyNode, reading: Reading): string | number | null {
  return constantIn(valueOf(node, reading));
}

/** What an expression that does not depend on the value gives. */
function valueOf(written: AnyNode, { evaluator, closure, scope }: Reading): StaticValue | null {
  let node = withoutTypes(written);
  const declaration = node.type === 'Identifier' ? lookup(scope, String(node['name'])) : undefined;
  if (declaration && isWithin(declaration.identifier, closure.node)) {
    const constant = constantOf(node, scope);
    if (!isNode(constant) || constant === node) return null;
    node = constant;
  }
  return isClosed(node, closure.node, scope) ? evaluator.evaluate(node, closure.environment) : null;
}

/** Whether no name that the function declares is in it. */
function isClosed(node: AnyNode, within: AnyNode, scope: Scope): boolean {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'Identifier': {
      const declaration = lookup(scope, String(node['name']));
      return declaration ? !isWithin(declaration.identifier, within) : true;
    }
    case 'UnaryExpression':
      return isClosed(node['argument'] as AnyNode, within, scope);
    case 'MemberExpression':
      return !node['computed'] && isClosed(node['object'] as AnyNode, within, scope);
    case 'ArrayExpression':
      return (node['elements'] as (AnyNode | null)[]).every((element) => element && isClosed(element, within, scope));
    case 'NewExpression':
      return [node['callee'] as AnyNode, ...(node['arguments'] as AnyNode[])].every((part) => isClosed(part, within, scope));
    default:
      return false;
  }
}
