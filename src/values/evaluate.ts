import { isRequire } from '../modules/common-js.ts';
import type { ModuleGraph } from '../modules/graph.ts';
import { childNodes, unwrap, type AnyNode } from '../modules/nodes.ts';
import { memoize } from '../source/memoize.ts';
import type { Span } from '../source/span.ts';
import { evaluateArray } from './expressions/array-literal.ts';
import { globalValue } from './builtins/globals.ts';
import { awaited, promise } from './builtins/promises.ts';
import { evaluateCall, evaluateEffect, invoke } from './expressions/call-expression.ts';
import { createChanges } from './writes/changed.ts';
import { classAround } from './expressions/class-members.ts';
import { valueOfDeclaration } from './names/declarations.ts';
import { describe } from './describe.ts';
import { createStaticEnvironments, functionValue, spanOf, type Environment } from './names/environment.ts';
import {
  comingFrom,
  MAX_DEPTH,
  unreadable,
  type Evaluation,
  type Evaluator,
  type Libraries,
  type Source,
  type Underway,
} from './evaluation.ts';
import { handedOver } from './writes/handed-over.ts';
import { exportedValue, importedValue, leadsToCode, leadsToOwnPackage } from './names/imports.ts';
import { evaluateMember, memberOf } from './expressions/members.ts';
import { valueOfName } from './names/names.ts';
import { evaluateObject } from './expressions/object-literal.ts';
import { evaluateBinary, evaluateConditional, evaluateLogical, evaluateUnary } from './expressions/operations.ts';
import { plainFunction } from './code/plain-function.ts';
import { bounded } from './size.ts';
import { isStrict, isThrowing, noteThrow, noteUnknown } from './strict.ts';
import { evaluateTagged, evaluateTemplate } from './expressions/templates.ts';
import { kindsMade } from './code/total-code.ts';
import { createTracing } from './tracing.ts';
import { createNoDigests, createValueDigests } from './code/value-digest.ts';
import { callOf, literal, unknown, type LiteralValue, type StaticValue, type UnknownValue } from './value.ts';
import { ownExports } from './names/whole-modules.ts';

/** Evaluations for one contract; beyond it what is left is `too-deep`. Functions that call each other twice grow exponentially. */
const MAX_STEPS = 400_000;

export function createEvaluator(graph: ModuleGraph, libraries: Libraries): Evaluator {
  return createEvaluation(graph, libraries);
}

/**
 * The same with what its own parts ask of one another.
 * @param isRaw takes objects as they were created, without regard to what is written to them later
 */
