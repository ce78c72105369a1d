import { enclosingFunction } from '../../modules/enclosing.ts';
import { ParseFailure, type Module } from '../../modules/module.ts';
import type { Scope } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';
import { SourceError } from '../../source/tree.ts';
import type { Evaluation } from '../evaluation.ts';
import { plainValue } from '../plain-value.ts';
import { saysNothing, unknown, type ObjectValue, type Property, type StaticValue, type UnknownValue } from '../value.ts';
import type { Environment } from './environment.ts';

/** All that a module exports, as `import * as x` and `require` give it. */
export function namespaceOf(evaluation: Evaluation, file: string, at: Span): StaticValue {
  const key = `*\0${file}`;
  const known = evaluation.imported.get(key);
  if (known) return known;
  if (file.endsWith('.json')) return jsonModule(evaluation, file, '*', at);
  let names: readonly string[];
  try {
    names = evaluation.graph.exportNames(file);
  } catch (error) {
    if (error instanceof ParseFailure) return unknown('unresolved-import', at, saysNothing(error.file, null));
    if (error instanceof SourceError) return unknown('unresolved-import', at, saysNothing(error.file ?? file, error.message));
    throw error;
  }
  const module = evaluation.graph.loaded(file);
  if (module?.changesExports) return unknown('mutated', at, file);
  const whole = module?.commonJs ? evaluation.evaluate(module.commonJs, evaluation.environmentOf(module, module.analysis.root)) : null;
  if (whole && module?.exports.size === 0) return whole;
  const properties = new Map<string, Property>(whole?.kind === 'object' ? whole.properties : []);
  const place: Span = { file, start: 0, end: 0 };
  for (const name of module?.isCommonJs ? new Set([...module.exports.keys(), ...names]) : names) {
    properties.set(name, {
      key: place,
      span: place,
      isLazy: true,
      get value() {
        const value = evaluation.exportedValue(file, name, place);
        evaluation.changes.noteImport(file, file, name);
        return value;
      },
    });
  }
  const packageName = evaluation.graph.resolver.packageOf(file)?.name;
  const isLibrary = packageName ? evaluation.libraries.isKnown(packageName) : false;
  // A star export of a package outside the repository may give any name.
  const outside = evaluation.graph.starsOf(file).some((source) => evaluation.graph.resolve(source, file).kind === 'package');
  const value: ObjectValue = {
    kind: 'object',
    properties,
    open: whole ? openOf(whole) : outside && !isLibrary ? unknown('unresolved-import', place, file) : null,
    span: place,
  };
  evaluation.imported.set(key, value);
  return value;
}

/**
 * `exports` and `module`, where a CommonJS module reads what it gives out.
 * @returns undefined for any other name, and where `module.exports` is not the object that it was
 */
export function ownExports(evaluation: Evaluation, name: string, environment: Environment, span: Span): StaticValue | undefined {
  const { module } = environment;
  if ((name !== 'exports' && name !== 'module') || !module.isCommonJs || module.changesExports || module.commonJs) return undefined;
  const properties = new Map<string, Property>();
  const isAtTop = environment.scope.owner === module.analysis.root;
  const firstAsked = isAtTop ? span.start : mayBeAskedFrom(evaluation, environment.scope, module);
  for (const [exported, entry] of module.exports) {
    if (entry.kind !== 'expression' || module.reassignedExports.has(exported)) continue;
    // What comes later is not there yet.
    if (entry.node.start >= firstAsked) continue;
    properties.set(exported, {
      key: span,
      span,
      isLazy: true,
      get value() {
        return evaluation.exportedValue(module.file, exported, span);
      },
    });
  }
  const exports: ObjectValue = { kind: 'object', properties, open: unknown('mutated', span, 'exports'), span };
  if (name === 'exports') return exports;
  return { ...exports, properties: new Map([['exports', { key: span, span, value: exports }]]) };
}

/** Where the top of a module may first call a function that asks for what it gives out: never, where nothing calls it before the module has run. */
function mayBeAskedFrom({ changes, isRaw }: Evaluation, scope: Scope, module: Module): number {
  const { analysis, text } = module;
  const fn = enclosingFunction(scope)?.node;
  const first = analysis.calls.find(
    ({ node, scope: { owner } }) => owner === analysis.root && !LOADS.test(text.slice(node.start, node.end)),
  );
  return !isRaw && fn && first && changes.runsEarly(module, fn) ? first.node.start : Infinity;
}

/** Calls that load other modules, and what compilers write to set up their own. */
const LOADS = /^(?:require|__\w+|Object\.defineProperty)\(/;

/** What of `module.exports` cannot be told, when members are added to it. */
function openOf(value: StaticValue): UnknownValue | null {
  if (value.kind === 'object') return value.open;
  return value.kind === 'unknown' ? value : unknown('not-static', value.span, 'module.exports');
}

/** `import { x }` of a module that says `module.exports = { x }`. */
export function commonJsMember(evaluation: Evaluation, file: string, name: string, at: Span): StaticValue | undefined {
  const module = evaluation.graph.loaded(file);
  if (!module?.commonJs) return undefined;
  const value = evaluation.evaluate(module.commonJs, evaluation.environmentOf(module, module.analysis.root));
  return value.kind === 'object' ? evaluation.member(value, name, at) : undefined;
}

/** What a JSON file gives under a name; `*` asks for all of it. */
export function jsonModule(evaluation: Evaluation, file: string, name: string, at: Span): StaticValue {
  let parsed: unknown;
  try {
    parsed = JSON.parse(evaluation.graph.tree.read(file));
  } catch {
    return unknown('unresolved-import', at, file);
  }
  const place = { file, start: 0, end: 0 };
  const value = plainValue(parsed, place);
  if (name === 'default') return value;
  if (name !== '*') return evaluation.member(value, name, at);
  // As bundlers have it; Node.js gives the default alone.
  const named = value.kind === 'object' ? value.properties : new Map<string, Property>();
  return { kind: 'object', properties: new Map([...named, ['default', { key: place, span: place, value }]]), open: null, span: place };
}
