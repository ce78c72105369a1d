import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { memoize } from '../../source/memoize.ts';
import type { Span } from '../../source/span.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { partsOfOne } from '../../values/points-to/points.ts';
import type { StaticValue } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';
import { definedKind, isIndirect } from '../define-functions.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { namesWithin } from './define-aliases.ts';
import { defaultOf, MAX_NAMES, mayBeDefine } from './may-be-define.ts';

/** A call of a define function, or a literal that is a contract by its type. */
export interface DefineSite extends PlacedNode {
  readonly kind: ContractKind;
  /** The expression that is the contract's argument; null where it is none: of a call without one, of `define(...args)`, of `define.call(…)`. */
  readonly argument: AnyNode | null;
  /** Which define function it calls, if any, only a caller of the function around it tells, or running it. */
  readonly isChosen?: true;
}

/**
 * The calls in a module whose callee, wherever it comes from, is one of the framework's define functions.
 * @param aliases other names under which files of the repository export a define function
 */
export function findDefineCalls(module: Module, evaluator: Evaluator, aliases: ReadonlySet<string>): readonly DefineSite[] {
  const sites: DefineSite[] = [];
  const names = namesWithin(module, aliases);
  for (const { node, scope } of module.analysis.calls) {
    const callee = unwrap(node['callee'] as AnyNode);
    if (node.type !== 'CallExpression' || !mayBeDefine(callee, scope, module, names)) continue;
    const define = evaluator.evaluate(callee, evaluator.environmentOf(module, scope));
    const known = definedKind(define);
    const chosen = (): ContractKind | null =>
      kindAmong(callee, scope, { module, evaluator, aliases: names }, 0) ?? kindGiven(callee, scope, { module, evaluator });
    const kind = known ?? (define.kind === 'unknown' ? chosen() : null);
    if (!kind) continue;
    const [first] = node['arguments'] as AnyNode[];
    const isPlain = first && first.type !== 'SpreadElement' && !isIndirect(define);
    sites.push({ node, scope, module, kind, argument: isPlain ? first : null, ...(!known && { isChosen: true }) });
  }
  return sites;
}

/** Tells the calls that are found as define calls by themselves. */
export function createSiteTest(
  load: (file: string) => Module | null,
  evaluator: Evaluator,
  aliases: ReadonlySet<string>,
): (span: Span) => boolean {
  const startsIn = memoize((file: string): ReadonlySet<number> => {
    const module = load(file);
    return new Set(module ? findDefineCalls(module, evaluator, aliases).map((site) => site.node.start) : []);
  });
  return ({ file, start }) => startsIn(file).has(start);
}

interface Search {
  readonly module: Module;
  readonly evaluator: Evaluator;
  readonly aliases: ReadonlySet<string>;
}

/** The kind of one of the define functions that a choice may give: `isQuery ? defineQuery : defineCommand`, `by[kind]`, a parameter's default. */
function kindAmong(node: AnyNode, scope: Scope, search: Search, steps: number): ContractKind | null {
  const { module, evaluator, aliases } = search;
  if (steps > MAX_NAMES) return null;
  const callee = unwrap(node);
  const among = (...parts: readonly unknown[]): ContractKind | null => {
    for (const part of parts) {
      const kind = isNode(part) ? kindAmong(part, scope, search, steps + 1) : null;
      if (kind) return kind;
    }
    return null;
  };
  const environment = evaluator.environmentOf(module, scope);
  switch (callee.type) {
    case 'ConditionalExpression':
      return among(callee['consequent'], callee['alternate']);
    case 'LogicalExpression':
      return among(callee['left'], callee['right']);
    case 'MemberExpression':
      return callee['computed']
        ? kindIn(evaluator.evaluate(callee['object'] as AnyNode, environment))
        : definedKind(evaluator.evaluate(callee, environment));
    case 'Identifier': {
      const declaration = lookup(scope, callee['name'] as string);
      const value = defaultOf(callee, scope) ?? (declaration?.inLoopHead ? null : declaration?.node['init']);
      const isWhole = (declaration?.node['id'] as AnyNode | undefined)?.type === 'Identifier' || declaration?.kind === 'parameter';
      const isChoice = isNode(value) && isWhole && CHOICES.has(unwrap(value).type);
      if (isChoice && declaration) return kindAmong(value, declaration.scope, search, steps + 1);
      if (!mayBeDefine(callee, scope, module, aliases)) return null;
      return definedKind(evaluator.evaluate(isNode(value) && declaration?.kind === 'parameter' ? value : callee, environment));
    }
    default:
      return null;
  }
}

const CHOICES = new Set(['ConditionalExpression', 'LogicalExpression', 'MemberExpression', 'Identifier']);

/** The kind of a define function, or of one that an object or a list holds. */
export function kindIn(value: StaticValue): ContractKind | null {
  if (value.kind !== 'object' && value.kind !== 'array') return definedKind(value);
  return kindOfOne(partsOfOne(value));
}

/** The kind of a define function that an expression may give by what flows into it. A method of a list is none, whatever lies in that. */
function kindGiven(callee: AnyNode, scope: Scope, { module, evaluator }: Pick<Search, 'module' | 'evaluator'>): ContractKind | null {
  const kind = kindOfOne(evaluator.mayGive(callee, scope, module));
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (!kind || name === undefined || !LISTS.some((prototype) => name in prototype)) return kind;
  const owners = [...evaluator.mayGive(callee['object'] as AnyNode, scope, module)];
  return owners.length > 0 && owners.every((owner) => owner.kind === 'array') ? null : kind;
}

/** What is followed as a list. */
const LISTS: readonly object[] = [Array.prototype, Map.prototype, Set.prototype];

function kindOfOne(values: Iterable<StaticValue>): ContractKind | null {
  for (const value of values) {
    const kind = definedKind(value);
    if (kind) return kind;
  }
  return null;
}
