import { enclosingFunction } from '../../modules/enclosing.ts';
import { isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { isSameSpan, type Span } from '../../source/span.ts';
import { describeCallee } from '../../values/describe.ts';
import type { Environment } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { unknown, type StaticValue } from '../../values/value.ts';
import { isDeadCode } from '../defines/dead-code.ts';
import type { DefineSite } from '../defines/define-calls.ts';
import { dependsOnParameters } from '../finding/depends-on-parameters.ts';
import { roundsOf } from '../finding/each-time.ts';
import { spanOf } from '../finding/placed-node.ts';
import type { FactoryWork } from './work.ts';

/** Takes a define call that may run: a contract as it stands, those of the rounds of a loop, or one of a factory, which waits for its callers. */
export function takeDefineSite(site: DefineSite, work: FactoryWork): void {
  if (isDeadCode(site, work.evaluator)) return;
  const { kind, node, scope, module } = site;
  const { evaluator } = work;
  const environment = evaluator.environmentOf(module, scope);
  const known = site.isChosen ? null : specOfConstant(site, environment, evaluator);
  const spec = known ?? specOf(site, environment, evaluator);
  if (enclosingFunction(scope) && (site.isChosen || dependsOnParameters(spec))) {
    // A literal typed as a spec, made of what it is given: code that handles contracts, none itself.
    if (node.type !== 'CallExpression') return;
    work.pending.push({ kind, module, node, scope, spec, definedAt: spanOf(site), level: 0 });
    work.files.add(module.file);
    return;
  }
  if (addRounds(site, work)) return;
  // What notes the definition also ties an event's `meta` to its payload.
  if (!known && node.type === 'CallExpression') evaluator.evaluate(node, environment);
  work.add({ kind, module, node, definedAt: null, spec, ...(site.isChosen && { isLost: true }) });
}

/** Of `const A = defineCommand({…})`: other files ask for the constant as well, and it is found once. */
function specOfConstant({ node, scope, module }: DefineSite, environment: Environment, evaluator: Evaluator): StaticValue | null {
  const declaration = scope === module.analysis.root ? constantsIn(scope).get(node) : undefined;
  const definition = declaration && evaluator.definitionOf(evaluator.valueOfDeclaration(declaration, environment));
  const isOwn = definition?.span.file === module.file && definition.span.start === node.start;
  return isOwn ? definition.spec : null;
}

function specOf(site: DefineSite, environment: Environment, evaluator: Evaluator): StaticValue {
  const { node, argument } = site;
  const span = spanOf(site);
  if (site.isChosen) return unknown('unknown-call', span, describeCallee(unwrap(node['callee'] as AnyNode)));
  return argument ? evaluator.evaluate(argument, environment) : specOfArguments(node, span, environment, evaluator);
}

/** Of `define(...args)`. */
function specOfArguments(node: AnyNode, span: Span, environment: Environment, evaluator: Evaluator): StaticValue {
  const { definitions } = evaluator.trace(() => evaluator.evaluate(node, environment));
  const own = definitions.find((definition) => isSameSpan(definition.span, span));
  return own && (node['arguments'] as AnyNode[]).length > 0 ? own.spec : unknown('not-static', span, 'no argument');
}

/** `for (const key of keys) defineCommand(…)`: the contracts of all rounds, where these are known. */
function addRounds(site: DefineSite, { evaluator, add }: FactoryWork): boolean {
  const { node, scope, module } = site;
  const traces = roundsOf(node, scope, module, evaluator);
  const own = traces?.flatMap(({ value, definitions }) =>
    node.type === 'CallExpression'
      ? definitions.filter((definition) => isSameSpan(definition.span, spanOf(site)))
      : { kind: site.kind, spec: value },
  );
  const isLess = site.isChosen && own?.length !== traces?.length;
  if (!own || isLess || own.some(({ spec }) => dependsOnParameters(spec))) return false;
  for (const { kind, spec } of own) add({ kind, module, node, definedAt: null, spec });
  return true;
}

/** The constants of a scope by the expressions that they have their values from. */
const constantsIn = memoizeWeakly(({ declarations }: Scope): ReadonlyMap<AnyNode, Declaration> => {
  const named = [...declarations.values()].filter(({ kind, node, identifier }) => kind === 'const' && node['id'] === identifier);
  return new Map(
    named.flatMap((declaration) => {
      const init = declaration.node['init'];
      return isNode(init) ? [[unwrap(init), declaration] as const] : [];
    }),
  );
});
