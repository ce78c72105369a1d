import { importedTypeOf } from '../../modules/import-sources.ts';
import { lookup, scopeOfThis } from '../../modules/lookup.ts';
import {
  classElements,
  isClass,
  isFunction,
  isNode,
  isWithin,
  memberName,
  rootOfChain,
  unwrap,
  type AnyNode,
} from '../../modules/nodes.ts';
import { MUTATING_METHODS, isChangeOfArgument } from '../../modules/own-changes.ts';
import type { Scope } from '../../modules/scope.ts';
import { scopedNodesIn } from '../../modules/traverse.ts';
import { NOWHERE } from '../../source/span.ts';
import { globalValue } from '../builtins/globals.ts';
import { CALLS_BACK, CALLS_BACK_WITH_FIRST } from '../builtins/method-names.ts';
import { closureOf } from '../names/environment.ts';
import type { FunctionValue, ObjectValue, StaticValue } from '../value.ts';
import { typesBeside } from '../writes/methods.ts';
import { isOfLibrary, isOfNode, propertyOf, valueOf, type Naming } from './named-values.ts';
import type { Run } from './run.ts';
import { laterParts, writeSites } from './writes.ts';

/** Methods of JavaScript's own that leave what they are called on as it is. */
const LEAVES_AS_IS = new Set(
  (
    'map filter find findIndex findLast findLastIndex some every flatMap flat forEach reduce reduceRight join concat slice substring ' +
    'substr charAt charCodeAt includes indexOf lastIndexOf at with keys values entries get has hasOwn hasOwnProperty split trim ' +
    'trimStart trimEnd replace replaceAll match search test exec toLowerCase toUpperCase toFixed startsWith endsWith padStart padEnd ' +
    'repeat toString toSorted toReversed toSpliced normalize localeCompare'
  ).split(' '),
);

/** JavaScript's own that no value is known of, and that write to nothing. */
const OTHER_GLOBALS =
  /^(?:Date|Error|TypeError|RangeError|SyntaxError|URL|Map|WeakMap|WeakSet|Symbol|BigInt|Intl|encodeURIComponent|decodeURIComponent)$/;

/** The function that is asked about. */
interface Asked extends Naming {
  readonly isLenient: boolean;
  readonly seen: Set<AnyNode>;
  /** What it is a method of, where it may put something into lists and the like that this has; `any` where it may write to it as it likes. */
  readonly self: ObjectValue | FunctionValue | 'any' | null;
  /** Takes the lists, objects, Maps and Sets that something is put into; with null nothing may be. */
  readonly into: Set<StaticValue> | null;
}

/** Whether a function, called at any time, may change what a run knows: it writes, or calls what is known to. */
export function mayAct(run: Run, fn: FunctionValue): boolean {
  return closureOf(fn).environment.isRun === true && !isQuiet(run, fn, true);
}

/**
 * Whether calling a function writes to nothing: neither it nor what it calls. Methods of its own object are looked at by themselves; of a
 * class, what its code writes to the instance that it makes is that instance's.
 * @param isLenient whether code that cannot be followed is taken to write to nothing
 * @param into where it may put something into what it names, or take it out: takes what that is
 */
export function isQuiet(
  run: Run,
  fn: FunctionValue,
  isLenient = false,
  into: Set<StaticValue> | null = null,
  seen: Set<AnyNode> = new Set(),
  self: ObjectValue | FunctionValue | 'any' | null = null,
): boolean {
  const { node, environment } = closureOf(fn);
  if (seen.has(node)) return true;
  seen.add(node);
  const asked: Asked = { run, fn: node, value: fn, environment, isLenient, seen, self, into };
  for (const { holder, scope, isName, method, target } of writeSites(fn, true, false)) {
    if (target && run.firstWrites.has(target)) continue;
    if (holder && (isOfNewInstance(asked, holder, scope) || (self === 'any' && rootOfChain(holder).type === 'ThisExpression'))) continue;
    if (isName && into) continue;
    const owner = holder && into && target ? ownerOfStatic(asked, holder, target, scope) : undefined;
    if (owner) {
      into?.add(owner);
      continue;
    }
    const container = holder && into ? (ownField(asked, holder, scope) ?? valueOf(asked, holder, scope)) : undefined;
    if (!into || !container || !isContainer(container)) return false;
    // A method of its own name may write to what it is given.
    const own = method !== undefined && container.kind === 'object' ? propertyOf(container, method)?.value : undefined;
    if (own?.kind === 'function' && !isQuiet(run, own, isLenient, into, seen, 'any')) return false;
    into.add(container);
  }
  if (isClass(node) && isNode(node['superClass']) && !isQuietParent(asked, node['superClass'])) return false;
  for (const { node: part, scope } of scopedNodesIn(laterParts(fn), environment.module.analysis.scopes))
    if (!isQuietNode(asked, part, scope)) return false;
  return true;
}

