import type { Module } from '../modules/module.ts';
import { importOf } from '../modules/graph.ts';
import { isNode, lookup, unwrap, type AnyNode, type Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { closureOf, type Environment } from '../values/environment.ts';
import type { Evaluator } from '../values/evaluate.ts';
import { unknown, type Definition, type StaticValue } from '../values/value.ts';
import type { ContractKind } from './contract.ts';
import { enclosingFunction, type DefineSite } from './find.ts';
import type { Found } from './read.ts';

/** Factories that call factories that call factories; beyond it a contract is left unread, and said to be. */
const MAX_LEVELS = 8;

/** A call inside a function whose contract depends on the function's parameters: the function is a factory. */
interface Pending {
  readonly kind: ContractKind;
  readonly module: Module;
  /** The define call, or the call of another factory, inside the function. */
  readonly node: AnyNode;
  readonly scope: Scope;
  readonly spec: StaticValue;
  /** The define call at the bottom. */
  readonly definedAt: Span;
  readonly level: number;
}

export interface Factories {
  /** Takes a define call: a contract as it stands, or one of a factory, which waits for `followCalls`. */
  examine(site: DefineSite, module: Module): void;
  /** Takes a call of a function from another file, which may be a factory. */
  examineCall(node: AnyNode, scope: Scope, module: Module): void;
  /** Finds the calls of all factories; one contract for each. A factory that nobody calls is a contract that cannot be read. */
  followCalls(): void;
  /** Where factories stand. */
  readonly files: ReadonlySet<string>;
}

/**
 * @param withWords the files to look for calls in, by the names of the factories
 * @param knowsAllCalls false where those are not all files there are: then an exported factory may be called elsewhere
 */
export function createFactories(
  evaluator: Evaluator,
  withWords: (words: ReadonlySet<string>) => readonly string[],
  load: (file: string) => Module | null,
  add: (found: Found) => void,
  knowsAllCalls = true,
): Factories {
  const pending: Pending[] = [];
  const files = new Set<string>();

  function examine(site: DefineSite, module: Module): void {
    const environment = evaluator.environmentOf(module, site.scope);
    const span: Span = { file: module.file, start: site.node.start, end: site.node.end };
    const spec = site.argument ? evaluator.evaluate(site.argument, environment) : specOfCall(site, span, environment);
    const inFunction = enclosingFunction(site.scope);
    if (inFunction && dependsOnParameters(spec)) {
      // A literal typed as a spec, made of what it is given: code that handles contracts, none itself.
      if (site.node.type !== 'CallExpression') return;
      pending.push({ kind: site.kind, module, node: site.node, scope: site.scope, spec, definedAt: span, level: 0 });
      files.add(module.file);
      return;
    }
    // What notes the definition also ties an event's `meta` to its payload.
    if (site.node.type === 'CallExpression') evaluator.evaluate(site.node, environment);
    add({ kind: site.kind, module, node: site.node, definedAt: null, spec });
  }

  /** Of `define(...args)`. */
  function specOfCall(site: DefineSite, span: Span, environment: Environment): StaticValue {
    const { definitions } = evaluator.trace(() => evaluator.evaluate(site.node, environment));
    const own = definitions.find((definition) => isSameSpan(definition.span, span));
    return own && (site.node['arguments'] as AnyNode[]).length > 0 ? own.spec : unknown('not-static', span, 'no argument');
  }

  function followCalls(): void {
    for (let round = pending.splice(0); round.length > 0; round = pending.splice(0)) {
      const names = new Set(round.flatMap((one) => factoryNames(one)));
      const callers = withWords(names);
      for (const one of round) if (!followOne(one, callers) && (knowsAllCalls || !isExported(one))) addUnread(one);
    }
  }

  /** Whether any call of the factory was found. */
  function followOne(one: Pending, callers: readonly string[]): boolean {
    const factory = enclosingFunction(one.scope);
    if (!factory || one.level >= MAX_LEVELS) return false;
    const callback = callAround(one.module, factory.node);
    if (callback) return followCall(one, one.module, callback.node, callback.scope, true);
    const names = new Set(factoryNames(one));
    let followed = false;
    for (const file of new Set([one.module.file, ...callers])) {
      const module = load(file);
      if (!module) continue;
      for (const { node, scope } of module.analysis.calls) {
        if (!calls(node, scope, module, names, factory.node)) continue;
        if (followCall(one, module, node, scope, false)) followed = true;
      }
    }
    return followed;
  }

  /** Evaluates a call of a factory, and takes the contracts that it defines. */
  function followCall(one: Pending, module: Module, node: AnyNode, scope: Scope, isCallback: boolean): boolean {
    const { value, definitions } = evaluator.trace(() => evaluator.evaluate(node, evaluator.environmentOf(module, scope)));
    const own = definitions.filter((definition) => isSameSpan(definition.span, one.definedAt));
    if (own.length === 0) return false;
    const spec = own.length === 1 && own[0] ? resultOf(own[0], value) : null;
    for (const definition of own) {
      const read = spec ?? definition.spec;
      if (enclosingFunction(scope) && dependsOnParameters(read)) {
        pending.push({ ...one, module, node, scope, spec: read, level: one.level + 1 });
      } else if (isCallback) add({ kind: one.kind, module: one.module, node: one.node, definedAt: null, spec: definition.spec });
      else add({ kind: one.kind, module, node, definedAt: one.definedAt, spec: read });
    }
    return true;
  }

  function addUnread(one: Pending): void {
    const isDefine = one.definedAt.file === one.module.file && one.definedAt.start === one.node.start;
    add({ kind: one.kind, module: one.module, node: one.node, definedAt: isDefine ? null : one.definedAt, spec: one.spec });
  }

  /** Whether a call's callee, or one of its arguments, is the function. Asked only of names that it may have. */
  function calls(node: AnyNode, scope: Scope, module: Module, names: ReadonlySet<string>, factory: AnyNode): boolean {
    const candidates = [node['callee'] as AnyNode, ...(node['arguments'] as AnyNode[])].map(unwrap);
    return candidates.some((candidate) => {
      if (!mayBeNamed(candidate, scope, module, names)) return false;
      const value = evaluator.evaluate(candidate, evaluator.environmentOf(module, scope));
      return value.kind === 'function' && closureOf(value).node === factory;
    });
  }

  function examineCall(node: AnyNode, scope: Scope, module: Module): void {
    const environment = evaluator.environmentOf(module, scope);
    const callee = evaluator.evaluate(node['callee'] as AnyNode, environment);
    if (callee.kind !== 'function' || closureOf(callee).environment.module === module) return;
    const inArguments = (node['arguments'] as AnyNode[]).flatMap(
      (argument) =>
        evaluator.trace(() =>
          evaluator.evaluate(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument, environment),
        ).definitions,
    );
    const { value, definitions } = evaluator.trace(() => evaluator.evaluate(node, environment));
    const own = definitions.filter(
      (definition) => !inArguments.some((other) => isSameSpan(other.span, definition.span)) && isOfFactory(definition),
    );
    const spec = own.length === 1 && own[0] ? resultOf(own[0], value) : null;
    for (const definition of own) {
      const read = spec ?? definition.spec;
      if (enclosingFunction(scope) && dependsOnParameters(read)) {
        pending.push({ kind: definition.kind, module, node, scope, spec: read, definedAt: definition.span, level: 1 });
      } else add({ kind: definition.kind, module, node, definedAt: definition.span, spec: read });
    }
  }

  /** Whether a define call depends on the parameters of a function around it. */
  function isOfFactory({ span }: Definition): boolean {
    const module = load(span.file);
    const call = module?.analysis.calls.find(({ node }) => node.start === span.start && node.end === span.end);
    const [argument] = (call?.node['arguments'] ?? []) as AnyNode[];
    if (!module || !call || !argument || !enclosingFunction(call.scope)) return false;
    return dependsOnParameters(evaluator.evaluate(argument, evaluator.environmentOf(module, call.scope)));
  }

  return { examine, examineCall, followCalls, files };
}

/** Of a factory that changes what the define function gave, the change; else the argument of the define call. */
function resultOf(definition: Definition, value: StaticValue): StaticValue {
  if (value === definition.result || value.kind !== 'object' || value.open) return definition.spec;
  const isContract = value.properties.has('meta') && (value.properties.has('io') || value.properties.has('payload'));
  return isContract ? value : definition.spec;
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** Whether a value has a part that only a caller can tell. */
function dependsOnParameters(value: StaticValue): boolean {
  const seen = new Set<StaticValue>();
  const stack = [value];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'unknown' && next.reason === 'parameter') return true;
    if (next.kind === 'array') {
      if (next.rest) stack.push(next.rest);
      for (const item of next.items) stack.push(item.value);
    } else if (next.kind === 'object') {
      if (next.open) stack.push(next.open);
      for (const property of next.properties.values()) if (!property.getter) stack.push(property.value);
    }
  }
  return false;
}

