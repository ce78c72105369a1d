import type { Module } from '../modules/module.ts';
import type { AnyNode } from '../modules/nodes.ts';
import type { Span } from '../source/span.ts';
import type { StaticValue } from '../values/value.ts';
import type { ContractKind } from './contract.ts';

/** A contract that was found, before its argument is read. */
export interface Found {
  readonly kind: ContractKind;
  readonly module: Module;
  /** The call, or the literal, that the contract is located at. */
  readonly node: AnyNode;
  readonly definedAt: Span | null;
  readonly spec: StaticValue;
  /** The file where it was found, as something that is given to a registry. */
  readonly registeredIn?: string;
  /** Set where it is told by its form alone. */
  readonly isForm?: true;
  /** Set where it is as running the module leaves it: what is written to it later is in it already. */
  readonly isRun?: true;
}

/** A literal that is given to a define function is the contract of that call, whatever its type says; so is one that the call's argument is made of. */
export function withoutPassedOn(found: readonly Found[]): readonly Found[] {
  const isCall = ({ node }: Found): boolean => node.type !== 'ObjectExpression';
  if (found.every(isCall)) return found;
  const given = found.filter(isCall).flatMap(({ spec }) => spansOf(spec));
  return found.filter(
    (one) =>
      isCall(one) ||
      one.registeredIn !== undefined ||
      !given.some(({ file, start, end }) => file === one.module.file && one.node.start <= start && end <= one.node.end),
  );
}

/** Of a contract and of its `meta`: what is built of another one has that one's. */
export function spansOf(spec: StaticValue): readonly Span[] {
  const meta = spec.kind === 'object' ? spec.properties.get('meta')?.value : undefined;
  return meta?.kind === 'object' ? [spec.span, meta.span] : [spec.span];
}
