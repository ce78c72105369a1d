import { lookup } from './lookup.ts';
import { isNode, memberName, rootIdentifier, unwrap, type AnyNode } from './nodes.ts';
import type { Analysis, Declaration, Scope, Use } from './scope.ts';

/** What an assignment to `exports.x` gives out, and what may change it by that name. */
export interface AssignedExport {
  readonly kind: 'expression';
  readonly node: AnyNode;
  readonly uses: Use[];
}

/** What the assignments at the top of a CommonJS module make it give out. */
export interface CommonJsExports {
  /** `module.exports = x` and `export = x`: what `require` or a default import gives. */
  readonly commonJs: AnyNode | null;
  /** Members of `exports` that are assigned more than once: what the module itself reads of them depends on when. */
  readonly reassignedExports: ReadonlySet<string>;
  /** Whether it assigns to `exports` or `module.exports` at all. */
  readonly isCommonJs: boolean;
  /** Whether it changes `exports` or `module.exports` in a way that is not read: on a condition, in a function, by `Object.assign`. */
  readonly changesExports: boolean;
}

export interface CommonJsReader {
  /**
   * An expression at the top of the module that may be an assignment, or a chain of them: `exports.a = exports.b = x`.
   * @param names what is bound to its value
   */
  assign(expression: AnyNode, names: readonly Declaration[]): void;
  /** `export = x` */
  assignWhole(value: AnyNode): void;
  finish(analysis: Analysis): CommonJsExports;
}

/** @param exports is given what is assigned */
export function readCommonJs(exports: Map<string, unknown>): CommonJsReader {
  const assigned = new Map<string, AssignedExport>();
  const reassigned = new Set<string>();
  const understood = new Set<number>();
  let whole: AnyNode | null = null;
  let isCommonJs = false;
  /** Whether `exports` is still what the module gives. */
  let isLinked = true;
  let writesToThis = false;

  return {
    assign(expression, names) {
      const targets: AnyNode[] = [];
      let value = unwrap(expression);
      for (; value.type === 'AssignmentExpression' && value['operator'] === '='; value = unwrap(value['right'] as AnyNode))
        targets.push(value['left'] as AnyNode);
      const relinks = targets.find((target) => target.type === 'Identifier' && target['name'] === 'exports');
      for (const target of targets) {
        writesToThis ||= isMemberOfThis(target);
        const name = commonJsTarget(target);
        if (name === null) continue;
        isCommonJs = true;
        understood.add(target.start);
        if (name === '') {
          // What `exports` had before is lost.
          exports.clear();
          assigned.clear();
          whole = value;
          isLinked = relinks !== undefined;
          if (relinks) understood.add(relinks.start);
        } else if (isLinked || !isBareExports(target)) {
          if (exports.has(name) && !isNothing(assigned.get(name)?.node)) reassigned.add(name);
          const entry: AssignedExport = { kind: 'expression', node: value, uses: aliasesOf(value, names) };
          assigned.set(name, entry);
          exports.set(name, entry);
        }
      }
    },
    assignWhole(value) {
      whole = value;
      isCommonJs = true;
    },
    finish({ commonJsUses }) {
      // At the top of a CommonJS module `this` is what it gives; ES modules have none.
      let changesExports = writesToThis;
      for (const use of commonJsUses) {
        if (understood.has(use.at) || isModuleMark(use.call)) continue;
        const entry = use.member === null ? undefined : assigned.get(use.member);
        if (entry) entry.uses.push(use);
        else changesExports = true;
      }
      return { commonJs: whole, reassignedExports: reassigned, isCommonJs: isCommonJs || changesExports, changesExports };
    },
  };
}

/** Names by which what is exported may be changed as well: `const api = (exports.api = {…})`. */
function aliasesOf(value: AnyNode, aliases: readonly Declaration[]): Use[] {
  return aliases.map(({ scope }) => ({ kind: 'alias', at: value.start, scope, block: scope, call: null, aliases }));
}

/**
 * The member of `exports` that a use of it may change: of a write the one whose member is written to.
 * Null where `exports` itself may be changed.
 */
export function changedExport(target: AnyNode, kind: Use['kind']): string | null {
  let isInside = kind !== 'member';
  for (let node = unwrap(target); node.type === 'MemberExpression'; node = unwrap(node['object'] as AnyNode), isInside = true) {
    const name = commonJsTarget(node);
    if (name !== null && name !== '') return isInside ? name : null;
  }
  return null;
}

