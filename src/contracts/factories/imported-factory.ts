import { callAt, enclosingFunction } from '../../modules/enclosing.ts';
import { lookup } from '../../modules/lookup.ts';
import { rootIdentifier, withoutSpread, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { isSameSpan, type Span } from '../../source/span.ts';
import { closureOf } from '../../values/names/environment.ts';
import { isDeadCode } from '../defines/dead-code.ts';
import { dependsOnParameters } from '../finding/depends-on-parameters.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { takeDefinitions, type FactoryWork } from './work.ts';

/**
 * Takes a call of a function from another file, which may be a factory, or that is given one.
 * @param mayDefine whether running a part of the module may come to a define function: cheaper than to run it
 */
export function takeImportedCall(call: PlacedNode, mayDefine: (part: PlacedNode) => boolean, work: FactoryWork): void {
  const { node, scope, module } = call;
  const { evaluator, taken } = work;
  if (taken.has(node)) return;
  const environment = evaluator.environmentOf(module, scope);
  const args = node['arguments'] as AnyNode[];
  const isOfOtherFile = (part: AnyNode): boolean => {
    if (!isImport(part, scope) && !mayDefine({ node: part, scope, module })) return false;
    const value = evaluator.evaluate(part, environment);
    return value.kind === 'function' && closureOf(value).environment.module !== module;
  };
  const named = args.filter(({ type }) => type === 'Identifier' || type === 'MemberExpression');
  if (![node['callee'] as AnyNode, ...named].some(isOfOtherFile) || !mayDefine(call)) return;
  const inArguments = args.flatMap((argument) => {
    return evaluator.trace(() => evaluator.evaluate(withoutSpread(argument), environment)).definitions;
  });
  const { value, definitions } = evaluator.trace(() => evaluator.evaluate(node, environment));
  const own = definitions.filter(
    ({ span, isRegistration }) =>
      !isRegistration && !inArguments.some((other) => isSameSpan(other.span, span)) && isDefinedInFactory(span, work),
  );
  if (own.length > 0 && isDeadCode(call, evaluator)) return;
  if (own.length > 0) taken.add(node);
  takeDefinitions(own, value, call, 1, work);
}

/** Whether a name, or a member of one, is imported: nothing is run to see what it is. */
export function isImport(part: AnyNode, scope: Scope): boolean {
  const root = rootIdentifier(part);
  return root !== null && lookup(scope, root['name'] as string)?.kind === 'import';
}

/** Whether a define call depends on the parameters of a function around it. */
function isDefinedInFactory(span: Span, { evaluator, load }: FactoryWork): boolean {
  const module = load(span.file);
  const call = module && callAt(module, span);
  const [argument] = (call?.node['arguments'] ?? []) as AnyNode[];
  if (!module || !call || !argument || !enclosingFunction(call.scope)) return false;
  return dependsOnParameters(evaluator.evaluate(argument, evaluator.environmentOf(module, call.scope)));
}