/** The call that a function is an argument of: `keys.map((key) => defineCommand(…))`. */
function callAround(module: Module, factory: AnyNode): { readonly node: AnyNode; readonly scope: Scope } | null {
  for (const call of module.analysis.calls) {
    if ((call.node['arguments'] as AnyNode[]).some((argument) => unwrap(argument) === factory)) return call;
  }
  return null;
}

function isExported(one: Pending): boolean {
  const names = new Set(factoryNames(one));
  return [...one.module.exports].some(([name, entry]) => names.has(name) || (entry.kind === 'local' && names.has(entry.name)));
}

/** The names by which a factory may be called: its own, those it is exported under, and of a method its key. */
function factoryNames(one: Pending): readonly string[] {
  const factory = enclosingFunction(one.scope)?.node;
  if (!factory) return [];
  const names = new Set<string>();
  const id = factory['id'];
  if (isNode(id)) names.add(String(id['name']));
  const scopes = [...new Set(one.module.analysis.scopes.values())];
  for (const scope of scopes) {
    for (const declaration of scope.declarations.values()) {
      const init = declaration.node['init'];
      if (isNode(init) && init.start <= factory.start && factory.end <= init.end && scope !== one.scope) {
        if (unwrap(init) === factory || unwrap(init).type === 'ObjectExpression' || unwrap(init).type === 'CallExpression')
          names.add(declaration.name);
      }
      if (declaration.kind === 'class' && declaration.node.start <= factory.start && factory.end <= declaration.node.end)
        names.add(declaration.name);
    }
  }
  for (const [exported, entry] of one.module.exports) {
    if (entry.kind === 'local' && names.has(entry.name)) names.add(exported);
    if (entry.kind === 'expression' && entry.node.start <= factory.start && factory.end <= entry.node.end)
      names.add(exported === 'default' ? stemOf(one.module.file) : exported);
  }
  names.delete('default');
  return [...names];
}

function stemOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** Whether an expression may be one of the names, by another name of an import included. */
function mayBeNamed(node: AnyNode, scope: Scope, module: Module, names: ReadonlySet<string>): boolean {
  if (node.type === 'MemberExpression') {
    const root = rootName(node);
    return (
      root !== null &&
      (names.has(root) || names.has(String((node['property'] as AnyNode)['name'])) || importedAs(root, scope, module, names))
    );
  }
  if (node.type !== 'Identifier') return false;
  const name = node['name'] as string;
  if (names.has(name)) return true;
  const declaration = lookup(scope, name);
  if (declaration?.kind === 'import') return importedAs(name, scope, module, names);
  const init = declaration?.node['init'];
  return isNode(init) && (init.type === 'Identifier' || init.type === 'MemberExpression');
}

function importedAs(name: string, scope: Scope, module: Module, names: ReadonlySet<string>): boolean {
  if (lookup(scope, name)?.kind !== 'import') return false;
  const source = importOf(module, name);
  return source !== null && (source.name === null || source.name === 'default' || names.has(source.name));
}

function rootName(node: AnyNode): string | null {
  let current = node;
  while (current.type === 'MemberExpression') current = unwrap(current['object'] as AnyNode);
  return current.type === 'Identifier' ? (current['name'] as string) : null;
}
