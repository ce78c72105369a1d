import type { Contract } from '../contracts/contract.ts';
import type { ReadOptions } from '../contracts/inventory.ts';
import type { Location } from '../source/span.ts';
import type { Assertion } from './assertions.ts';
import type { PolicyDiagnostic } from './diagnostic.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import type { ResolvedPolicy } from './resolved.ts';

/** A loaded policy file, or the `recommended` preset where there is none. */
export interface Policy {
  /** Relative to the root, or null without a file. */
  readonly file: string | null;
  /** A digest of all that judges, extended files included. */
  readonly digest: string;
  readonly read: ReadOptions;
  readonly catalogs: readonly Catalog[];
  readonly waivers: readonly Waiver[];
  readonly waiverRules: WaiverRules;
  readonly assertions: readonly Assertion[];
  readonly enforced: readonly string[];
  /** Stale parts and the like: never an error unless `--hints=error`. */
  readonly hints: readonly PolicyDiagnostic[];
  /** The policy for one contract. Results are memoised by the overrides that match. */
  for(contract: Contract): EffectivePolicy;
  /** Without a contract: what stands outside all overrides. */
  readonly defaults: EffectivePolicy;
  /** Layers and overrides, for `print-config`, `policy-loosened` and the like. Every policy that was loaded from files or presets has it. */
  readonly resolved?: ResolvedPolicy;
}

/** The terms of waivers. */
export interface WaiverRules {
  readonly maxDays: number;
  readonly never: readonly string[];
  readonly allowGlobs: boolean;
  readonly allowInChange: boolean;
  readonly warnDays: number;
  readonly reportEslintDisable: boolean;
}

export interface Catalog {
  readonly name: string;
  readonly files: readonly string[];
  /** Keys are unique inside each package, not across the catalog. */
  readonly each: 'package' | null;
}

export interface Waiver {
  readonly rule: string;
  /** A key glob, optionally `@` and a semver range. */
  readonly contract: string;
  readonly subject: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly issue: string | null;
  /** `YYYY-MM-DD`, the last day inclusive, UTC. */
  readonly expires: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly changes: readonly string[];
  readonly location: Location;
}