export function createEvaluation(
  graph: ModuleGraph,
  libraries: Libraries,
  isRaw = false,
  underway: Underway = { calls: 0, rounds: 1, strict: null },
): Evaluation {
  const sources = new WeakMap<UnknownValue, Source>();
  const digests = isRaw ? createNoDigests() : createValueDigests(graph, libraries, sources);
  const tracing = createTracing();
  let raw: Evaluator | undefined;
  const plain = (): Evaluator => (raw ??= createEvaluation(graph, libraries, true, underway));
  const changes = createChanges(graph, plain, {
    isOwn: (local, module) => leadsToCode(evaluation, local, module),
    handedOverBy: (module) => evaluation.handedOverBy(module),
    isField: libraries.isField,
  });
  let steps = 0;

  const evaluation: Evaluation = {
    graph,
    libraries,
    isRaw,
    plain,
    changes,
    tracing,
    sources,
    imported: new Map(),
    classEnvironments: new Map(),
    depth: 0,
    callers: new Set(),
    underway,
    evaluate(node, environment) {
      if (isThrowing(evaluation)) return unreadable(evaluation, 'not-static', node, environment, 'a throw');
      if (evaluation.depth === 0) steps = 0;
      if (evaluation.depth >= MAX_DEPTH || ++steps > MAX_STEPS) {
        noteUnknown(evaluation);
        return unreadable(evaluation, 'too-deep', node, environment, 'too deeply nested');
      }
      evaluation.depth++;
      try {
        const value = tracing.isWatched(node)
          ? evaluateWatched(evaluation, node, environment)
          : evaluateNode(evaluation, node, environment);
        if (value.kind === 'unknown') noteUnknown(evaluation);
        return value;
      } finally {
        evaluation.depth--;
      }
    },
    invoke: (callee, call) => invoke(evaluation, callee, call),
    call: (callee, args, at) =>
      evaluation.invoke(
        callee,
        callOf(
          args.map((value) => ({ value, span: value.span })),
          at,
        ),
      ),
    member: (value, name, at) => memberOf(evaluation, value, name, at),
    environmentOf: createStaticEnvironments(),
    valueOfDeclaration: (declaration, environment) => valueOfDeclaration(evaluation, declaration, environment),
    valueOfName: (name, environment, at) => valueOfName(evaluation, name, environment, at),
    exportedValue: (file, name, at) => exportedValue(evaluation, file, name, at),
    digest: digests.of,
    sourceDigest: digests.ofSource,
    kindsMade,
    isRunning: () => isStrict(evaluation),
    throws(at, what) {
      noteThrow(evaluation);
      return unknown('not-static', at, what);
    },
    textAt: ({ file, start, end }) => graph.loaded(file)?.text.slice(start, end) ?? '',
    plainFunction: (callee) => plainFunction(evaluation, callee),
    settled: changes.settled,
    mayGive: (node, scope, module) => changes.given(module, node, scope),
    writesOf: changes.writesOf,
    isRegarded: changes.isRegarded,
    handedOverBy: memoize((module) => {
      const imports = {
        mayWrite: (local: string) => leadsToCode(evaluation, local, module),
        leadsBack: (local: string) => leadsToOwnPackage(evaluation, local, module),
      };
      return handedOver(module, imports, { graph, raw: plain, changes, handedOverBy: evaluation.handedOverBy });
    }),
    get isTracing() {
      return tracing.isTracing;
    },
    define: tracing.define,
    definitionOf: tracing.definitionOf,
    trace: tracing.trace,
    tracesOf: tracing.tracesOf,
    noteSkippedLoop: tracing.noteSkippedLoop,
    withSkippedLoops: tracing.withSkippedLoops,
  };
  return evaluation;
}