/** The name that `exports.x`, `module.exports.x` assigns; the empty string for `module.exports`; null for anything else. */
function commonJsTarget(target: AnyNode): string | null {
  const node = unwrap(target);
  if (node.type !== 'MemberExpression') return null;
  const object = node['object'] as AnyNode;
  const name = memberName(node);
  if (name === undefined) return null;
  if (object.type === 'Identifier' && object['name'] === 'module') return name === 'exports' ? '' : null;
  if (object.type === 'Identifier' && object['name'] === 'exports') return name;
  return commonJsTarget(object) === '' ? name : null;
}

function isMemberOfThis(target: AnyNode): boolean {
  const node = unwrap(target);
  return node.type === 'MemberExpression' && unwrap(node['object'] as AnyNode).type === 'ThisExpression';
}

/** `exports.x`, which `module.exports = …` has cut off from what the module gives. */
function isBareExports(target: AnyNode): boolean {
  return rootIdentifier(target)?.['name'] === 'exports';
}

/** `exports.x = void 0`, which compilers write above what gives it a value. */
function isNothing(value: AnyNode | undefined): boolean {
  return value?.type === 'UnaryExpression' && value['operator'] === 'void';
}

/** `Object.defineProperty(exports, '__esModule', …)`, as compilers write it. */
function isModuleMark(call: AnyNode | null): boolean {
  const [, name] = (call?.['arguments'] ?? []) as AnyNode[];
  return name?.type === 'Literal' && name['value'] === '__esModule';
}

/** What is asked for by a call of `require` as CommonJS has it, with a text; null for anything else. */
export function requiredBy(node: AnyNode, scope: Scope): string | null {
  const [first] = (node['arguments'] ?? []) as AnyNode[];
  return first?.type === 'Literal' && typeof first['value'] === 'string' && isRequire(node, scope) ? first['value'] : null;
}

export function isRequire(node: AnyNode, scope: Scope): boolean {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return false;
  const callee = unwrap(node['callee']);
  if (callee.type !== 'Identifier') return isMadeRequire(callee, scope);
  const declaration = lookup(scope, callee['name'] as string);
  if (!declaration) return callee['name'] === 'require';
  const { node: declarator, scope: home } = declaration;
  const { id, init } = declarator;
  if (!isNeverAssigned(declaration) || !isNode(id) || id.type !== 'Identifier' || !isNode(init)) return false;
  const given = unwrap(init);
  return isMadeRequire(given, home) || (given.type === 'Identifier' && given['name'] === 'require' && !lookup(home, 'require'));
}

function isNeverAssigned({ kind, uses }: Declaration): boolean {
  return kind === 'const' || ((kind === 'let' || kind === 'var') && uses.every((use) => use.kind !== 'assign'));
}

/** `createRequire(import.meta.url)`, as Node's `module` has it: what it gives asks for modules as seen from this one. */
function isMadeRequire(node: AnyNode, scope: Scope): boolean {
  const [place] = (node['arguments'] ?? []) as AnyNode[];
  if (node.type !== 'CallExpression' || !place || !isOwnPlace(place)) return false;
  const callee = unwrap(node['callee'] as AnyNode);
  if (callee.type === 'MemberExpression') return (callee['property'] as AnyNode)['name'] === 'createRequire';
  const declared = callee.type === 'Identifier' ? lookup(scope, callee['name'] as string)?.node : undefined;
  return declared?.type === 'ImportSpecifier' && (declared['imported'] as AnyNode)['name'] === 'createRequire';
}

function isOwnPlace(node: AnyNode): boolean {
  if (node.type === 'Identifier') return node['name'] === '__filename';
  const { object, property } = node;
  return isNode(object) && object.type === 'MetaProperty' && isNode(property) && /^(?:url|filename)$/.test(String(property['name']));
}

/** `require('./x');` and `require('./x')(app);`: a module that is asked for to do something. */
export function requiredForEffect(expression: AnyNode, scope: Scope): string | null {
  let node = unwrap(expression);
  while (node.type === 'CallExpression' || node.type === 'MemberExpression') {
    const specifier = requiredBy(node, scope);
    if (specifier !== null) return specifier;
    node = unwrap((node['callee'] ?? node['object']) as AnyNode);
  }
  return null;
}
