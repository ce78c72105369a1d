import { callAround } from '../../modules/enclosing.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, isWithin, rootOfChain, staticFieldNames, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { closureOf } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { StaticValue } from '../../values/value.ts';
import { stemOfFile } from '../search/import-names.ts';

/** Where a factory stands. */
export interface FactoryPlace {
  readonly module: Module;
  /** The functions around the define call, the innermost first: what an outer one returns may be the factory. */
  readonly functions: readonly AnyNode[];
}

/** Names of names of names; beyond it nobody gives a function another one. */
const MAX_ROUNDS = 4;

/**
 * The names by which a factory may be called: its own, those of what holds or returns it, and those under which files give it out again.
 * @param withWords the files whose text has one of some words
 */
export function factoryNames(
  place: FactoryPlace,
  evaluator: Evaluator,
  withWords: (words: ReadonlySet<string>) => readonly string[],
  load: (file: string) => Module | null,
): ReadonlySet<string> {
  const names = new Set(ownNames(place));
  const functions = new Set(place.functions);
  const seen = new Set<string>();
  for (let round = 0, size = -1; round < MAX_ROUNDS && size !== names.size; round++) {
    size = names.size;
    for (const file of new Set([place.module.file, ...withWords(names)])) {
      const key = `${size}\0${file}`;
      const module = seen.has(key) ? null : load(file);
      seen.add(key);
      if (module) addNames(module, names, functions, evaluator);
    }
  }
  names.delete('default');
  return names;
}

/** Names that a module gives to what has one of the names already. */
function addNames(module: Module, names: Set<string>, functions: ReadonlySet<AnyNode>, evaluator: Evaluator): void {
  const { root } = module.analysis;
  for (const declaration of root.declarations.values()) {
    if (names.has(declaration.name) || !mayHold(declaration, module, names)) continue;
    const value = evaluator.valueOfName(declaration.name, evaluator.environmentOf(module, root), null);
    if (value && (inheritsNamed(declaration, names) || holds(value, functions, evaluator))) names.add(declaration.name);
  }
  for (const [exported, entry] of module.exports) {
    const imported = entry.kind === 'from' ? entry.imported : entry.kind === 'local' ? importOf(module, entry.name)?.name : null;
    if ((typeof imported === 'string' && names.has(imported)) || (entry.kind === 'local' && names.has(entry.name))) names.add(exported);
    // The names of what is given out as a default, or without one, tell nothing.
    else if (imported === 'default' || (entry.kind === 'expression' && mentions(unwrap(entry.node), module, names))) {
      const value = evaluator.exportedValue(module.file, exported, { file: module.file, start: 0, end: 0 });
      if (holds(value, functions, evaluator)) names.add(exported === 'default' ? stemOfFile(module.file) : exported);
    }
  }
}

/** Whether a class has static members from one of the names. */
function inheritsNamed({ kind, node }: Declaration, names: ReadonlySet<string>): boolean {
  const parent = kind === 'class' ? node['superClass'] : null;
  return isNode(parent) && names.has(String(parent['name']));
}

/** Cheap: a constant or a class that mentions one of the names. */
function mayHold({ kind, node }: Declaration, module: Module, names: ReadonlySet<string>): boolean {
  if (kind === 'class') return mentions(node, module, names);
  const init = node['init'];
  if (!isNode(init)) return false;
  // A pattern may have the name in a default.
  return mentions(isNode(node['id']) && node['id'].type !== 'Identifier' ? node : unwrap(init), module, names);
}