function isQuietParent(asked: Asked, superClass: AnyNode): boolean {
  const parent = valueOf(asked, superClass, asked.environment.scope);
  return parent ? isQuietValue(asked, parent) : asked.isLenient;
}

/** The class of which a static member is written to, which is no function before. */
function ownerOfStatic(asked: Asked, holder: AnyNode, target: AnyNode, scope: Scope): FunctionValue | undefined {
  const { run, fn, self } = asked;
  const isSelf = unwrap(holder).type === 'ThisExpression' && scopeOfThis(scope)?.node === fn && self !== 'any';
  const owner = isSelf ? self : valueOf(asked, holder, scope);
  const name = memberName(target);
  if (owner?.kind !== 'function' || !isClass(closureOf(owner).node) || name === undefined) return undefined;
  const member = run.properties.get(owner)?.get(name);
  return member && !member.getter && member.value.kind !== 'function' ? owner : undefined;
}

function isContainer(value: StaticValue): boolean {
  if (value.kind === 'object') return value.prototype === undefined || value.prototype.kind === 'literal';
  return value.kind === 'array' || (value.kind === 'native' && (value.native.name === 'a Map' || value.native.name === 'a Set'));
}

/** What `this.name` is, of the object that the method is of; of what lies deeper, it may be another one later. */
function ownField({ run, fn, self }: Asked, holder: AnyNode, scope: Scope): StaticValue | undefined {
  const node = unwrap(holder);
  if (!self || self === 'any' || node.type !== 'MemberExpression' || scopeOfThis(scope)?.node !== fn) return undefined;
  const name = memberName(node);
  if (self.kind === 'function' || name === undefined || unwrap(node['object'] as AnyNode).type !== 'ThisExpression') return undefined;
  const property = propertyOf(self, name);
  return run.privates.get(self)?.get(name) ?? (property?.getter ? undefined : property?.value);
}

/** `this`, or a list or the like that it has made for itself, in a method or the constructor of the class that is asked about. */
function isOfNewInstance(asked: Asked, holder: AnyNode, scope: Scope): boolean {
  const { fn } = asked;
  const node = unwrap(holder);
  const self = node.type === 'MemberExpression' && isOwnContainer(asked, node) ? unwrap(node['object'] as AnyNode) : node;
  if (self.type !== 'ThisExpression' || !isClass(fn)) return false;
  const around = scopeOfThis(scope);
  return classElements(fn).some((element) => element['value'] === around?.node && element['static'] !== true);
}

/** Whether a member of `this` is a field that never holds anything but what is made for it: `errors = {}`. */
function isOwnContainer({ fn, environment }: Asked, member: AnyNode): boolean {
  if (member['computed'] || !isClass(fn)) return false;
  const { text } = environment.module;
  const nameOf = (key: AnyNode): string => text.slice(key.start, key.end);
  const name = nameOf(member['property'] as AnyNode);
  const field = classElements(fn).find(({ type, key }) => type === 'PropertyDefinition' && isNode(key) && nameOf(key) === name);
  if (field?.['static'] !== false || !isNode(field['value']) || !isContainerMade(unwrap(field['value']))) return false;
  // Nobody may put something there that others have, in this class or in one that extends it.
  const given = text.matchAll(
    new RegExp(String.raw`\.\s*${name.replaceAll('$', String.raw`\$`)}\s*[-+*/%&|^?]{0,3}=(?![=>])\s*(\{|\[|new (?:Map|Set)\b)?`, 'g'),
  );
  return [...given].every(([, made]) => made !== undefined) && !PUTS_ANYTHING.test(text);
}

/** What may give `this` any member. */
const PUTS_ANYTHING =
  /\b(?:Object|Reflect)\s*\.\s*(?:assign|set|define\w+)\s*\(\s*this\s*,|\bthis\s*\[|(?<![\w$\]])(?:\[[^\]]*\bthis\.[^\]]*\]|\{[^}]*\bthis\.[^}]*\})\s*=(?![=>])/;

function isContainerMade(node: AnyNode): boolean {
  if (node.type === 'NewExpression') return /^(?:Map|Set)$/.test(String((node['callee'] as AnyNode)['name']));
  return node.type === 'ObjectExpression' || node.type === 'ArrayExpression';
}

