import { parseModule, type Module } from '../../modules/module.ts';
import { isNode, type AnyNode } from '../../modules/nodes.ts';
import type { Scope, TypedLiteral } from '../../modules/scope.ts';
import { nodesAround } from '../../modules/traverse.ts';
import { typedObjects, typeReference, type TypeReference } from '../../modules/typed-objects.ts';
import { memoizeWeakly } from '../../source/memoize.ts';

const JAVASCRIPT = /\.[cm]?jsx?$/;
const DOC_COMMENT = /\/\*\*[^]*?\*\/\s*/g;
const TYPE_TAG = /@(?:type|satisfies)\s*\{/;
const TYPEDEF = /@typedef\s*\{/;
const IMPORT_TAG = /@import\s*\{([^}]*)\}\s*from\s*['"]([^'"\n]+)['"]/;

/** Literals in a file of JavaScript with a type in the comment before them, by `@type` or `@satisfies`. */
export function jsDocLiterals(module: Module): readonly TypedLiteral[] {
  if (!JAVASCRIPT.test(module.file) || !module.text.includes('/**')) return [];
  const comments = [...module.text.matchAll(DOC_COMMENT)].map((match) => ({ text: match[0], end: match.index + match[0].length }));
  const names = jsDocTypes(module);
  return comments.flatMap(({ text, end }) => {
    const { type } = typeAfter(TYPE_TAG, text);
    const annotation = type === null ? null : annotationOf(type);
    const typed = annotation && valueAt(module, end);
    if (!typed) return [];
    const objects = typedObjects(annotation, typed.node);
    return objects.map(({ type: written, node }) => ({ node, scope: typed.scope, type: meant(written, names) }));
  });
}

/** The types that comments of a file of JavaScript declare, by their names. */
export function jsDocTypes(module: Module): ReadonlyMap<string, TypeReference> {
  return JAVASCRIPT.test(module.file) ? typesOf(module) : NO_TYPES;
}

const NO_TYPES: ReadonlyMap<string, TypeReference> = new Map();
/** Asked for each call of a module. */
const typesOf = memoizeWeakly(({ text }: Module): ReadonlyMap<string, TypeReference> => {
  const comments = /@(?:typedef|import)\b/.test(text) ? [...text.matchAll(DOC_COMMENT)] : [];
  return new Map(comments.flatMap(([comment]) => namesOf(comment)));
});

/** A name that a comment declares stands for what it says there. */
function meant(type: TypeReference, names: ReadonlyMap<string, TypeReference>): TypeReference {
  return (type.source === null && names.get(type.name)) || type;
}

/** The names of types that a comment declares: `@typedef {import(…).EventSpec} Event`, `@import { EventSpec } from 'm'`. */
function namesOf(comment: string): readonly (readonly [string, TypeReference])[] {
  const { type, after } = typeAfter(TYPEDEF, comment);
  const reference = type === null ? null : typeReference(annotationOf(type));
  const defined = /^\s*([\w$]+)/.exec(after)?.[1];
  if (reference && defined) return [[defined, reference]];
  const [, list = '', source = ''] = IMPORT_TAG.exec(comment) ?? [];
  return list.split(',').flatMap((part) => {
    const [, name, local = name] = /^[\s*]*([\w$]+)(?:\s+as\s+([\w$]+))?/.exec(part) ?? [];
    return name && local ? [[local, { name, source }] as const] : [];
  });
}

/** What stands between the braces of a tag, and what comes after them. */
function typeAfter(tag: RegExp, comment: string): { readonly type: string | null; readonly after: string } {
  const found = tag.exec(comment);
  if (!found) return { type: null, after: '' };
  const start = found.index + found[0].length;
  let depth = 1;
  for (let at = start; at < comment.length; at++) {
    if (comment[at] === '{') depth++;
    else if (comment[at] === '}') depth--;
    if (depth === 0) return { type: comment.slice(start, at), after: comment.slice(at + 1) };
  }
  return { type: null, after: '' };
}

/** The tree of a type, or null for what only JSDoc knows. */
function annotationOf(type: string): AnyNode | null {
  try {
    const [statement] = parseModule('type.ts', `let x: ${type.replace(/^\s*\*/gm, '')};`).program.body;
    const [declarator] = (statement?.['declarations'] ?? []) as AnyNode[];
    const annotation = (declarator?.['id'] as AnyNode | undefined)?.['typeAnnotation'];
    return isNode(annotation) ? annotation : null;
  } catch {
    return null;
  }
}

/** The value of what begins after a comment: of a declaration, a field, an assignment, what is exported, what stands in parentheses. */
function valueAt(module: Module, at: number): { readonly node: AnyNode; readonly scope: Scope } | null {
  const inner = /^(?:\(\s*)+/.exec(module.text.slice(at, at + 100))?.[0].length ?? 0;
  const start = at + inner;
  let scope = module.analysis.root;
  for (const node of nodesAround(module.program, { start, end: start + 1 })) {
    if (node.type !== 'Program' && node.start === start) {
      const value = inner > 0 ? node : valueOf(node);
      return value && { node: value, scope };
    }
    scope = module.analysis.scopes.get(node) ?? scope;
  }
  return null;
}

function valueOf(node: AnyNode): AnyNode | null {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return isNode(node['declaration']) ? valueOf(node['declaration']) : null;
    case 'VariableDeclaration': {
      const init = (node['declarations'] as AnyNode[])[0]?.['init'];
      return isNode(init) ? init : null;
    }
    case 'ExpressionStatement': {
      const expression = node['expression'] as AnyNode;
      return expression.type === 'AssignmentExpression' ? (expression['right'] as AnyNode) : null;
    }
    case 'ExportDefaultDeclaration':
      return node['declaration'] as AnyNode;
    case 'PropertyDefinition':
    case 'Property':
      return isNode(node['value']) ? node['value'] : null;
    default:
      return null;
  }
}
