import visitorKeys from 'oxc-parser/src-js/generated/visit/keys';
import { memoize } from '../source/memoize.ts';

/** Any node of the tree, for walks that do not care which. */
export interface AnyNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** The tree of a whole file. */
export interface ProgramNode extends AnyNode {
  readonly body: readonly AnyNode[];
}

const TYPE_KEYS = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'implements']);

/** The keys of the children of a kind of node, types apart, in source order. */
export const childKeys: (type: string) => readonly string[] = memoize((type: string) =>
  (visitorKeys[type] ?? []).filter((key) => !TYPE_KEYS.has(key)),
);

export function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The child nodes of a node, types apart, in source order. */
export function childNodes(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const key of childKeys(node.type)) {
    const child = node[key];
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) children.push(item);
    } else if (isNode(child)) children.push(child);
  }
  return children;
}

/** A function with a body of its own; methods and accessors hold one. */
export function isFunction({ type }: AnyNode): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration';
}

export function isClass({ type }: AnyNode): boolean {
  return type === 'ClassDeclaration' || type === 'ClassExpression';
}

/** The members of a class, its static blocks among them. */
export function classElements(node: AnyNode): readonly AnyNode[] {
  return (node['body'] as AnyNode)['body'] as AnyNode[];
}

/** Whether an element of a class is run when the class is made: a static field or block. */
export function isRunWithClass({ type, static: isStatic }: AnyNode): boolean {
  return type === 'StaticBlock' || (type === 'PropertyDefinition' && isStatic === true);
}

/** Whether a class or a member of one has decorators. */
export function isDecorated({ decorators }: AnyNode): boolean {
  return Array.isArray(decorators) && decorators.length > 0;
}

/** The names that a pattern binds. */
export function patternIdentifiers(pattern: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  const pending = [pattern];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Identifier') found.push(node);
    else if (node.type === 'AssignmentPattern') pending.push(node['left'] as AnyNode);
    else if (node.type === 'RestElement') pending.push(node['argument'] as AnyNode);
    else if (node.type === 'Property') pending.push(node['value'] as AnyNode);
    else if (node.type === 'TSParameterProperty') pending.push(node['parameter'] as AnyNode);
    else if (node.type === 'ObjectPattern') pending.push(...(node['properties'] as AnyNode[]));
    else if (node.type === 'ArrayPattern') pending.push(...(node['elements'] as (AnyNode | null)[]).filter((element) => element !== null));
  }
  return found;
}

/** The name of a member, of a private one with its sign: `#name`; undefined when it is computed by what is not a literal. */
export function memberName(node: AnyNode): string | undefined {
  const key = (node['property'] ?? node['key']) as AnyNode;
  const { type, name, value } = key;
  if (type === 'Literal') return String(value);
  if (type === 'PrivateIdentifier') return `#${String(name)}`;
  if (!node['computed']) return type === 'Identifier' ? (name as string) : undefined;
  const { type: written, value: text, quasis } = unwrap(key);
  if (written === 'Literal') return String(text);
  const [only, another] = written === 'TemplateLiteral' ? (quasis as AnyNode[]) : [];
  return only && !another ? ((only['value'] as { readonly cooked?: string | null }).cooked ?? undefined) : undefined;
}

/** `object.name`, without the types around the object; null for what is no member, or is asked for by a computed name. */
export function namedMember(node: AnyNode): { readonly object: AnyNode; readonly name: string } | null {
  if (node.type !== 'MemberExpression' || node['computed']) return null;
  return { object: withoutTypes(node['object'] as AnyNode), name: String((node['property'] as AnyNode)['name']) };
}

/** The name by which something is exported or imported, which may be written as a string. */
export function specifierName({ type, name, value }: AnyNode): string {
  return String(type === 'Literal' ? value : name);
}

/** What a chain of members and calls begins with: `a` of `a.b(c).d`. */
export function rootOfChain(node: AnyNode): AnyNode {
  let root = unwrap(node);
  while (root.type === 'CallExpression' || root.type === 'MemberExpression') root = unwrap((root['callee'] ?? root['object']) as AnyNode);
  return root;
}

/** Whether one part of a module's text lies in another one. */
export function isWithin(inner: Pick<AnyNode, 'start' | 'end'>, outer: Pick<AnyNode, 'start' | 'end'>): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export const LOOPS: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** Statements behind which the rest of their block is not run. */
export const LEAVING: ReadonlySet<string> = new Set(['BreakStatement', 'ContinueStatement', 'ReturnStatement', 'ThrowStatement']);

/** The static fields of a class; none of what is no class. */
export function staticFields(node: AnyNode): readonly AnyNode[] {
  if (!isClass(node)) return [];
  return classElements(node).filter((element) => element.type === 'PropertyDefinition' && element['static'] === true);
}

/** Their names, as far as they are written. */
export function staticFieldNames(node: AnyNode): readonly string[] {
  return staticFields(node).flatMap((field) => memberName(field) ?? []);
}

/** A parameter without the words that make it a field of its class as well: `x = 1` of `private x = 1`. */
export function plainParameter(parameter: AnyNode): AnyNode {
  return parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter;
}

/** What a parameter binds, without a default and the words that make it a field. */
export function parameterPattern(parameter: AnyNode): AnyNode {
  const plain = plainParameter(parameter);
  return plain.type === 'AssignmentPattern' ? (plain['left'] as AnyNode) : plain;
}

/** The identifier at the root of `a`, `a.b.c`, `a!.b`, `(a as T).b`; null where it is something else. */
export function rootIdentifier(node: AnyNode): AnyNode | null {
  let current = node;
  for (;;) {
    if (current.type === 'Identifier') return current;
    if (current.type === 'MemberExpression') current = current['object'] as AnyNode;
    else if (isWrapper(current)) current = current['expression'] as AnyNode;
    else return null;
  }
}

/** What only says a type of the expression in it. */
export const TYPED_FORMS: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

/** Whether an expression gives what the one inside it gives: words for types alone, and the end of a chain. */
export function isWrapper({ type }: AnyNode): boolean {
  return type === 'ChainExpression' || TYPED_FORMS.has(type);
}

/** `[…] as const`, `<const>{…}`: by its type no code writes to it. */
export function isConstant({ type, typeAnnotation }: AnyNode): boolean {
  if (type !== 'TSAsExpression' && type !== 'TSTypeAssertion') return false;
  return isNode(typeAnnotation) && (typeAnnotation['typeName'] as AnyNode | undefined)?.['name'] === 'const';
}

export function unwrap(node: AnyNode): AnyNode {
  let current = node;
  while (isWrapper(current)) current = current['expression'] as AnyNode;
  return current;
}

/** The expression that an argument or an item gives, or gives the elements of. */
export function withoutSpread(node: AnyNode): AnyNode {
  return unwrap(node.type === 'SpreadElement' ? (node['argument'] as AnyNode) : node);
}

/** The expression without the types that are written around it. */
export function withoutTypes(node: AnyNode): AnyNode {
  let inner = node;
  while (TYPED_FORMS.has(inner.type)) inner = inner['expression'] as AnyNode;
  return inner;
}
