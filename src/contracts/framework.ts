import type { AskedVersion } from '../modules/resolve.ts';
import { isVersionRange, rangesMeet } from '../source/semver.ts';
import type { Span } from '../source/span.ts';
import { joinArguments, withoutSelf, type Arguments } from '../values/arguments.ts';
import type { Libraries } from '../values/evaluation.ts';
import {
  type Definition,
  literal,
  native,
  unknown,
  type Native,
  type NativeCall,
  type ObjectValue,
  type Property,
  type StaticValue,
} from '../values/value.ts';
import type { ContractKind } from './contract.ts';
import { REGISTRIES, registryClass } from './registries/registry-values.ts';
import { resourceExports } from './schema/resource.ts';
import { schemaLibraryExports } from './schema/schema-library.ts';
import { zodNamespace } from './schema/zod.ts';

/** Names of the framework's contracts package over time, newest first. */
export const FRAMEWORK_MODULES: readonly string[] = [
  '@lssm-tech/lib.contracts-spec',
  '@contractspec/lib.contracts-spec',
  '@contractspec/lib.contracts',
  '@lssm/lib.contracts',
];

/** Names of the framework's schema library over time. */
const SCHEMA_MODULES: readonly string[] = ['@lssm-tech/lib.schema', '@contractspec/lib.schema', '@lssm/lib.schema'];

/**
 * The names of the schema library: a fork of the framework has it under the name that its contracts package has, or the policy names it
 * beside that one.
 * @param modules the packages that define functions come from
 */
export function schemaModules(modules: readonly string[]): ReadonlySet<string> {
  const siblings = modules.flatMap((name) => (CONTRACTS_PACKAGE.test(name) ? name.replace(CONTRACTS_PACKAGE, 'schema') : []));
  return new Set([...SCHEMA_MODULES, ...siblings, ...modules.filter((name) => SCHEMA_PACKAGE.test(name))]);
}

/** `lib.contracts-spec`, beside which there is `lib.schema`. */
const CONTRACTS_PACKAGE = /(?<![a-z])contracts(?:-spec)?$/;
const SCHEMA_PACKAGE = /(?<![a-z])schemas?$/;

/** The functions that make a contract of their argument. */
export const DEFINE_FUNCTIONS: ReadonlyMap<string, ContractKind> = new Map<string, ContractKind>([
  ['defineCommand', 'command'],
  ['defineQuery', 'query'],
  ['defineEvent', 'event'],
]);

/** Spans of what no file of the repository says. */
const NOWHERE: Span = { file: '', start: 0, end: 0 };

/** Facts: `ownership.ts` of the framework's contracts package. */
const ENUMS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map<string, Readonly<Record<string, string>>>([
  [
    'StabilityEnum',
    { Idea: 'idea', InCreation: 'in_creation', Experimental: 'experimental', Beta: 'beta', Stable: 'stable', Deprecated: 'deprecated' },
  ],
  [
    'OwnersEnum',
    {
      PlatformCore: 'platform.core',
      PlatformSigil: 'platform.sigil',
      PlatformMarketplace: 'platform.marketplace',
      PlatformMessaging: 'platform.messaging',
      PlatformContent: 'platform.content',
      PlatformFeatureFlags: 'platform.featureflags',
      PlatformFinance: 'platform.finance',
    },
  ],
  [
    'TagsEnum',
    {
      Spots: 'spots',
      Collectivity: 'collectivity',
      Marketplace: 'marketplace',
      Sellers: 'sellers',
      Auth: 'auth',
      Login: 'login',
      Signup: 'signup',
      Guide: 'guide',
      Docs: 'docs',
      I18n: 'i18n',
      Incident: 'incident',
      Automation: 'automation',
      Hygiene: 'hygiene',
    },
  ],
]);

interface DefineFunction extends Native {
  readonly defines: ContractKind;
  /** Its first argument is not the contract. */
  readonly isIndirect?: true;
}

/** The kind of contract that a value defines when it is called, or null when it is no define function. */
export function definedKind(value: StaticValue): ContractKind | null {
  return value.kind === 'native' && 'defines' in value.native ? (value.native as DefineFunction).defines : null;
}

/** Whether a define function is called in another way than by itself: by `call`, `apply` or with bound arguments. */
export function isIndirect(value: StaticValue): boolean {
  return value.kind === 'native' && 'isIndirect' in value.native;
}

