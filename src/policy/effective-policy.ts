import type { ContractKind } from '../contracts/contract.ts';
import type { Location } from '../source/span.ts';
import type { Severity } from './severity.ts';

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
  /** The version that is deprecated; left out: those that are marked. */
  readonly version?: string;
  readonly replacement: string | null;
  /** Dates as `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly sunset: string | null;
  readonly reason: string | null;
  readonly location: Location | null;
}

/** Classes of changes, gravest first; see `compare/change.ts`. */
export const REPORTABLE_CLASSES = ['breaking', 'dangerous', 'additive', 'patch'] as const;
export type ReportableClass = (typeof REPORTABLE_CLASSES)[number];

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