/** By itself, so that the closure costs nothing where nothing is watched. */
function evaluateWatched(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue {
  return evaluation.tracing.watch(() => evaluateNode(evaluation, node, environment));
}

/** What an expression means. What cannot be told comes from all of the expression, whatever part of it is the cause: `hidden ?? 'a'`. */
export function evaluateNode(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue {
  const value = meaningOf(evaluation, node, environment);
  return value.kind === 'unknown' ? comingFrom(evaluation, value, node, environment) : value;
}

function meaningOf(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(node, environment);
  switch (node.type) {
    case 'Literal':
      return evaluateLiteral(node, span);
    case 'TemplateLiteral':
      return evaluateTemplate(evaluation, node, environment, span);
    case 'Identifier': {
      const name = node['name'] as string;
      return (
        evaluation.valueOfName(name, environment, span) ??
        ownExports(evaluation, name, environment, span) ??
        globalValue(name, span) ??
        unreadable(evaluation, 'not-static', node, environment, name)
      );
    }
    case 'MemberExpression':
      return evaluateMember(evaluation, node, environment, span);
    case 'CallExpression':
    case 'NewExpression':
      return asGivenBy(evaluation, evaluateCall(evaluation, node, environment, span), node, environment);
    case 'ObjectExpression':
      return bounded(evaluateObject(evaluation, node, environment, span), span);
    case 'ArrayExpression':
      return bounded(evaluateArray(evaluation, node, environment, span), span);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ClassExpression':
    case 'ClassDeclaration':
      return functionValue(node, environment);
    case 'ConditionalExpression':
      return evaluateConditional(evaluation, node, environment);
    case 'LogicalExpression':
      return evaluateLogical(evaluation, node, environment);
    case 'BinaryExpression':
      return evaluateBinary(evaluation, node, environment, span);
    case 'UnaryExpression':
      return evaluateUnary(evaluation, node, environment, span);
    case 'SequenceExpression': {
      const expressions = node['expressions'] as AnyNode[];
      const last = expressions[expressions.length - 1];
      if (evaluation.isTracing) for (const passed of expressions.slice(0, -1)) evaluateEffect(evaluation, passed, environment);
      return last ? evaluation.evaluate(last, environment) : unreadable(evaluation, 'not-static', node, environment, 'a sequence');
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return evaluation.evaluate(node['expression'] as AnyNode, environment);
    case 'ImportExpression':
      return evaluateImport(evaluation, node, environment, span);
    case 'AwaitExpression':
      return evaluateAwait(evaluation, node, environment);
    case 'AssignmentExpression':
      if (evaluation.isTracing) evaluateEffect(evaluation, node['right'] as AnyNode, environment);
      return libraryValue(evaluation, node, environment) ?? unreadable(evaluation, 'not-static', node, environment, describe(node));
    case 'ThisExpression':
      return classAround(evaluation, node, environment) ?? unreadable(evaluation, 'not-static', node, environment, 'this');
    case 'TaggedTemplateExpression':
      return evaluateTagged(evaluation, node, environment, span);
    case 'YieldExpression':
    case 'UpdateExpression':
      if (evaluation.isTracing) for (const part of childNodes(node)) evaluateEffect(evaluation, part, environment);
      return unreadable(evaluation, 'not-static', node, environment, describe(node));
    default:
      return unreadable(evaluation, 'not-static', node, environment, describe(node));
  }
}

/** What cannot be read of what a call gives, by that call: what is asked for there is not told by what it is asked of, or by the function that is run. */
function asGivenBy({ sources }: Evaluation, value: StaticValue, node: AnyNode, environment: Environment): StaticValue {
  if (value.kind !== 'unknown') return value;
  const copy = { ...value };
  sources.set(copy, { node, environment });
  return copy;
}

function evaluateLiteral(node: AnyNode, span: Span): LiteralValue {
  const regex = node['regex'];
  if (regex !== undefined && regex !== null) return literal(regex as { pattern: string; flags: string }, span);
  if (typeof node['bigint'] === 'string') return literal(BigInt(node['bigint']), span);
  const value = node['value'] as LiteralValue['value'];
  return typeof value === 'string' || typeof value === 'number' ? { kind: 'literal', value, span, written: true } : literal(value, span);
}

/** What an assignment gives, where that is a name for something of a library: nobody writes to it by the other name. */
function libraryValue(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue | undefined {
  const right = unwrap(node['right'] as AnyNode);
  const isName = right.type === 'Identifier' || right.type === 'AssignmentExpression' || isRequire(right, environment.scope);
  if (node['operator'] !== '=' || !isName) return undefined;
  const value = evaluation.evaluate(right, environment);
  return value.kind !== 'unknown' && value.span.file === '' ? value : undefined;
}

/** A promise of the module. */
function evaluateImport(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): StaticValue {
  const specifier = evaluation.evaluate(node['source'] as AnyNode, environment);
  if (specifier.kind !== 'literal' || typeof specifier.value !== 'string')
    return unreadable(evaluation, 'not-static', node, environment, describe(node));
  return promise(importedValue(evaluation, specifier.value, null, environment, node), span);
}

/** What a promise gives, and of anything else the value itself; an object with a `then` would be asked for what it gives. */
function evaluateAwait(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue {
  return (
    awaited(evaluation.evaluate(node['argument'] as AnyNode, environment)) ??
    unreadable(evaluation, 'not-static', node, environment, 'await')
  );
}