/** Events by their `meta`, so that `{ ref: Event.meta }` leads back to the payload. */
export type EventsByMeta = WeakMap<StaticValue, StaticValue>;

/** The framework, its schema library and Zod, as far as contracts are written with them. */
export function createLibraries(modules: readonly string[], eventsByMeta: EventsByMeta): Libraries {
  const contractModules = new Set(modules);
  const schemaNames = schemaModules(modules);
  const zod = zodNamespace(NOWHERE);
  const zod3 = zodNamespace(NOWHERE, 3);
  const schemaExports = schemaLibraryExports(NOWHERE);
  const contractExports = new Map<string, StaticValue>(schemaExports);
  for (const [name, value] of resourceExports(NOWHERE)) contractExports.set(name, value);
  for (const [name, kind] of DEFINE_FUNCTIONS) contractExports.set(name, native(defineFunction(name, kind, eventsByMeta), NOWHERE));
  for (const [name, kind] of REGISTRIES) contractExports.set(name, registryClass(name, kind, NOWHERE));
  const enums = new Map<string, StaticValue>();
  for (const [name, members] of ENUMS) enums.set(name, enumValue(members));
  const owners = enums.get('OwnersEnum');
  if (owners) enums.set('Owners', owners);

  function zodExport(subpath: string, name: string): StaticValue | undefined {
    const namespace = subpath === './v3' ? zod3 : zod;
    if (name === 'z' || name === 'default' || name === '*') return namespace;
    return namespace.kind === 'native' ? namespace.native.get?.(name, NOWHERE) : undefined;
  }

  return {
    ofVersion: (packageName, subpath, version) => (packageName === 'zod' && subpath === '.' && isZod3(version) ? './v3' : subpath),
    versionKey(packageName, version) {
      if (packageName === 'zod') return isZod3(version) ? '3' : '';
      return contractModules.has(packageName) || schemaNames.has(packageName) ? '' : (version.range() ?? '');
    },
    isKnown: (packageName) => contractModules.has(packageName) || schemaNames.has(packageName),
    exported(packageName, subpath, name) {
      if (packageName === 'zod') return zodExport(subpath, name);
      if (schemaNames.has(packageName)) return schemaExports.get(name);
      return contractModules.has(packageName) ? contractExports.get(name) : undefined;
    },
    published(packageName, subpath, name) {
      if (packageName === 'zod') return zodExport(subpath, name);
      if (schemaNames.has(packageName)) return name === '*' ? namespace(schemaExports, packageName) : undefined;
      if (!contractModules.has(packageName)) return undefined;
      return name === '*' ? namespace(new Map([...contractExports, ...enums]), packageName) : enums.get(name);
    },
  };
}

/** Whether a version is Zod 3. Where the range allows both, the lockfile says which; without one, the newest meets it. */
function isZod3({ range, locked }: AskedVersion): boolean {
  const written = (range() ?? '*').replace(/^npm:[^@]*@/, '');
  if (!allows(written, 3)) return false;
  return !allows(written, 4) || (locked()?.startsWith('3.') ?? false);
}

/** Whether a range of versions allows this major version of Zod; of a tag such as `latest` that is not known. */
function allows(range: string, major: 3 | 4): boolean {
  // Nearly all ranges are of one major version.
  const [, only] = /^[\^~]?(\d+)(?:\.(?:\d+|x)){0,2}$/.exec(range) ?? [];
  if (only !== undefined) return Number(only) === major;
  return !/\d/.test(range) || !isVersionRange(range) || rangesMeet(range, `^${major}.0.0`);
}

function namespace(exports: ReadonlyMap<string, StaticValue>, packageName: string): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [name, value] of exports) properties.set(name, { key: NOWHERE, span: NOWHERE, value });
  return { kind: 'object', properties, open: unknown('unresolved-import', NOWHERE, `"${packageName}"`), span: NOWHERE };
}

function enumValue(members: Readonly<Record<string, string>>): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [name, value] of Object.entries(members))
    properties.set(name, { key: NOWHERE, span: NOWHERE, value: literal(value, NOWHERE) });
  return { kind: 'object', properties, open: null, span: NOWHERE };
}

