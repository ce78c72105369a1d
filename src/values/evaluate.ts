import type { ModuleGraph } from '../modules/graph.ts';
import { importOf } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { ParseFailure } from '../modules/module.ts';
import { splitSpecifier } from '../modules/resolve.ts';
import { childNodes, isNode, unwrap, type AnyNode, type Declaration, type Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { SourceError } from '../source/tree.ts';
import { arrayMember } from './builtins/arrays.ts';
import { globalValue } from './builtins/globals.ts';
import { iterated } from './builtins/sets.ts';
import { stringMember } from './builtins/strings.ts';
import { callFunction } from './call.ts';
import { createChanges } from './changed.ts';
import { destructure } from './destructure.ts';
import { describe, describeCallee } from './describe.ts';
import { createDigests } from './digest.ts';
import { closureOf, createStaticEnvironments, openEnvironment, type Closure, type Environment } from './environment.ts';
import { handedOver, NOTHING_HANDED_OVER, type HandedOver } from './handed-over.ts';
import { isMutated } from './mutation.ts';
import { MAX_TEXT, binary, propertyKey, truth, unary } from './operators.ts';
import { plainValue } from './plain-value.ts';
import { inRunTimeOrder } from './property-order.ts';
import { MAX_SIZE, sizeOf } from './size.ts';
import {
  literal,
  unknown,
  type Definition,
  type EvaluatorPort,
  type FunctionValue,
  type LiteralValue,
  type NativeCall,
  type ObjectValue,
  type Property,
  type Slot,
  type StaticValue,
  type UnknownValue,
} from './value.ts';

/** Libraries that are known without reading their code. */
export interface Libraries {
  /**
   * What `name` of a package means, wherever the package's code is: functions and schema types whose meaning the reader knows.
   * Undefined when it is not one of the known libraries, or not a known export of it.
   */
  exported(packageName: string, subpath: string, name: string): StaticValue | undefined;
  /** The same for what is read from the package's code where that is part of the repository; `*` asks for the namespace. */
  published(packageName: string, subpath: string, name: string): StaticValue | undefined;
  /**
   * The subpath that means the same as `subpath` in the version that a file gets: a library's next version may have the last one as a part.
   * @param range the range of versions that the file's package asks for; null where it names none
   */
  ofVersion(packageName: string, subpath: string, range: () => string | null): string;
  /** Whether the package is one of the known libraries, so that what is not known of it is not looked up as plain code either. */
  isKnown(packageName: string): boolean;
}

export interface Evaluator extends EvaluatorPort {
  readonly graph: ModuleGraph;
  /** The value of an expression. Never throws for what the code says; `unknown` where it cannot be told. */
  evaluate(node: AnyNode, environment: Environment): StaticValue;
  /** Calls with slots, as written in a call. */
  invoke(callee: StaticValue, call: Omit<NativeCall, 'evaluator'>): StaticValue;
  /** The environment of a scope that no followed call has entered. */
  environmentOf(module: Module, scope: Scope): Environment;
  /** The value of a name, or undefined for a name that is nowhere declared. */
  valueOfName(name: string, environment: Environment, at: Span | null): StaticValue | undefined;
  /** What a module exports under a name. */
  exportedValue(file: string, name: string, at: Span): StaticValue;
  /** A value as it is when all modules have run: what is written to after it was read is unknown in it. */
  settled(value: StaticValue, from: Module): StaticValue;
  /** Whether contracts are looked for: then what is run for its effects is evaluated, too. */
  readonly isTracing: boolean;
  /** Runs `action` and gives the contracts that were defined meanwhile. */
  trace(action: () => StaticValue): Trace;
  /** Runs `action` and gives the traces of an expression, one for each time that it was evaluated meanwhile. */
  tracesOf(node: AnyNode, action: () => void): readonly Trace[];
}

/** What an expression gives, and the contracts that it defines. */
export interface Trace {
  readonly value: StaticValue;
  readonly definitions: readonly Definition[];
}

/** Nested evaluations, calls included; beyond it the value is `too-deep`. */
const MAX_DEPTH = 400;
/** Evaluations for one contract; beyond it what is left is `too-deep`. Functions that call each other twice grow exponentially. */
const MAX_STEPS = 400_000;

/** @param isRaw takes objects as they were created, without regard to what is written to them later */
export function createEvaluator(graph: ModuleGraph, libraries: Libraries, isRaw = false): Evaluator {
  const environmentOf = createStaticEnvironments();
  const sources = new WeakMap<UnknownValue, { node: AnyNode; environment: Environment }>();
  const digests = createDigests(graph, digestOfValue);
  const imported = new Map<string, StaticValue>();
  let depth = 0;
  let steps = 0;
  let definitions: Definition[] | null = null;
  let watched: { readonly node: AnyNode; readonly traces: Trace[] } | null = null;
  const handed = new Map<Module, HandedOver>();
  /** The modules whose calls are being followed. */
  let callers = new Set<Module>();
  let raw: Evaluator | undefined;
  const plain = (): Evaluator => (raw ??= createEvaluator(graph, libraries, true));
  const changes = createChanges(graph, plain);

  function spanOf(node: AnyNode, environment: Environment): Span {
    return { file: environment.module.file, start: node.start, end: node.end };
  }

  function unreadable(reason: UnknownValue['reason'], node: AnyNode, environment: Environment, detail: string): UnknownValue {
    const value = unknown(reason, spanOf(node, environment), detail);
    sources.set(value, { node, environment });
    return value;
  }

  function evaluate(node: AnyNode, environment: Environment): StaticValue {
    if (depth === 0) steps = 0;
    if (depth >= MAX_DEPTH || ++steps > MAX_STEPS) return unreadable('too-deep', node, environment, 'too deeply nested');
    depth++;
    try {
      if (watched?.node !== node) return evaluateNode(node, environment);
      const trace = traced(() => evaluateNode(node, environment));
      watched.traces.push(trace);
      return trace.value;
    } finally {
      depth--;
    }
  }

  function evaluateNode(node: AnyNode, environment: Environment): StaticValue {
    const span = spanOf(node, environment);
    switch (node.type) {
      case 'Literal':
        return evaluateLiteral(node, span);
      case 'TemplateLiteral':
        return evaluateTemplate(node, environment, span);
      case 'Identifier': {
        const name = node['name'] as string;
        return valueOfName(name, environment, span) ?? globalValue(name, span) ?? unreadable('not-static', node, environment, name);
      }
      case 'MemberExpression':
        return evaluateMember(node, environment, span);
      case 'CallExpression':
      case 'NewExpression':
        return evaluateCall(node, environment, span);
      case 'ObjectExpression':
        return bounded(evaluateObject(node, environment, span), span);
      case 'ArrayExpression':
        return bounded(evaluateArray(node, environment, span), span);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
      case 'ClassExpression':
      case 'ClassDeclaration':
        return functionValue(node, environment);
      case 'ConditionalExpression': {
        const test = truth(evaluate(node['test'] as AnyNode, environment));
        if (test === undefined) return unreadable('not-static', node, environment, 'a condition');
        return evaluate((test ? node['consequent'] : node['alternate']) as AnyNode, environment);
      }
      case 'LogicalExpression':
        return evaluateLogical(node, environment);
      case 'BinaryExpression':
        return evaluateBinary(node, environment, span);
      case 'UnaryExpression':
        return (
          unary(node['operator'] as string, evaluate(node['argument'] as AnyNode, environment), span) ??
          unreadable('not-static', node, environment, `operator ${String(node['operator'])}`)
        );
      case 'SequenceExpression': {
        const expressions = node['expressions'] as AnyNode[];
        const last = expressions[expressions.length - 1];
        return last ? evaluate(last, environment) : unreadable('not-static', node, environment, 'a sequence');
      }
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ParenthesizedExpression':
        return evaluate(node['expression'] as AnyNode, environment);
      case 'ChainExpression': {
        const value = evaluate(node['expression'] as AnyNode, environment);
        return value;
      }
      case 'AwaitExpression': {
        const argument = unwrap(node['argument'] as AnyNode);
        if (argument.type === 'ImportExpression') {
          const specifier = evaluate(argument['source'] as AnyNode, environment);
          if (specifier.kind === 'literal' && typeof specifier.value === 'string')
            return importedValue(specifier.value, null, environment, node);
        }
        const value = evaluate(argument, environment);
        return value.kind === 'literal' || value.kind === 'array' ? value : unreadable('not-static', node, environment, 'await');
      }
      case 'AssignmentExpression':
        if (definitions) evaluateEffect(node['right'] as AnyNode, environment);
        return unreadable('not-static', node, environment, describe(node));
      case 'ThisExpression':
        return classAround(node, environment) ?? unreadable('not-static', node, environment, 'this');
      case 'TaggedTemplateExpression':
        return evaluateTagged(node, environment, span);
      default:
        return unreadable('not-static', node, environment, describe(node));
    }
  }

  function evaluateLiteral(node: AnyNode, span: Span): LiteralValue {
    const regex = node['regex'];
    if (regex !== undefined && regex !== null) return literal(regex as { pattern: string; flags: string }, span);
    if (typeof node['bigint'] === 'string') return literal(BigInt(node['bigint']), span);
    const value = node['value'] as LiteralValue['value'];
    return typeof value === 'string' || typeof value === 'number' ? { kind: 'literal', value, span, written: true } : literal(value, span);
  }

  function evaluateTemplate(node: AnyNode, environment: Environment, span: Span): StaticValue {
    const quasis = node['quasis'] as { value: { cooked: string | null; raw: string } }[];
    const expressions = node['expressions'] as AnyNode[];
    let text = quasis[0]?.value.cooked ?? '';
    for (const [index, expression] of expressions.entries()) {
      const value = evaluate(expression, environment);
      const part = primitiveText(value);
      if (part === undefined)
        return value.kind === 'unknown' ? value : unreadable('not-static', expression, environment, 'a part of a template');
      text += part + (quasis[index + 1]?.value.cooked ?? '');
      if (text.length > MAX_TEXT) return unreadable('too-deep', node, environment, 'a text that is too long');
    }
    return expressions.length === 0 ? { kind: 'literal', value: text, span, written: true } : literal(text, span);
  }

  /** What `this` is in a static member of a class; undefined anywhere else. */
  function classAround(node: AnyNode, environment: Environment): StaticValue | undefined {
    let own: AnyNode | null = null;
    for (let current: Environment | null = environment; current; current = current.parent) {
      const { node: around, kind } = current.scope;
      if (kind === 'function' && current.scope.node === around && around.type !== 'ArrowFunctionExpression') {
        if (own) return undefined;
        own = around;
      }
      if (kind !== 'class') continue;
      const element = ((around['body'] as AnyNode)['body'] as AnyNode[]).find(({ start, end }) => start <= node.start && node.end <= end);
      const isOwn = own === null || element?.['value'] === own;
      if (element?.['static'] !== true || !isOwn) return undefined;
      // Of a method it is told by who calls it.
      return current.self ?? unreadable('parameter', node, environment, 'this');
    }
    return undefined;
  }

  /** A tag is a function of the texts and of what stands between them; of texts that are asked for as they are written, it is unknown. */
  function evaluateTagged(node: AnyNode, environment: Environment, span: Span): StaticValue {
    const tag = evaluate(node['tag'] as AnyNode, environment);
    if (tag.kind !== 'function') return unreadable('unknown-call', node, environment, 'a tagged template');
    const { quasis, expressions } = node['quasi'] as AnyNode as unknown as {
      readonly quasis: readonly { readonly value: { readonly cooked: string | null } }[];
      readonly expressions: readonly AnyNode[];
    };
    const texts = quasis.map(({ value }) => ({ value: literal(value.cooked ?? undefined, span), span }));
    const args = expressions.map((expression) => ({ value: evaluate(expression, environment), span: spanOf(expression, environment) }));
    const strings: StaticValue = { kind: 'array', items: texts, rest: null, span };
    return invoke(tag, { args: [{ value: strings, span }, ...args], restUnknown: null, isNew: false, span });
  }

  /** @param isCalled whether it is what a call calls: then a static method has its class as `this` */
  function evaluateMember(node: AnyNode, environment: Environment, span: Span, isCalled = false): StaticValue {
    const object = evaluate(node['object'] as AnyNode, environment);
    const nullish = object.kind === 'literal' && (object.value === null || object.value === undefined);
    if (nullish && (node['optional'] || isInOptionalChain(node['object'] as AnyNode))) return literal(undefined, span);
    if (object.kind === 'unknown') {
      // Unknown for the same cause, but another member is another value.
      const copy = { ...object };
      sources.set(copy, { node, environment });
      return copy;
    }
    const property = node['property'] as AnyNode;
    if (property.type === 'PrivateIdentifier') return unreadable('not-static', node, environment, 'a private member');
    let name = property['name'] as string;
    if (node['computed']) {
      const key = propertyKey(evaluate(property, environment));
      if (key === undefined) return unreadable('dynamic-key', node, environment, 'a computed member');
      name = key;
    }
    return object.kind === 'function' ? functionMember(object, name, span, isCalled ? object : null) : member(object, name, span);
  }

  function isInOptionalChain(node: AnyNode): boolean {
    for (let current: AnyNode | undefined = node; current;) {
      if (current['optional']) return true;
      if (current.type === 'MemberExpression') current = current['object'] as AnyNode;
      else if (current.type === 'CallExpression') current = current['callee'] as AnyNode;
      else return false;
    }
    return false;
  }

  function evaluateCall(node: AnyNode, environment: Environment, span: Span): StaticValue {
    const calleeNode = unwrap(node['callee'] as AnyNode);
    const required = requiredModule(node, calleeNode, environment);
    if (required) return required;
    const args: Slot[] = [];
    let restUnknown: UnknownValue | null = null;
    const callee =
      calleeNode.type === 'MemberExpression'
        ? evaluateMember(calleeNode, environment, spanOf(calleeNode, environment), true)
        : evaluate(calleeNode, environment);
    if (callee.kind === 'literal' && callee.value === undefined && (node['optional'] || isInOptionalChain(node['callee'] as AnyNode)))
      return literal(undefined, span);
    if (callee.kind === 'unknown') {
      if (definitions) for (const argument of node['arguments'] as AnyNode[]) evaluateEffect(argument, environment);
      // An unknown function: say what is called, not why it is unknown, unless the cause lies deeper than its name.
      if (callee.reason !== 'not-static' && callee.reason !== 'unresolved-import' && callee.reason !== 'parameter') return callee;
      return unreadable(callee.reason === 'parameter' ? 'parameter' : 'unknown-call', node, environment, describeCallee(calleeNode));
    }
    for (const argument of node['arguments'] as AnyNode[]) {
      if (argument.type === 'SpreadElement') {
        const spread = iterated(evaluate(argument['argument'] as AnyNode, environment));
        if (spread.kind === 'array') {
          for (const item of spread.items) args.push({ value: item.value, span: spanOf(argument, environment) });
          restUnknown ??= spread.rest;
        } else
          restUnknown ??= spread.kind === 'unknown' ? spread : unreadable('unknown-spread', argument, environment, 'a spread argument');
      } else args.push({ value: evaluate(argument, environment), span: spanOf(argument, environment) });
    }
    const result = invoke(callee, { args, restUnknown, isNew: node.type === 'NewExpression', span });
    if (result.kind === 'unknown' && !sources.has(result)) sources.set(result, { node, environment });
    return result;
  }

  /** For the contracts that it defines. */
  function evaluateEffect(node: AnyNode, environment: Environment): void {
    evaluate(node.type === 'SpreadElement' ? (node['argument'] as AnyNode) : node, environment);
  }

  /** `require('./x')`, where `require` is Node's. */
  function requiredModule(node: AnyNode, callee: AnyNode, environment: Environment): StaticValue | undefined {
    if (callee.type !== 'Identifier' || callee['name'] !== 'require' || valueOfName('require', environment, null)) return undefined;
    const [argument] = node['arguments'] as AnyNode[];
    const specifier = argument ? evaluate(argument, environment) : undefined;
    if (specifier?.kind !== 'literal' || typeof specifier.value !== 'string') return undefined;
    return importedValue(specifier.value, null, environment, node);
  }

  function invoke(callee: StaticValue, call: Omit<NativeCall, 'evaluator'>): StaticValue {
    if (callee.kind === 'native' && callee.native.call) return bounded(callee.native.call({ ...call, evaluator: port }), call.span);
    if (callee.kind === 'function') {
      if (depth >= MAX_DEPTH) return unknown('too-deep', call.span, 'calls nested too deep');
      const caller = graph.loaded(call.span.file);
      if (!caller || callers.has(caller)) return callFunction(evaluator, callee, call);
      callers.add(caller);
      try {
        return callFunction(evaluator, callee, call);
      } finally {
        callers.delete(caller);
      }
    }
    if (callee.kind === 'unknown') return callee;
    return unknown('unknown-call', call.span, callee.kind === 'native' ? callee.native.name : 'a value that is not a function');
  }

  function evaluateObject(node: AnyNode, environment: Environment, span: Span): ObjectValue {
    const properties = new Map<string, Property>();
    let open: UnknownValue | null = null;
    let openAt: Span | null = null;
    let prototype: StaticValue | undefined;
    // What is not known may overwrite all that stands before it.
    const setUnknown = (cause: UnknownValue, slot: Span): void => {
      for (const [key, property] of properties) properties.set(key, { key: property.key, span: slot, value: cause });
      open ??= cause;
      openAt ??= slot;
    };
    for (const entry of node['properties'] as AnyNode[]) {
      const slot = spanOf(entry, environment);
      if (entry.type === 'SpreadElement') {
        const spread = evaluate(entry['argument'] as AnyNode, environment);
        const copied = enumerable(spread);
        if (copied === undefined) {
          const cause =
            spread.kind === 'unknown' ? spread : unreadable('unknown-spread', entry, environment, describe(entry['argument'] as AnyNode));
          setUnknown({ ...cause, reason: cause.reason === 'parameter' ? 'parameter' : 'unknown-spread' }, slot);
          continue;
        }
        if (spread.kind === 'object' && spread.open) setUnknown(spread.open, slot);
        for (const [key, property] of copied) properties.set(key, lazily({ key: property.key, span: slot }, property));
        continue;
      }
      const keyNode = entry['key'] as AnyNode;
      const keySpan = spanOf(keyNode, environment);
      const key = entry['computed']
        ? propertyKey(evaluate(keyNode, environment))
        : keyNode.type === 'Literal'
          ? String(keyNode['value'])
          : (keyNode['name'] as string);
      if (key === undefined) {
        setUnknown(unreadable('dynamic-key', keyNode, environment, 'a computed key'), keySpan);
        continue;
      }
      const valueNode = entry['value'] as AnyNode;
      if (entry['kind'] === 'set') {
        // With a getter of the same name it is one property; alone it gives undefined.
        if (!properties.get(key)?.getter) properties.set(key, { key: keySpan, span: slot, value: literal(undefined, slot) });
        continue;
      }
      if (entry['kind'] === 'get') {
        const getter = functionValue(valueNode, environment);
        let cached: StaticValue | undefined;
        properties.set(key, {
          key: keySpan,
          span: slot,
          getter,
          isLazy: true,
          get value() {
            if (!cached) {
              const result = invoke(getter, { args: [], restUnknown: null, isNew: false, span: slot });
              cached = result.kind === 'unknown' ? unknown('getter', slot, `getter ${key}`) : result;
            }
            return cached;
          },
        });
        continue;
      }
      if (key === '__proto__' && !entry['computed'] && !entry['shorthand'] && !entry['method']) {
        prototype = evaluate(valueNode, environment);
        continue;
      }
      properties.set(key, {
        key: keySpan,
        span: entry['shorthand'] ? keySpan : spanOf(valueNode, environment),
        value: evaluate(valueNode, environment),
      });
    }
    return {
      kind: 'object',
      properties: inRunTimeOrder(properties),
      open,
      span,
      ...(openAt ? { openAt } : {}),
      ...(prototype ? { prototype } : {}),
    };
  }

  function lazily(place: Omit<Property, 'value' | 'getter'>, source: Property): Property {
    if (!source.getter) return { ...place, value: source.value };
    return {
      ...place,
      isLazy: true,
      get value() {
        return source.value;
      },
    };
  }

  /** The own enumerable properties of a value, as a spread copies them; undefined when they are not known. */
  function enumerable(value: StaticValue): ReadonlyMap<string, Property> | undefined {
    if (value.kind === 'object') return value.properties;
    if (value.kind === 'array' && !value.rest)
      return new Map(value.items.map((item, index) => [String(index), { ...item, key: item.span }]));
    if (value.kind === 'function') return new Map();
    if (value.kind !== 'literal') return undefined;
    if (typeof value.value === 'string')
      return new Map(
        value.value
          .split('')
          .map((char, index) => [String(index), { key: value.span, span: value.span, value: literal(char, value.span) }]),
      );
    return new Map();
  }

  function evaluateArray(node: AnyNode, environment: Environment, span: Span): StaticValue {
    const items: Slot[] = [];
    let rest: UnknownValue | null = null;
    const hasHoles = (node['elements'] as (AnyNode | null)[]).includes(null);
    for (const element of node['elements'] as (AnyNode | null)[]) {
      if (element === null) items.push({ value: literal(undefined, span), span });
      else if (element.type === 'SpreadElement') {
        const slot = spanOf(element, environment);
        const spread = iterated(evaluate(element['argument'] as AnyNode, environment));
        if (spread.kind === 'array') {
          for (const item of spread.items) items.push({ value: item.value, span: slot });
          rest ??= spread.rest;
        } else if (spread.kind === 'literal' && typeof spread.value === 'string') {
          for (const char of spread.value) items.push({ value: literal(char, spread.span), span: slot });
        } else if (spread.kind === 'unknown')
          rest ??= { ...spread, reason: spread.reason === 'parameter' ? 'parameter' : 'unknown-spread' };
        else rest ??= unreadable('unknown-spread', element, environment, describe(element['argument'] as AnyNode));
      } else items.push({ value: evaluate(element, environment), span: spanOf(element, environment) });
    }
    return { kind: 'array', items, rest, span, ...(hasHoles && { hasHoles }) };
  }

  function evaluateLogical(node: AnyNode, environment: Environment): StaticValue {
    const left = evaluate(node['left'] as AnyNode, environment);
    const operator = node['operator'] as string;
    if (left.kind === 'unknown') return left;
    const takesRight =
      operator === '??'
        ? left.kind === 'literal' && (left.value === null || left.value === undefined)
        : truth(left) === (operator === '&&');
    return takesRight ? evaluate(node['right'] as AnyNode, environment) : left;
  }

  function evaluateBinary(node: AnyNode, environment: Environment, span: Span): StaticValue {
    // A chain of `+` leans to the left: walked, so that a long one costs no stack.
    const chain: AnyNode[] = [];
    let first = node;
    while (first.type === 'BinaryExpression') {
      chain.push(first);
      first = first['left'] as AnyNode;
    }
    let value = evaluate(first, environment);
    for (let link = chain.pop(); link; link = chain.pop()) {
      const right = evaluate(link['right'] as AnyNode, environment);
      const result = binary(link['operator'] as string, value, right, span);
      if (!result) {
        if (value.kind === 'unknown') return value;
        if (right.kind === 'unknown') return right;
        return unreadable('not-static', link, environment, `operator ${String(link['operator'])}`);
      }
      value = result;
    }
    return value;
  }

  function functionValue(node: AnyNode, environment: Environment): FunctionValue {
    const closure: Closure = { node, environment };
    return { kind: 'function', closure, span: spanOf(node, environment) };
  }

  function valueOfName(name: string, environment: Environment, at: Span | null): StaticValue | undefined {
    for (let current: Environment | null = environment; current; current = current.parent) {
      const declaration = current.scope.declarations.get(name);
      if (!declaration) continue;
      const value = valueOfDeclaration(declaration, current);
      if (
        declaration.kind === 'var' &&
        at &&
        at.file === current.module.file &&
        environment.scope.owner === declaration.scope &&
        at.start < declaration.node.start
      )
        return literal(undefined, at);
      return !isRaw && isChangeable(value) && mayBeChanged(declaration, value, current, environment, at)
        ? unknown('mutated', at ?? value.span, name)
        : value;
    }
    return undefined;
  }

  function mayBeChanged(declaration: Declaration, value: StaticValue, holder: Environment, reader: Environment, at: Span | null): boolean {
    const { scope } = reader;
    const asking = {
      raw: plain,
      changes,
      at,
      scope: scope.owner,
      membersOnly: value.kind === 'native' && !value.native.items,
      onlySure: false,
    };
    if (declaration.uses.length > 0 && isMutated(asking, declaration, holder)) return true;
    // What a library exports, no code of the repository creates.
    if (value.kind === 'native' && value.span.file === '') return false;
    return changes.isChanged(value, at && { span: at, scope }, [reader.module, ...callers], handedOverBy(reader.module));
  }

  function handedOverBy(module: Module): HandedOver {
    let objects = handed.get(module);
    if (!objects) handed.set(module, (objects = handedOver(module, (local) => leadsToCode(local, module), { raw: plain, changes })));
    return objects;
  }

  /** Whether an import leads to code of the repository, and not to what is known of a library. */
  function leadsToCode(local: string, module: Module): boolean {
    const source = importOf(module, local);
    if (!source) return false;
    const { name: packageName, subpath } = splitSpecifier(source.source);
    if (source.name !== null && libraries.exported(packageName, subpath, source.name)) return false;
    const resolution = graph.resolve(source.source, module.file);
    if (resolution.kind !== 'file') return false;
    const own = graph.resolver.packageOf(resolution.file)?.name;
    return !own || source.name === null || !libraries.isKnown(own) || !libraries.exported(own, '.', source.name);
  }

  function isChangeable(value: StaticValue): boolean {
    return value.kind === 'array' || value.kind === 'object' || value.kind === 'native';
  }

  function valueOfDeclaration(declaration: Declaration, environment: Environment): StaticValue {
    const known = environment.values.get(declaration);
    const identifier = declaration.identifier;
    if (known === 'pending') return unreadable('cycle', identifier, environment, declaration.name);
    if (declaration.kind !== 'const' && declaration.uses.some((use) => use.kind === 'assign'))
      return unreadable('reassigned', identifier, environment, declaration.name);
    if (known) return known;
    environment.values.set(declaration, 'pending');
    // A constant of a module has its value before anyone calls into the module.
    const outer = callers;
    if (declaration.scope.kind === 'module') callers = new Set();
    const value = computeDeclaration(declaration, environment);
    callers = outer;
    environment.values.set(declaration, value);
    return value;
  }

  function computeDeclaration(declaration: Declaration, environment: Environment): StaticValue {
    const { node, identifier, name } = declaration;
    switch (declaration.kind) {
      case 'import':
        return valueOfImport(name, environment, identifier);
      case 'function':
      case 'class':
        return functionValue(node, environment);
      case 'parameter':
        return unreadable('parameter', identifier, environment, name);
      case 'catch':
        return unreadable('not-static', identifier, environment, name);
      case 'enum':
      case 'namespace':
        return merged(declaration, environment);
      case 'const':
      case 'let':
      case 'var': {
        if (declaration.inLoopHead) return loopVariable(declaration, environment);
        if (declaration.kind === 'var' && isOnCondition(declaration)) return unreadable('not-static', identifier, environment, name);
        const init = node['init'];
        if (!isNode(init)) return literal(undefined, spanOf(identifier, environment));
        const id = node['id'] as AnyNode;
        const value = evaluate(init, environment);
        if (id.type === 'Identifier') return value;
        return (
          destructure(evaluator, id, value, environment, spanOf(init, environment)).get(name) ??
          unreadable('not-static', identifier, environment, name)
        );
      }
    }
  }

  /** Of the caller where what is looped over is: then it is known when the function is called. */
  function loopVariable({ name, identifier, scope }: Declaration, environment: Environment): StaticValue {
    const over = scope.node['right'];
    const source = isNode(over) && environment.parent ? evaluate(over, environment.parent) : null;
    if (source?.kind === 'unknown' && source.reason === 'parameter') return source;
    return unreadable('not-static', identifier, environment, `loop variable ${name}`);
  }

  function valueOfImport(local: string, environment: Environment, identifier: AnyNode): StaticValue {
    const source = importOf(environment.module, local);
    if (!source) return unreadable('unresolved-import', identifier, environment, local);
    return importedValue(source.source, source.name, environment, identifier);
  }

  /** The value of an import; `name` null asks for the namespace. */
  function importedValue(specifier: string, name: string | null, environment: Environment, node: AnyNode): StaticValue {
    const span = spanOf(node, environment);
    const { name: packageName, subpath: written } = splitSpecifier(specifier);
    const subpath = libraries.ofVersion(packageName, written, () => graph.resolver.rangeOf(packageName, environment.module.file));
    const known = name === null ? undefined : libraries.exported(packageName, subpath, name);
    if (known) return known;
    const resolution = graph.resolve(specifier, environment.module.file);
    if (resolution.kind === 'ambiguous') return unreadable('ambiguous', node, environment, `"${specifier}"`);
    if (resolution.kind !== 'file')
      return libraries.published(packageName, subpath, name ?? '*') ?? unreadable('unresolved-import', node, environment, `"${specifier}"`);
    const value = name === null ? namespaceOf(resolution.file, span) : exportedValue(resolution.file, name, span);
    if (value.kind === 'unknown' && !sources.has(value)) sources.set(value, { node, environment });
    return value;
  }

  function exportedValue(file: string, name: string, at: Span): StaticValue {
    const key = `${name}\0${file}`;
    const known = imported.get(key);
    if (known) return known;
    const value = findExportedValue(file, name, at);
    // What is unknown is told anew for each place that asks.
    if (value.kind !== 'unknown') imported.set(key, value);
    return value;
  }

  function findExportedValue(file: string, name: string, at: Span): StaticValue {
    let search;
    try {
      search = graph.findExport(file, name);
    } catch (error) {
      if (error instanceof ParseFailure || error instanceof SourceError)
        return unknown('unresolved-import', at, `"${name}" of ${file}, which cannot be parsed`);
      throw error;
    }
    switch (search.kind) {
      case 'ambiguous':
        return unknown('ambiguous', at, name);
      case 'json':
        return jsonModule(search.file, search.name, at);
      case 'missing':
        if (graph.loaded(file)?.changesExports) return unknown('mutated', at, file);
        if (name === 'default' && graph.loaded(file)?.isCommonJs) return namespaceOf(file, at);
        return commonJsMember(file, name, at) ?? unknown('unresolved-import', at, `"${name}" of ${file}`);
      case 'package': {
        const { package: packageName, from } = search;
        const subpath = libraries.ofVersion(packageName, search.subpath, () => graph.resolver.rangeOf(packageName, from));
        return (
          libraries.exported(packageName, subpath, search.name) ??
          libraries.published(packageName, subpath, search.name) ??
          unknown('unresolved-import', at, `"${search.name}" of "${packageName}"`)
        );
      }
      case 'found': {
        const { module, entry } = search;
        if (module.changesExports) return unknown('mutated', at, module.file);
        const packageName = graph.resolver.packageOf(module.file)?.name;
        if (packageName && libraries.isKnown(packageName)) {
          const known = libraries.exported(packageName, '.', search.name);
          if (known) return known;
        }
        const environment = environmentOf(module, module.analysis.root);
        if (entry.kind === 'expression') return evaluate(entry.node, environment);
        if (entry.kind === 'namespace') return importedValue(entry.source, null, environment, module.program as unknown as AnyNode);
        if (entry.kind === 'local')
          return valueOfName(entry.name, environment, null) ?? unknown('unresolved-import', at, `"${name}" of ${file}`);
        return unknown('unresolved-import', at, `"${name}" of ${file}`);
      }
    }
  }

  /** `import { x }` of a module that says `module.exports = { x }`. */
  function commonJsMember(file: string, name: string, at: Span): StaticValue | undefined {
    const module = graph.loaded(file);
    if (!module?.commonJs) return undefined;
    const value = evaluate(module.commonJs, environmentOf(module, module.analysis.root));
    return value.kind === 'object' ? member(value, name, at) : undefined;
  }

  function jsonModule(file: string, name: string, at: Span): StaticValue {
    let parsed: unknown;
    try {
      parsed = JSON.parse(graph.tree.read(file));
    } catch {
      return unknown('unresolved-import', at, file);
    }
    const place = { file, start: 0, end: 0 };
    const value = plainValue(parsed, place);
    if (name === 'default') return value;
    if (name !== '*') return member(value, name, at);
    // As bundlers have it; Node.js gives the default alone.
    const named = value.kind === 'object' ? value.properties : new Map<string, Property>();
    return { kind: 'object', properties: new Map([...named, ['default', { key: place, span: place, value }]]), open: null, span: place };
  }

  function namespaceOf(file: string, at: Span): StaticValue {
    const key = `*\0${file}`;
    const known = imported.get(key);
    if (known) return known;
    if (file.endsWith('.json')) return jsonModule(file, '*', at);
    let names: readonly string[];
    try {
      names = graph.exportNames(file);
    } catch (error) {
      if (error instanceof ParseFailure || error instanceof SourceError) return unknown('unresolved-import', at, file);
      throw error;
    }
    const module = graph.loaded(file);
    if (module?.changesExports) return unknown('mutated', at, file);
    const whole = module?.commonJs ? evaluate(module.commonJs, environmentOf(module, module.analysis.root)) : null;
    if (whole && module?.exports.size === 0) return whole;
    const properties = new Map<string, Property>(whole?.kind === 'object' ? whole.properties : []);
    const place: Span = { file, start: 0, end: 0 };
    for (const name of names) {
      properties.set(name, {
        key: place,
        span: place,
        isLazy: true,
        get value() {
          return exportedValue(file, name, place);
        },
      });
    }
    const packageName = graph.resolver.packageOf(file)?.name;
    const isLibrary = packageName ? libraries.isKnown(packageName) : false;
    // A star export of a package outside the repository may give any name.
    const outside = graph.starsOf(file).some((source) => graph.resolve(source, file).kind === 'package');
    const value: ObjectValue = {
      kind: 'object',
      properties,
      open: whole ? openOf(whole) : outside && !isLibrary ? unknown('unresolved-import', place, file) : null,
      span: place,
    };
    imported.set(key, value);
    return value;
  }

  /** An enum or namespace with all declarations of its name. */
  function merged(declaration: Declaration, environment: Environment): StaticValue {
    const { node } = declaration;
    const scope = openEnvironment(
      environment.module,
      { kind: 'block', parent: environment.scope, node, declarations: new Map(), owner: environment.scope.owner },
      environment,
    );
    const properties = new Map<string, Property>();
    // Members may name the earlier ones by the enum's name, too.
    const own: Declaration = { ...declaration, kind: 'const', scope: scope.scope, uses: [], parts: [] };
    if (node.type === 'TSEnumDeclaration') {
      scope.scope.declarations.set(declaration.name, own);
      scope.values.set(own, { kind: 'object', properties, open: null, span: spanOf(node, environment) });
    }
    for (const part of [node, ...declaration.parts]) {
      if (part.type === 'TSEnumDeclaration') addEnumMembers(part, scope, properties);
      else addNamespaceMembers(part, environment, properties);
    }
    return { kind: 'object', properties: inRunTimeOrder(properties), open: null, span: spanOf(node, environment) };
  }

  /** @param scope where later members find earlier ones by their bare names */
  function addEnumMembers(node: AnyNode, scope: Environment, properties: Map<string, Property>): void {
    const environment = scope;
    const body = (isNode(node['body']) ? node['body']['members'] : node['members']) as AnyNode[];
    let next: number | null = 0;
    for (const enumMember of body) {
      const id = enumMember['id'] as AnyNode;
      const name = String(id.type === 'Literal' ? id['value'] : id['name']);
      const initializer = enumMember['initializer'];
      let value: StaticValue;
      if (isNode(initializer)) value = evaluate(initializer, scope);
      else value = next === null ? unreadable('not-static', id, environment, name) : literal(next, spanOf(id, environment));
      const place = { key: spanOf(id, environment), span: spanOf(enumMember, environment) };
      properties.set(name, { ...place, value });
      const number: number | null = value.kind === 'literal' && typeof value.value === 'number' ? value.value : null;
      // After a member that is computed when the code runs, none counts on.
      next = number === null || (isNode(initializer) && isComputedMember(initializer)) ? null : number + 1;
      if (number !== null && !node['const']) properties.set(String(number), { ...place, value: literal(name, place.key) });
      // Later members may use earlier ones by their bare names.
      const declaration: Declaration = {
        name,
        kind: 'const',
        scope: scope.scope,
        node: enumMember,
        identifier: id,
        inLoopHead: false,
        uses: [],
        parts: [],
      };
      scope.scope.declarations.set(name, declaration);
      scope.values.set(declaration, value);
    }
  }

  function addNamespaceMembers(node: AnyNode, environment: Environment, properties: Map<string, Property>): void {
    const body = node['body'] as AnyNode;
    const scope = environment.module.analysis.scopes.get(body);
    if (!scope) return;
    const inner = openEnvironment(environment.module, scope, environment);
    for (const statement of body['body'] as AnyNode[]) {
      if (statement.type !== 'ExportNamedDeclaration' || !isNode(statement['declaration'])) continue;
      const declared = statement['declaration'];
      for (const declaration of scope.declarations.values()) {
        if (!isDeclaredBy(declaration, declared)) continue;
        const place = spanOf(declaration.identifier, environment);
        properties.set(declaration.name, {
          key: place,
          span: place,
          isLazy: true,
          get value() {
            return valueOfName(declaration.name, inner, null) ?? unknown('not-static', place, declaration.name);
          },
        });
      }
    }
  }

  function member(value: StaticValue, name: string, at: Span): StaticValue {
    switch (value.kind) {
      case 'unknown':
        return value;
      case 'object': {
        const property = value.properties.get(name);
        if (property) return property.value;
        if (value.open) return value.open;
        if (value.prototype && value.prototype.kind !== 'literal') return member(value.prototype, name, at);
        const inheritsNothing = value.prototype?.kind === 'literal' && value.prototype.value === null;
        return INHERITED.has(name) && !inheritsNothing ? unknown('not-static', at, `.${name}`) : literal(undefined, at);
      }
      case 'array':
        return arrayMember(value, name, at);
      case 'function':
        return functionMember(value, name, at, null);
      case 'native':
        return value.native.get?.(name, at) ?? unknown('unknown-call', at, `${value.native.name}.${name}`);
      case 'literal':
        if (typeof value.value === 'string') return stringMember(value.value, name, at);
        return unknown('not-static', at, `.${name}`);
    }
  }

  /**
   * Static members of classes. What is assigned to a function elsewhere is not looked for, so it is not known.
   * @param self what `this` is in a method: the class, where it is called as a member of it
   * @param asked the class that was asked, which may have the member from another one: what `this` is in a getter
   */
  function functionMember(
    value: FunctionValue,
    name: string,
    at: Span,
    self: FunctionValue | null,
    asked: FunctionValue = value,
  ): StaticValue {
    const { node, environment } = closureOf(value);
    const added = addedMember(node, environment, name);
    if (added) return added.value;
    if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return unknown('not-static', at, `.${name} of a function`);
    if (!isRaw && changes.isChanged(value, null, [environment.module, ...callers], NOTHING_HANDED_OVER))
      return unknown('mutated', at, `.${name} of a class`);
    const scope = environment.module.analysis.scopes.get(node);
    const inner = scope ? openEnvironment(environment.module, scope, environment, self ?? undefined) : environment;
    let found: StaticValue | undefined;
    for (const element of (node['body'] as AnyNode)['body'] as AnyNode[]) {
      if (!element['static'] || element['computed']) continue;
      const key = element['key'];
      if (!isNode(key) || (key['name'] ?? key['value']) !== name) continue;
      if (element.type === 'PropertyDefinition')
        // A field is set once, when `this` is the class that it stands in.
        found = isNode(element['value'])
          ? evaluate(element['value'], scope ? environmentOfClass(environment, scope, value) : environment)
          : literal(undefined, at);
      else if (element.type === 'MethodDefinition' && element['kind'] === 'method')
        found = functionValue(element['value'] as AnyNode, inner);
      else if (element.type === 'MethodDefinition' && element['kind'] === 'get' && scope)
        found = invoke(functionValue(element['value'] as AnyNode, openEnvironment(environment.module, scope, environment, asked)), {
          args: [],
          restUnknown: null,
          isNew: false,
          span: at,
        });
    }
    if (found) return found;
    const parent = isNode(node['superClass']) ? evaluate(node['superClass'], environment) : null;
    if (parent?.kind === 'function') {
      // Classes may extend one another in a circle.
      if (depth >= MAX_DEPTH) return unknown('cycle', at, `.${name} of a class`);
      depth++;
      try {
        return functionMember(parent, name, at, self, asked);
      } finally {
        depth--;
      }
    }
    return parent ? member(parent, name, at) : unknown('not-static', at, `.${name} of a class`);
  }

  /** What a namespace of the same name adds to a function or class. */
  function addedMember(node: AnyNode, environment: Environment, name: string): Property | undefined {
    const id = node['id'];
    const declaration = isNode(id) ? environment.scope.declarations.get(String(id['name'])) : undefined;
    if (declaration?.node !== node || declaration.parts.length === 0) return undefined;
    const properties = new Map<string, Property>();
    for (const part of declaration.parts) addNamespaceMembers(part, environment, properties);
    return properties.get(name);
  }

  const classEnvironments = new Map<Scope, Environment>();
  function environmentOfClass(environment: Environment, scope: Scope, owner: FunctionValue): Environment {
    let inner = classEnvironments.get(scope);
    if (!inner || inner.parent !== environment)
      classEnvironments.set(scope, (inner = openEnvironment(environment.module, scope, environment, owner)));
    return inner;
  }

  function digestOfValue(value: StaticValue): string {
    switch (value.kind) {
      case 'literal':
        return `${typeof value.value}:${typeof value.value === 'object' ? JSON.stringify(value.value) : String(value.value)}`;
      case 'array':
        return `[${value.items.map((item) => digestOfValue(item.value)).join()}${value.rest ? `,${port.digest(value.rest)}` : ''}]`;
      case 'object':
        return `{${[...value.properties].map(([key, property]) => `${JSON.stringify(key)}:${digestOfValue(property.value)}`).join()}${value.open ? `,${port.digest(value.open)}` : ''}}`;
      case 'native':
        return `${value.native.name}:${digests.ofSpan(value.span)}`;
      case 'function':
      case 'unknown':
        return port.digest(value);
    }
  }

  const port: EvaluatorPort = {
    call: (callee, args, at) =>
      invoke(callee, { args: args.map((value) => ({ value, span: value.span })), restUnknown: null, isNew: false, span: at }),
    member,
    digest(value) {
      if (value.kind === 'function') {
        const { node, environment } = closureOf(value);
        return digests.of(node, environment);
      }
      const source = value.kind === 'unknown' ? sources.get(value) : undefined;
      if (source) return digests.of(source.node, source.environment);
      return digests.ofSpan(value.span);
    },
    define: (definition) => definitions?.push(definition),
  };

  const evaluator: Evaluator = {
    ...port,
    graph,
    evaluate,
    invoke,
    environmentOf,
    valueOfName,
    exportedValue,
    get isTracing() {
      return definitions !== null;
    },
    settled: (value, from) => changes.settled(value, from, handedOverBy(from)),
    trace: traced,
    tracesOf(node, action) {
      const outer = watched;
      const traces: Trace[] = [];
      watched = { node, traces };
      try {
        traced(() => {
          action();
          return literal(undefined, NOWHERE);
        });
        return traces;
      } finally {
        watched = outer;
      }
    },
  };
  return evaluator;

  function traced(action: () => StaticValue): Trace {
    const outer = definitions;
    definitions = [];
    try {
      const value = action();
      return { value, definitions };
    } finally {
      definitions = outer;
    }
  }
}

const NOWHERE: Span = { file: '', start: 0, end: 0 };

/** Values that grow with each call would take all memory. */
function bounded(value: StaticValue, span: Span): StaticValue {
  return sizeOf(value) > MAX_SIZE ? unknown('too-deep', span, 'a value that is too large') : value;
}

/** What every object has. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether TypeScript leaves the value of an enum's member to the run time. */
function isComputedMember(initializer: AnyNode): boolean {
  const pending = [initializer];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const object = node.type === 'MemberExpression' ? unwrap(node['object'] as AnyNode) : null;
    if (node.type === 'CallExpression' || (object && object.type !== 'Identifier')) return true;
    pending.push(...childNodes(node));
  }
  return false;
}

