import { importedModule } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { classElements, isClass, isNode, type AnyNode } from '../../modules/nodes.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { SPEC_TYPE } from '../framework/names.ts';

const NAMED = new RegExp(SPEC_TYPE);
const RETURNED = new RegExp(String.raw`@returns?\b[^\n]*${SPEC_TYPE}`);

/** Whether a type, where it is written, names one of the framework's for contracts. */
export function isSpecType(type: AnyNode, module: Module, evaluator: Evaluator): boolean {
  return mentionsSpec(module.text.slice(type.start, type.end), module, evaluator);
}

/** Whether types name one of the framework's for contracts, or one of the repository's own that does. */
export function mentionsSpec(types: string, module: Module, evaluator: Evaluator): boolean {
  if (NAMED.test(types)) return true;
  return [...new Set(types.match(/\b[A-Z][\w$]*/g))].some((name) => NAMED.test(ownType(name, module, evaluator)));
}

/** The text of an interface or an alias that a module declares or imports; of a name for another's type that name. */
function ownType(name: string, module: Module, evaluator: Evaluator): string {
  const own = ownTypeIn(name, module);
  if (own !== '') return own;
  for (const statement of module.program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const specifier = (statement['specifiers'] as AnyNode[]).find(({ local }) => isNode(local) && local['name'] === name);
    const imported = specifier?.['imported'];
    if (!isNode(imported)) continue;
    const original = String(imported['name']);
    const home = importedModule(evaluator.graph, String((statement['source'] as AnyNode)['value']), module);
    return home ? ownTypeIn(original, home) : original;
  }
  return '';
}

function ownTypeIn(name: string, module: Module): string {
  const declared = module.program.body
    .map((statement) => (isNode(statement['declaration']) ? statement['declaration'] : statement))
    .find(({ type, id }) => type.startsWith('TS') && isNode(id) && id['name'] === name);
  return declared ? module.text.slice(declared.start, declared.end) : '';
}

/** The parameters of a function, or of a class's constructor, with the comment before it. */
export function signatureOf(called: AnyNode, module: Module): string | null {
  const own = isClass(called) ? constructorOf(called) : called;
  const body = own?.['body'];
  return own && isNode(body) ? commentBefore(own, module) + module.text.slice(own.start, body.start) : null;
}

function constructorOf(node: AnyNode): AnyNode | null {
  const value = classElements(node).find(({ kind }) => kind === 'constructor')?.['value'];
  return isNode(value) ? value : null;
}

/** Whether a function of JavaScript says in the comment before it that it returns contracts. */
export function saysItReturnsSpecs(fn: AnyNode, module: Module): boolean {
  return RETURNED.test(commentBefore(fn, module));
}

/** How far before a function its comment is looked for: `export const f = ` may stand between them. */
const COMMENT_LENGTH = 1_000;

const COMMENT = /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*(?:(?:export|default|const|let|var|async|static|public|[\w$]+\s*=)\s*)*$/;

function commentBefore(node: AnyNode, module: Module): string {
  return COMMENT.exec(module.text.slice(Math.max(0, node.start - COMMENT_LENGTH), node.start))?.[0] ?? '';
}
