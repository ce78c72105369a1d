import type { EffectivePolicy } from './effective-policy.ts';
import type { InstalledPackage } from './extends.ts';
import type { PlaceInPolicy, PolicyMap } from './node.ts';
import type { Selector, SplitSelector, Subject } from './selector.ts';

/** A preset or a file that takes part in a policy. */
export interface Layer {
  /** `recommended`, `governance/org.yaml`, `@acme/policy@1.2.0`. */
  readonly name: string;
  readonly file: string | null;
  /** The package that it is a file of, in the version that the policy pins. */
  readonly package: InstalledPackage | null;
  /** The folder of a nested policy, else `''`. */
  readonly folder: string;
  /** Rules that later layers may not lower. */
  readonly enforced: readonly string[];
}

/** What one layer says for all contracts, or one of its overrides for some. Later parts win. */
export interface PolicyPart {
  readonly layer: Layer;
  /** Null: what the layer says for all contracts (of its folder). */
  readonly selector: Selector | null;
  /** True where every contract matches. */
  readonly isUnconditional: boolean;
  readonly compiled: SplitSelector;
  /** Sections, checked and brought into one form. */
  readonly body: PolicyMap;
  readonly at: PlaceInPolicy;
}

/** A policy with its layers. */
export interface ResolvedPolicy {
  readonly layers: readonly Layer[];
  /** In the order in which they are merged. */
  readonly parts: readonly PolicyPart[];
  readonly today: string;
  /** The parts that match, without those that are for everything. */
  matching(subject: Subject): readonly PolicyPart[];
  /** The merged sections in force; null: outside of all overrides. */
  merged(subject: Subject | null): PolicyMap;
  effective(subject: Subject | null): EffectivePolicy;
  /** Merges any choice of parts, as if just they matched. */
  compile(parts: readonly PolicyPart[]): EffectivePolicy;
}
