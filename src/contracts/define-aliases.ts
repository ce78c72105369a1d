import type { Module } from '../modules/module.ts';
import { childNodes, isNode, unwrap, type AnyNode } from '../modules/scope.ts';
import { closureOf } from '../values/environment.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { StaticValue } from '../values/value.ts';
import { DEFINE_FUNCTIONS, definedKind } from './framework.ts';

/** Other names by which files of the repository give out define functions. */
export interface DefineAliases {
  /** Names of exports that are define functions or hold some. */
  readonly exported: ReadonlySet<string>;
  /** The same, and the names of the members that are define functions. */
  readonly names: ReadonlySet<string>;
  /** Files whose default export is one. */
  readonly defaults: ReadonlySet<string>;
}

const DEFINE_NAME = /^define(?:Command|Query|Event)$/;
const DEFINE_TEXT = /define(?:Command|Query|Event)(?![A-Za-z0-9_$])/;
/** Tables in tables; beyond it nobody writes one. */
const MAX_NESTED = 2;

export function findDefineAliases(files: readonly string[], load: (file: string) => Module | null, evaluator: Evaluator): DefineAliases {
  const exported = new Set<string>();
  const members = new Set<string>();
  const defaults = new Set<string>();
  for (const file of files) {
    const module = load(file);
    if (!module || !DEFINE_TEXT.test(module.text) || !module.mentions(DEFINE_FUNCTIONS.keys())) continue;
    for (const name of module.exports.keys()) {
      if (!mayBeAlias(name, module)) continue;
      const value = evaluator.exportedValue(file, name, { file, start: 0, end: 0 });
      const held = definedKind(value) ? [] : memberNames(value, evaluator, 0);
      if (!definedKind(value) && held.length === 0) continue;
      exported.add(name);
      for (const member of held) members.add(member);
      if (name === 'default') defaults.add(file);
    }
  }
  return { exported, names: new Set([...exported, ...members]), defaults };
}

/** Cheap: what is exported is an import, another name, a table, a class or a namespace; not what a call gives. */
function mayBeAlias(name: string, module: Module): boolean {
  const entry = module.exports.get(name);
  switch (entry?.kind) {
    case 'from':
      return entry.imported !== name && DEFINE_NAME.test(entry.imported);
    case 'expression':
      return isHolder(unwrap(entry.node), module);
    case 'local': {
      const declaration = module.analysis.root.declarations.get(entry.name);
      if (!declaration || DEFINE_NAME.test(name)) return false;
      if (declaration.kind === 'import') return DEFINE_NAME.test(String((declaration.node['imported'] as AnyNode | undefined)?.['name']));
      const init = declaration.node['init'];
      return isHolder(isNode(init) ? unwrap(init) : declaration.node, module);
    }
    default:
      return false;
  }
}

function isHolder(node: AnyNode, module: Module): boolean {
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration') return false;
  if (node.type === 'CallExpression') {
    // `defineCommand.bind(…)`; what a define call itself gives is a contract.
    const callee = unwrap(node['callee'] as AnyNode);
    return callee.type === 'MemberExpression' && DEFINE_TEXT.test(module.text.slice(callee.start, callee.end));
  }
  return DEFINE_TEXT.test(module.text.slice(node.start, node.end)) || node.type === 'Identifier' || node.type === 'MemberExpression';
}

/** The names of members that are define functions. */
function memberNames(value: StaticValue, evaluator: Evaluator, nested: number): readonly string[] {
  if (nested >= MAX_NESTED) return [];
  if (value.kind === 'object') {
    return [...value.properties].flatMap(([name, property]) => {
      if (property.getter) return [];
      if (definedKind(property.value)) return [name];
      const inner = memberNames(property.value, evaluator, nested + 1);
      return inner.length > 0 ? [name, ...inner] : [];
    });
  }
  if (value.kind !== 'function') return [];
  const { node } = closureOf(value);
  if (!node.type.startsWith('Class')) return [];
  const elements = childNodes(node['body'] as AnyNode).filter(
    (element) => element.type === 'PropertyDefinition' && element['static'] === true,
  );
  const names = elements.map((element) => String((element['key'] as AnyNode)['name']));
  return names.filter((name) => definedKind(evaluator.member(value, name, value.span)));
}
