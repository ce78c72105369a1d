import type { Module } from '../../modules/module.ts';
import { isClass, isFunction, isNode, staticFieldNames, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { closureOf } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { StaticValue } from '../../values/value.ts';
import { definedKind } from '../define-functions.ts';
import { DEFINE_FUNCTIONS, DEFINE_TEXT } from '../framework/names.ts';

/** Other names by which files of the repository give out define functions. */
export interface DefineAliases {
  /** Names of exports that are define functions, hold some, or are functions that give some. */
  readonly exported: ReadonlySet<string>;
  /** The same, `default` included, and the names of the members that are define functions. */
  readonly names: ReadonlySet<string>;
  /** Files whose default export, or whole `module.exports`, is one. */
  readonly defaults: ReadonlySet<string>;
}

/** A define function that is not called but given on. */
const GIVEN_ON = /define(?:Command|Query|Event)(?![A-Za-z0-9_$]|\s*[(<!?])/;
/** Tables in tables; beyond it nobody writes one. */
const MAX_NESTED = 2;
/** Files that give out what files give out what files give out; beyond it nobody passes a name on. */
const MAX_ROUNDS = 4;

/** Which files may have something by its name. */
export interface NameSearch {
  /** The files whose text has one of some words. */
  withWords(words: ReadonlySet<string>): readonly string[];
  /** The files that may import some files. */
  importersOf(files: ReadonlySet<string>): readonly string[];
}

/** @param files where define functions are named */
export function findDefineAliases(
  files: readonly string[],
  search: NameSearch,
  load: (file: string) => Module | null,
  evaluator: Evaluator,
): DefineAliases {
  const exported = new Set<string>();
  const members = new Set<string>();
  const defaults = new Set<string>();
  const settled = new Set<string>();
  const known = (): ReadonlySet<string> => (defaults.size > 0 ? new Set([...exported, 'default']) : exported);

  function examine(file: string): void {
    const module = load(file);
    const names = known();
    // A default import gives the alias a name of its own.
    const mayPassOn = names.has('default') || module?.mentions(DEFINE_FUNCTIONS.keys()) || module?.mentions(names);
    if (!module || !mayPassOn) return;
    for (const name of module.commonJs ? [...module.exports.keys(), 'default'] : module.exports.keys()) {
      const key = `${name}\0${file}`;
      if (settled.has(key) || !mayBeAlias(name, module, names)) continue;
      const value = evaluator.exportedValue(file, name, { file, start: 0, end: 0 });
      const given = givenBy(value, evaluator);
      const held = memberNames(given, evaluator, 0);
      if (!definedKind(given) && held.length === 0) continue;
      settled.add(key);
      if (name === 'default') defaults.add(file);
      else exported.add(name);
      for (const member of held) members.add(member);
    }
  }

  for (const file of files) examine(file);
  for (let round = 0, size = 0; round < MAX_ROUNDS && size !== settled.size; round++) {
    size = settled.size;
    for (const file of new Set([...search.withWords(exported), ...search.importersOf(defaults)])) examine(file);
  }
  return { exported, names: new Set([...known(), ...members]), defaults };
}

/** The names of define functions, with those that a module itself gives to them: by an import, a pattern or a constant. */
export function namesWithin(module: Module, aliases: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(aliases);
  for (const { name, kind, node, identifier } of module.analysis.root.declarations.values()) {
    if (DEFINE_FUNCTIONS.has(name) || names.has(name)) continue;
    const init = node['init'];
    const isPattern = node['id'] !== identifier;
    const isRenamed = kind === 'import' || (isNode(init) && (isPattern || NAMES.has(unwrap(init).type)));
    if (isRenamed && namesDefine(module.text.slice(node.start, node.end), names)) names.add(name);
  }
  return names;
}

const NAMES = new Set(['Identifier', 'MemberExpression', 'ConditionalExpression', 'LogicalExpression']);

/** Whether a text may name a define function, by its own or another name. */
export function namesDefine(text: string, aliases: ReadonlySet<string>): boolean {
  // Of a default export each file has its own name.
  if (aliases.has('default') || DEFINE_TEXT.test(text)) return true;
  for (const alias of aliases) if (text.includes(alias)) return true;
  return false;
}

/** Cheap: what is exported is an import, another name, a table, a class, a namespace, or a function that gives a define function on. */
function mayBeAlias(name: string, module: Module, known: ReadonlySet<string>): boolean {
  const isKnown = (imported: string): boolean => DEFINE_FUNCTIONS.has(imported) || known.has(imported);
  const entry = module.exports.get(name);
  switch (entry?.kind) {
    case 'from':
      return entry.imported !== name && isKnown(entry.imported);
    case 'expression':
      return isHolder(unwrap(entry.node), module, known);
    case 'local': {
      const declaration = module.analysis.root.declarations.get(entry.name);
      if (!declaration || DEFINE_FUNCTIONS.has(name)) return false;
      if (declaration.node.type === 'ImportDefaultSpecifier') return isKnown('default');
      if (declaration.kind === 'import') return isKnown(String((declaration.node['imported'] as AnyNode | undefined)?.['name']));
      const init = declaration.node['init'];
      return isHolder(isNode(init) ? unwrap(init) : declaration.node, module, known);
    }
    default:
      return name === 'default' && module.commonJs !== null && isHolder(unwrap(module.commonJs), module, known);
  }
}

function isHolder(node: AnyNode, module: Module, known: ReadonlySet<string>): boolean {
  const text = module.text.slice(node.start, node.end);
  if (isFunction(node)) return GIVEN_ON.test(text);
  if (node.type === 'CallExpression') {
    // `defineCommand.bind(…)` and `createKit()`; what a define call itself gives is a contract.
    const callee = unwrap(node['callee'] as AnyNode);
    const called = module.text.slice(callee.start, callee.end);
    return callee.type === 'MemberExpression' ? namesDefine(called, known) : known.has(called) || known.has('default');
  }
  return namesDefine(text, known) || node.type === 'Identifier' || node.type === 'MemberExpression';
}

/** What calling a function gives, where that does not depend on what it is given; of any other value the value itself. */
function givenBy(value: StaticValue, evaluator: Evaluator): StaticValue {
  if (value.kind !== 'function' || isClass(closureOf(value).node)) return value;
  return evaluator.call(value, [], value.span);
}

/** The names of members that are define functions. */
function memberNames(value: StaticValue, evaluator: Evaluator, nested: number): readonly string[] {
  if (nested >= MAX_NESTED) return [];
  if (value.kind === 'object') {
    return [...value.properties].flatMap(([name, property]) => {
      if (definedKind(property.value)) return [name];
      const inner = memberNames(property.value, evaluator, nested + 1);
      return inner.length > 0 ? [name, ...inner] : [];
    });
  }
  if (value.kind !== 'function') return [];
  return staticFieldNames(closureOf(value).node).filter((name) => definedKind(evaluator.member(value, name, value.span)));
}