function isQuietNode(asked: Asked, node: AnyNode, scope: Scope): boolean {
  switch (node.type) {
    case 'ImportExpression':
      return asked.isLenient;
    case 'TaggedTemplateExpression':
      return isQuietCallee(asked, unwrap(node['tag'] as AnyNode), scope);
    case 'CallExpression':
    case 'NewExpression':
      return isQuietCallee(asked, unwrap(node['callee'] as AnyNode), scope) && callsBackQuietly(asked, node, scope);
    default:
      return true;
  }
}

function isQuietCallee(asked: Asked, callee: AnyNode, scope: Scope): boolean {
  if (isFunction(callee) || isOfNode(callee, scope)) return true;
  if (callee.type === 'Identifier') return isQuietName(asked, callee, scope);
  // The class itself, as its static methods name it.
  if (callee.type === 'Super' || callee.type === 'ThisExpression') return true;
  if (callee.type !== 'MemberExpression') return asked.isLenient;
  const object = unwrap(callee['object'] as AnyNode);
  if (object.type === 'ThisExpression' || object.type === 'Super') return true;
  const name = memberName(callee);
  if (name === undefined) return isQuietTable(asked, valueOf(asked, object, scope));
  // What it makes itself it may change.
  if (LEAVES_AS_IS.has(name) || MUTATING_METHODS.has(name) || isChangeOfArgument(callee, scope)) return true;
  const value = valueOf(asked, callee, scope);
  return value ? isQuietValue(asked, value) : isOfLibrary(asked, object) || isOfTrustedType(asked, object, scope) || asked.isLenient;
}

/** Whether it is said to be of a type that a library has whose functions leave what they are given as it is: `registry: OperationSpecRegistry`. */
function isOfTrustedType({ run, environment: { module } }: Asked, object: AnyNode, scope: Scope): boolean {
  const { graph, libraries } = run.evaluation;
  return typesBeside(object, scope).some((name) => {
    const isImported = (lookup(scope, name)?.kind ?? 'import') === 'import';
    const source = isImported ? importedTypeOf(module, name) : null;
    const resolution = source && graph.resolve(source.source, module.file);
    return resolution?.kind === 'package' && libraries.isTrusted(resolution.name);
  });
}

/** Whatever is called of a table of functions. */
function isQuietTable(asked: Asked, table: StaticValue | undefined): boolean {
  if (table?.kind === 'native') return !table.native.items;
  if (table?.kind !== 'object' || table.open || table.prototype) return false;
  return [...table.properties.values()].every((property) => !property.getter && isQuietValue(asked, property.value));
}

function isQuietName(asked: Asked, identifier: AnyNode, scope: Scope): boolean {
  const name = String(identifier['name']);
  const declaration = lookup(scope, name);
  if (!declaration) return OTHER_GLOBALS.test(name) || globalValue(name, NOWHERE) !== undefined || asked.isLenient;
  if (isWithin(declaration.identifier, asked.fn)) {
    if (declaration.identifier === asked.fn['id']) return true;
    // What a function inside of it writes to has been looked at with all the rest.
    const { init } = declaration.node;
    const isWritten = declaration.kind === 'function' || (declaration.kind === 'const' && isNode(init) && isFunction(unwrap(init)));
    return isWritten || asked.isLenient;
  }
  const value = valueOf(asked, identifier, scope);
  return value ? isQuietValue(asked, value) : asked.isLenient;
}

function isQuietValue({ run, isLenient, seen, into }: Asked, value: StaticValue): boolean {
  if (value.kind === 'native') return true;
  return value.kind === 'function' ? isQuiet(run, value, isLenient, into, seen) : isLenient;
}

/** Whether functions that are given, by their names, to methods which call them back, write to nothing. */
function callsBackQuietly(asked: Asked, call: AnyNode, scope: Scope): boolean {
  const callee = unwrap(call['callee'] as AnyNode);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const isNodes = isOfNode(callee, scope);
  if (!(name !== undefined && CALLS_BACK.has(name)) && !isNodes) return true;
  return (call['arguments'] as AnyNode[]).every((argument, index) => {
    const given = unwrap(argument);
    if (given.type !== 'Identifier' && given.type !== 'MemberExpression') return true;
    const value = valueOf(asked, given, scope);
    if (value && value.kind !== 'unknown') return value.kind !== 'function' || isQuietValue(asked, value);
    // What is not known is not the module's own.
    if (isNodes) return true;
    // What is gone over, or started with, nobody calls.
    const isCalled = index === (name !== undefined && CALLS_BACK_WITH_FIRST.has(name) ? 1 : 0);
    if (!isCalled) return true;
    return given.type === 'Identifier' ? isQuietName(asked, given, scope) : asked.isLenient;
  });
}
