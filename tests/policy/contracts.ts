import type { Contract, ContractKind, Read } from '../../src/contracts/contract.ts';
import type { Span } from '../../src/source/span.ts';

/** What a test says about a contract; everything else is absent. */
export interface ContractPatch {
  readonly file?: string;
  readonly kind?: ContractKind;
  readonly key?: string;
  readonly version?: string;
  readonly stability?: string;
  readonly owners?: readonly string[];
  readonly tags?: readonly string[];
  readonly package?: string | null;
}

/** A contract of which only what the policy looks at is read. */
export function contractWith(patch: ContractPatch = {}): Contract {
  const file = patch.file ?? 'src/contract.ts';
  const span: Span = { file, start: 0, end: 1 };
  const known = <T>(value: T | undefined): Read<T> =>
    value === undefined
      ? { state: 'absent', site: span, origin: span }
      : { state: 'known', value, site: span, origin: span, written: true };
  const items = (values: readonly string[] | undefined): Contract['owners'] => known(values?.map((value) => known(value)));
  const absent = known<never>(undefined);
  const none = { scenarios: absent, examples: absent };
  return {
    kind: patch.kind ?? 'command',
    file,
    call: span,
    definedAt: null,
    exportName: null,
    package: patch.package ?? null,
    key: known(patch.key ?? 'billing.invoice.send'),
    version: known(patch.version ?? '1.0.0'),
    stability: known(patch.stability),
    owners: items(patch.owners),
    tags: items(patch.tags),
    title: absent,
    description: absent,
    goal: absent,
    context: absent,
    domain: absent,
    policy: absent,
    auth: absent,
    input: null,
    output: null,
    params: null,
    query: null,
    headers: null,
    errors: new Map(),
    success: {},
    results: { errors: new Map(), success: {} },
    execution: absent,
    emits: absent,
    audit: absent,
    analytics: absent,
    transport: absent,
    acceptance: none,
    capability: absent,
    payload: null,
    pii: absent,
    spec: null,
    unresolved: [],
    mayBeMissing: new Set(),
    deprecatedTag: null,
    dependencies: new Set([file]),
  };
}