/** Cheap, and true of all that may give the factory: functions and what define calls give are not evaluated for nothing. */
function mentions(init: AnyNode, module: Module, names: ReadonlySet<string>): boolean {
  if (init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression') return false;
  const text = module.text.slice(init.start, init.end);
  return [...names].some((name) => text.includes(name));
}

/** Whether a value is one of the functions, calls it in another way, or is an object or class that holds one. */
export function holds(value: StaticValue, functions: ReadonlySet<AnyNode>, evaluator: Evaluator): boolean {
  if (value.kind === 'function') {
    const { node } = closureOf(value);
    const isHeld = (name: string): boolean => holds(evaluator.member(value, name, value.span), functions, evaluator);
    return functions.has(node) || staticFieldNames(node).some(isHeld);
  }
  if (value.kind === 'native') return value.native.target !== undefined && functions.has(closureOf(value.native.target).node);
  return membersOf(value).some((member) => (member.kind === 'function' || member.kind === 'native') && holds(member, functions, evaluator));
}

function membersOf(value: StaticValue): readonly StaticValue[] {
  if (value.kind === 'array') return value.items.map((item) => item.value);
  if (value.kind !== 'object') return [];
  return [...value.properties.values()].flatMap((property) => (property.getter ? [] : property.value));
}

/** The names that a factory's own file gives to it. */
export function ownNames({ module, functions }: FactoryPlace): readonly string[] {
  return functions.flatMap((fn) => namesIn(module, fn));
}

/** The names of a function: its own, those it is exported under, and those of the object or class that it is a method of. */
function namesIn(module: Module, factory: AnyNode): readonly string[] {
  const names = new Set<string>();
  const id = factory['id'];
  if (isNode(id)) names.add(String(id['name']));
  for (const scope of new Set(module.analysis.scopes.values())) {
    for (const declaration of scope.declarations.values()) {
      const init = declaration.node['init'];
      if (isNode(init) && isWithin(factory, init)) {
        if (unwrap(init) === factory || unwrap(init).type === 'ObjectExpression' || unwrap(init).type === 'CallExpression')
          names.add(declaration.name);
      }
      if (declaration.kind === 'class' && isWithin(factory, declaration.node)) names.add(declaration.name);
    }
  }
  for (const [exported, entry] of module.exports) {
    if (entry.kind === 'local' && names.has(entry.name)) names.add(exported);
    if (entry.kind === 'expression' && isWithin(factory, entry.node))
      names.add(exported === 'default' ? stemOfFile(module.file) : exported);
  }
  names.delete('default');
  return [...names];
}

/** Whether an expression may be one of the names, by another name of an import included. */
export function mayBeNamed(node: AnyNode, scope: Scope, module: Module, names: ReadonlySet<string>, steps = 0): boolean {
  if (node.type === 'MemberExpression') {
    const root = rootOfChain(node);
    if (root.type === 'ThisExpression' || root.type === 'Super') return true;
    if (root.type !== 'Identifier') return false;
    const name = root['name'] as string;
    return names.has(name) || names.has(String((node['property'] as AnyNode)['name'])) || isGivenAs(name, scope, module, names);
  }
  if (node.type === 'CallExpression') return mayBeNamed(unwrap(node['callee'] as AnyNode), scope, module, names, steps);
  if (node.type !== 'Identifier') return false;
  const name = node['name'] as string;
  if (names.has(name) || isGivenAs(name, scope, module, names)) return true;
  const declaration = lookup(scope, name);
  const init = declaration?.node['init'];
  if (!declaration || !isNode(init)) return false;
  const value = unwrap(init);
  if (value.type === 'Identifier' || value.type === 'MemberExpression') return true;
  return value.type === 'CallExpression' && steps < MAX_ROUNDS && mayBeNamed(value, declaration.scope, module, names, steps + 1);
}

/** Whether a name is an import, or a parameter, of what may have one of the names. */
function isGivenAs(name: string, scope: Scope, module: Module, names: ReadonlySet<string>): boolean {
  const declaration = lookup(scope, name);
  if (declaration?.kind === 'parameter') return mayBeCalledBackWith(declaration.node, module, names);
  const source = declaration?.kind === 'import' ? importOf(module, name) : null;
  return source !== null && (source.name === null || source.name === 'default' || names.has(source.name));
}

/** Whether a function is written in a call of a method of something that has one of the names, or of a module that is waited for. */
function mayBeCalledBackWith(fn: AnyNode, module: Module, names: ReadonlySet<string>): boolean {
  const callee = callAround(module, fn)?.node['callee'] as AnyNode | undefined;
  if (callee?.type !== 'MemberExpression') return false;
  const receiver = callee['object'] as AnyNode;
  return rootOfChain(receiver).type === 'ImportExpression' || mentions(receiver, module, names);
}
