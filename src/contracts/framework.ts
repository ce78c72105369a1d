import type { AskedVersion } from '../modules/packages.ts';
import { isVersionRange, rangesMeet } from '../source/semver.ts';
import { NOWHERE } from '../source/span.ts';
import type { Libraries } from '../values/evaluation.ts';
import { native, unknown, type ObjectValue, type Property, type StaticValue } from '../values/value.ts';
import { defineFunction, type EventsByMeta } from './define-functions.ts';
import { frameworkEnums } from './framework-enums.ts';
import { DEFINE_FUNCTIONS, schemaModules } from './framework-names.ts';
import { REGISTRIES, registryClass } from './registries/registry-values.ts';
import { resourceExports } from './schema/resource.ts';
import { schemaLibraryExports } from './schema/schema-library.ts';
import { zodNamespace } from './schema/zod.ts';

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
  const enums = frameworkEnums();

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
