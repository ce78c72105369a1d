import type { Contract, ContractKind } from '../contracts/contract.ts';
import type { ReadOptions } from '../contracts/inventory.ts';
import type { Location } from '../source/span.ts';
import type { ResolvedPolicy } from './resolved.ts';

export type Severity = 'error' | 'warn' | 'off';

/** Classes of changes, gravest first; see `compare/change.ts`. */
export const REPORTABLE_CLASSES = ['breaking', 'dangerous', 'additive', 'patch'] as const;
export type ReportableClass = (typeof REPORTABLE_CLASSES)[number];

/**
 * The policy in force for one contract or file: presets, extends and overrides applied. Plain data, all sections present.
 * Names from YAML are kept in maps, never as object properties.
 */
export interface EffectivePolicy {
  readonly owners: OwnersPolicy;
  readonly keys: KeysPolicy;
  readonly tags: TagsPolicy;
  readonly audit: AuditPolicy;
  readonly events: EventsPolicy;
  readonly stability: StabilityPolicy;
  readonly versioning: VersioningPolicy;
  readonly schemas: SchemasPolicy;
  readonly meta: MetaPolicy;
  readonly transports: readonly Transport[] | null;
  readonly deprecations: readonly Deprecation[];
  readonly knownFields: 'open' | 'closed';
  readonly review: { readonly security: readonly string[]; readonly compliance: readonly string[] };
  /**
   * The severity of a rule, `becomesErrorOn` applied. Where a rule splits error and warn by what it found, `warn` caps the error.
   * With `lesser`, the severity of the rule's lesser findings: those that it reports as `warn`. It is never above the other.
   */
  severity(rule: string, lesser?: boolean): Severity;
  /** The day (`YYYY-MM-DD`) on which a rule that is no error yet becomes one; null when there is none. */
  becomesErrorOn?(rule: string): string | null;
}