/** `defineEvent` gives its argument back; the other two add `meta.kind` and `policy.idempotent`. Facts: the framework's `operation.ts` and `events.ts`. */
function defineFunction(name: string, kind: ContractKind, eventsByMeta: EventsByMeta): DefineFunction {
  const self: DefineFunction = {
    name,
    defines: kind,
    get: (property, at) => indirect(self, property, at),
    call(call) {
      const spec = call.args[0]?.value ?? call.restUnknown ?? literal(undefined, call.span);
      const result = kind === 'event' ? spec : operation(spec, kind, call.span);
      if (kind === 'event') eventsByMeta.set(call.evaluator.member(spec, 'meta', call.span), spec);
      call.evaluator.define({ kind, span: call.span, spec, result });
      return result;
    },
  };
  return self;
}

/** `call`, `apply` and `bind` of a define function, and what it is called. */
function indirect(define: DefineFunction, property: string, at: Span): StaticValue | undefined {
  const { name, defines } = define;
  const run = (call: NativeCall, given: Arguments): StaticValue =>
    define.call?.({ ...call, ...given }) ?? unknown('unknown-call', call.span, name);
  const made = (invoke: (call: NativeCall) => StaticValue): DefineFunction => ({
    name: `${name}.${property}`,
    defines,
    isIndirect: true,
    call: invoke,
  });
  switch (property) {
    case 'call':
      return native(
        made((call) => run(call, withoutSelf(call))),
        at,
      );
    case 'apply':
      return native(
        made((call) => {
          const list = call.args[1]?.value;
          return list?.kind === 'array'
            ? run(call, { args: list.items, restUnknown: list.rest })
            : run(call, { args: list ? [{ value: notKnown(list), span: call.span }] : [], restUnknown: call.restUnknown });
        }),
        at,
      );
    case 'bind':
      return native(
        {
          name: `${name}.bind`,
          call: (bound) =>
            native(
              made((call) => run(call, joinArguments(withoutSelf(bound), call))),
              bound.span,
            ),
        },
        at,
      );
    case 'name':
      return literal(name, at);
    default:
      return undefined;
  }
}

function notKnown(value: StaticValue): StaticValue {
  return value.kind === 'unknown' ? value : unknown('not-static', value.span, 'the argument');
}

function operation(spec: StaticValue, kind: ContractKind, at: Span): StaticValue {
  if (spec.kind !== 'object') return spec.kind === 'unknown' ? spec : unknown('not-static', at, 'the argument');
  const properties = new Map(spec.properties);
  extend(properties, spec, 'meta', 'kind', literal(kind, at), at);
  extend(properties, spec, 'policy', 'idempotent', literal(kind === 'query', at), at);
  return { kind: 'object', properties, open: spec.open, span: spec.span };
}

/** What a define function gives has an outside, a `meta` and a `policy` of its own. These members are added to the latter two. */
const ADDED = [
  ['meta', 'kind'],
  ['policy', 'idempotent'],
] as const;

/**
 * A contract's argument, with what was written to the contract since. Writing to its `policy` leaves the argument as it was, but is
 * seen by all who use the contract.
 */
export function specAsLeft({ kind, span, spec, result }: Definition): StaticValue {
  if (kind === 'event' || spec.kind !== 'object' || result.kind !== 'object') return spec;
  const properties = new Map(result.properties);
  for (const [section, name] of ADDED) {
    const property = properties.get(section);
    if (property?.value.kind !== 'object') continue;
    const given = spec.properties.get(section)?.value;
    const inner = new Map(property.value.properties);
    const own = given?.kind === 'object' ? given.properties.get(name) : undefined;
    if (own) inner.set(name, own);
    else inner.delete(name);
    if (inner.size === 0 && property.key === span) properties.delete(section);
    else properties.set(section, { ...property, value: { ...property.value, properties: inner } });
  }
  return { ...result, properties };
}

function extend(properties: Map<string, Property>, spec: ObjectValue, section: string, name: string, value: StaticValue, at: Span): void {
  const existing = spec.properties.get(section);
  const inner = existing?.value;
  if (inner && inner.kind !== 'object') return;
  const extended = new Map(inner?.properties);
  extended.set(name, { key: at, span: at, value });
  properties.set(section, {
    key: existing?.key ?? at,
    span: existing?.span ?? at,
    value: { kind: 'object', properties: extended, open: inner?.open ?? spec.open, span: inner?.span ?? at },
  });
}
