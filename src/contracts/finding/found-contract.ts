import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import type { StaticValue } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';

/** A contract that was found, before its argument is read. */
export interface FoundContract {
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
  /** Set where a define function, or a factory, goes to something that cannot be followed: there may be contracts, or none. */
  readonly isLost?: true;
  /** Set where it is as running the module leaves it: what is written to it later is in it already. */
  readonly isRun?: true;
}