/** Whether an exported statement of a namespace declares a name. */
function isDeclaredBy(declaration: Declaration, declared: AnyNode): boolean {
  const { node, identifier } = declaration;
  if (node === declared || declaration.parts.includes(declared)) return true;
  if (declared.type === 'VariableDeclaration') return (declared['declarations'] as AnyNode[]).includes(node);
  return declared['id'] === identifier;
}

const ALWAYS_RUN = new Set(['BlockStatement', 'Program', 'VariableDeclaration', 'ExportNamedDeclaration', 'StaticBlock', 'TSModuleBlock']);

/** Whether a `var` stands where it may not be reached: in a branch, a loop, a `try`. */
function isOnCondition({ scope, node }: Declaration): boolean {
  const body = scope.node['body'];
  let current: AnyNode | undefined = isNode(body) ? body : scope.node;
  while (current && current !== node) {
    if (!ALWAYS_RUN.has(current.type)) return true;
    current = childNodes(current).find((child) => child.start <= node.start && node.end <= child.end);
  }
  return false;
}

/** What of `module.exports` cannot be told, when members are added to it. */
function openOf(value: StaticValue): UnknownValue | null {
  if (value.kind === 'object') return value.open;
  return value.kind === 'unknown' ? value : unknown('not-static', value.span, 'module.exports');
}

/** What a template or `+` makes of a primitive; undefined for anything else. */
function primitiveText(value: StaticValue): string | undefined {
  if (value.kind !== 'literal') return undefined;
  const inner = value.value;
  return typeof inner === 'object' && inner !== null ? undefined : String(inner);
}