export const TRANSPORTS = ['rest', 'gql', 'mcp'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface OwnersPolicy {
  readonly min: number;
  readonly max: number | null;
  /** `@`: owners begin with `@`; `plain`: they do not; null: either. */
  readonly spelling: '@' | 'plain' | null;
  /** Source of a linear-time pattern, or null. */
  readonly pattern: string | null;
  readonly directory: OwnersDirectory | null;
  readonly codeowners: 'equal' | 'overlap' | 'subset';
}

export interface OwnersDirectory {
  readonly teams: ReadonlyMap<string, Team>;
  /** For messages: the file the teams come from. */
  readonly source: string;
}

export interface Team {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Handles in CODEOWNERS. */
  readonly codeowners: readonly string[];
  readonly contact: string | null;
  readonly dissolved: string | null;
  readonly successor: string | null;
  readonly location: Location | null;
}

export interface KeysPolicy {
  /** `dotted`, or the source of a linear-time pattern, per kind. */
  readonly format: ReadonlyMap<ContractKind, string>;
  readonly also: readonly string[];
}

export interface TagsPolicy {
  readonly min: number;
  readonly max: number | null;
  readonly format: string;
  /** Null: no vocabulary. */
  readonly vocabulary: ReadonlyMap<string, VocabularyTag> | null;
  readonly groups: readonly TagGroup[];
  readonly implies: readonly TagImplication[];
}
export interface VocabularyTag {
  readonly name: string;
  readonly deprecated: boolean;
  readonly replacement: string | null;
  readonly aliases: readonly string[];
}
/** `risk/*`: how many tags of the group a contract carries. */
export interface TagGroup {
  readonly pattern: string;
  readonly min: number;
  readonly max: number | null;
}
export interface TagImplication {
  readonly tag: string;
  readonly tags: readonly string[];
  readonly owner: string | null;
  readonly auth: readonly string[];
  readonly audit: boolean;
}

export interface AuditPolicy {
  /** Templates of labels: `{event}` is the event's key, `{version}`, `{major}` its version. */
  readonly labels: readonly string[];
  /** Labels that may stand without an event of their name; globs. */
  readonly known: readonly string[];
  readonly exempt: readonly { readonly keys: readonly string[]; readonly events: readonly string[] }[];
  readonly required: {
    readonly auth: readonly string[];
    readonly stability: readonly string[];
    readonly tags: readonly string[];
    readonly pii: boolean;
  };
}

export interface EventsPolicy {
  readonly naming: { readonly domain: boolean; readonly also: readonly string[] };
}

export interface StabilityPolicy {
  readonly stages: readonly string[];
  /** What a stage demands. */
  readonly requirements: ReadonlyMap<string, StageRequirements>;
  /** Allowed moves; null: to any later stage, and from any to `deprecated` and back. */
  readonly transitions: ReadonlyMap<string, readonly string[]> | null;
}
export interface StageRequirements {
  /** Least number of characters of these texts; 0 asks nothing. */
  readonly description: number;
  readonly goal: number;
  readonly context: number;
  readonly scenarios: number;
  readonly examples: number;
  readonly audit: boolean;
  readonly released: boolean;
}

export interface Deprecation {
  /** The deprecated contract's key. */
  readonly contract: string;
  readonly replacement: string | null;
  /** Dates as `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly sunset: string | null;
  readonly reason: string | null;
  readonly location: Location | null;
}

export interface VersioningPolicy {
  readonly base: 'merge-base' | 'target';
  /** A tag pattern with `{version}` and optionally `{package}`, or null. */
  readonly released: string | null;
  readonly report: ReadonlyMap<ReportableClass, Severity>;
  /** From this stage up a removal is judged. */
  readonly removalFrom: string;
  readonly betaBreaking: 'major' | 'minor';
  readonly dangerousAsBreaking: boolean;
  readonly patch: 'patch' | 'none';
  /** Days between the announcement of a deprecation and its sunset, least and most. */
  readonly notice: { readonly minDays: number; readonly maxDays: number | null };
  readonly prerelease: readonly string[];
}

export interface SchemasPolicy {
  readonly unknownFields: 'refuse' | 'drop';
  readonly openEnums: readonly string[];
  readonly profile: 'wire' | 'source';
}

export interface MetaPolicy {
  readonly placeholders: readonly string[];
}

/** A loaded policy file, or the `recommended` preset where there is none. */
export interface Policy {
  /** Relative to the root, or null without a file. */
  readonly file: string | null;
  /** A digest of all that judges, extended files included. */
  readonly digest: string;
  readonly read: ReadOptions;
  readonly catalogs: readonly Catalog[];
  readonly waivers: readonly Waiver[];
  readonly waiverRules: {
    readonly maxDays: number;
    readonly never: readonly string[];
    readonly allowGlobs: boolean;
    readonly allowInChange: boolean;
    readonly warnDays: number;
    readonly reportEslintDisable: boolean;
  };
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

/** A rule of the policy's own, without code. */
export interface Assertion {
  readonly id: string;
  readonly message: string | null;
  readonly severity: Severity;
  readonly select: Selector;
  /** `meta.title`, `policy.rateLimit.rpm`, `tags`. */
  readonly value: string;
  readonly required: boolean;
  readonly pattern: string | null;
  readonly enum: readonly (string | number | boolean)[] | null;
  readonly minLength: number | null;
  readonly minItems: number | null;
  readonly contains: string | null;
  readonly notContains: string | null;
  readonly equals: string | number | boolean | null | undefined;
}

export interface Selector {
  readonly files: readonly string[] | null;
  readonly keys: readonly string[] | null;
  readonly kinds: readonly ContractKind[] | null;
  readonly stability: readonly string[] | null;
  readonly owners: readonly string[] | null;
  readonly tags: readonly string[] | null;
}

/** What is wrong in a policy, a team file, a baseline or a waiver. */
export interface PolicyDiagnostic {
  readonly severity: 'error' | 'warn' | 'hint';
  readonly message: string;
  /** `Did you mean …?`, or what to do. */
  readonly hint: string | null;
  readonly location: Location | null;
  /** The line on which the location begins, for a frame; null where there is none. */
  readonly excerpt?: string | null;
}
