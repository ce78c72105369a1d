import type { AnyNode } from './nodes.ts';
import type { TypeReference } from './typed-objects.ts';

export type DeclarationKind = 'const' | 'let' | 'var' | 'function' | 'class' | 'parameter' | 'import' | 'enum' | 'namespace' | 'catch';

export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
  readonly scope: Scope;
  /** The declarator, function, class, enum, namespace or import specifier; of a parameter its function. */
  readonly node: AnyNode;
  /** The identifier that binds the name. */
  readonly identifier: AnyNode;
  /** Of a name in the head of a `for` loop: its value changes. */
  readonly inLoopHead: boolean;
  /** Everything that may change the binding or what it holds, in order of position. */
  readonly uses: Use[];
  /** Further declarations of the name that add to it: of an enum, a namespace, a function or class with a namespace. */
  readonly parts: AnyNode[];
}

/** A use of a name that may change what it holds. */
export interface Use {
  /**
   * `assign`: the name is given another value; `member`: a member of it is written or deleted; `method`: a method that changes its receiver is called;
   * `argument`: it is passed to a call; `alias`: another name is bound to it, or to a member of it.
   */
  readonly kind: 'assign' | 'member' | 'method' | 'argument' | 'alias';
  readonly at: number;
  /** The innermost function or module scope where it stands: code in a function may run at any time. */
  readonly scope: Scope;
  /** The innermost scope of any kind: where the names around it are looked up. */
  readonly block: Scope;
  /** The call, of an argument and a method; the declarator's names, of an alias. */
  readonly call: AnyNode | null;
  readonly aliases: readonly Declaration[];
}

/** A use of `exports` or `module`, of a CommonJS module. */
export interface ExportsUse extends Use {
  /** The member of `exports` that alone it may change; null where that is `exports` itself. */
  readonly member: string | null;
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'block' | 'class' | 'namespace';
  readonly parent: Scope | null;
  readonly node: AnyNode;
  readonly declarations: Map<string, Declaration>;
  /** The scope that `var` belongs to. */
  readonly owner: Scope;
}

export interface ScopedNode {
  readonly node: AnyNode;
  readonly scope: Scope;
}

/** An object literal whose type is written beside it: `const E: EventSpec<P> = {…}`, `{…} satisfies OperationSpec<…>`. */
export interface TypedLiteral extends ScopedNode {
  readonly type: TypeReference;
}

export interface Analysis {
  readonly root: Scope;
  /** Scopes by the node that opens them. */
  readonly scopes: ReadonlyMap<AnyNode, Scope>;
  readonly calls: readonly ScopedNode[];
  /** What runs code without a call, as the call that it comes to: tags of templates, and assignments to members, which may have setters. */
  readonly impliedCalls: readonly ScopedNode[];
  readonly typedLiterals: readonly TypedLiteral[];
  /** What is said to be `as const`: by its type nothing writes to it, nor to what lies in it. */
  readonly constants: readonly AnyNode[];
  /** Object literals with the members of a contract. */
  readonly contractForms: readonly ScopedNode[];
  /** Whether it writes to members of anything, or calls methods that change their receivers. */
  readonly hasChanges: boolean;
  /** Uses of `exports` and `module` that may change what a CommonJS module gives. */
  readonly commonJsUses: readonly ExportsUse[];
}
