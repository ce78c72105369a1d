import { pathTo, scopeOfPath, type Path } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, isWrapper, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { ScopedNode } from '../../modules/scope.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';

/** Where something that may have one of the names becomes a member of an instance: `class Kit { make = make }`, `this.make = make`. */
export function keptInInstances(module: Module, names: ReadonlySet<string>): readonly ScopedNode[] {
  if (names.size === 0 || !/\bclass\b/.test(module.text)) return [];
  const word = new RegExp(String.raw`(?<![\w$])(?:${[...names].map(escapeRegExp).join('|')})(?![\w$]|\s*[(<:])`, 'g');
  return [...module.text.matchAll(word)].flatMap(({ index }) => {
    const path = pathTo(module, index);
    const kept = path[0]?.start === index ? keptBy(path) : null;
    return kept ? { node: kept, scope: scopeOfPath(path, module) } : [];
  });
}

/** The whole value of a member of an instance that the innermost node of a path is or is a member of. */
function keptBy([name, ...around]: Path): AnyNode | null {
  if (name?.type !== 'Identifier') return null;
  let value = name;
  for (const outer of around) {
    if (outer.type === 'PropertyDefinition') return outer['value'] === value && outer['static'] !== true ? unwrap(value) : null;
    if (outer.type === 'AssignmentExpression') return outer['right'] === value && isOfThis(outer['left'] as AnyNode) ? unwrap(value) : null;
    if (outer.type !== 'MemberExpression' && !isWrapper(outer)) return null;
    value = outer;
  }
  return null;
}

function isOfThis(target: AnyNode): boolean {
  const member = unwrap(target);
  return member.type === 'MemberExpression' && isNode(member['object']) && unwrap(member['object']).type === 'ThisExpression';
}
